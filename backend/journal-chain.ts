import type { JournalEntry } from '../src/protocol/journal.ts';
import { Refusal } from './problem.ts';

/** An entry with the SHA-256 of its canonical JSON. */
export interface HashedEntry {
  readonly entry: JournalEntry;
  readonly hash: string;
}

/** The end of a stored journal. */
export interface ChainEnd {
  readonly session: string;
  readonly policyHash: string;
  readonly next: number;
  readonly head: string;
}

/**
 * The entries of a batch that continue a stored journal. Those that are stored already are passed over.
 * @param stored hashes of stored entries by their place, at least of those that the batch repeats
 * @throws Refusal `invalid-request`, `journal-gap` or `journal-conflict` at the first entry that does not fit; nothing
 *   of the batch counts then
 */
export function continueChain(end: ChainEnd, stored: ReadonlyMap<number, string>, batch: readonly HashedEntry[]) {
  const hashes = new Map(stored);
  const fresh: HashedEntry[] = [];
  let { next, head } = end;
  for (const { entry, hash } of batch) {
    checkOwner(end, entry);
    if (entry.seq > next) throw gap(next, entry.seq);
    if (entry.seq < next) {
      if (hashes.get(entry.seq) !== hash) throw conflict(`Another entry is stored at place ${entry.seq}.`, next);
      continue;
    }
    if (entry.prev !== head) throw conflict(`Entry ${entry.seq} does not name the hash of the entry before it.`, next);
    fresh.push({ entry, hash });
    hashes.set(entry.seq, hash);
    next += 1;
    head = hash;
  }
  return { fresh, next, head };
}

function checkOwner({ session, policyHash }: ChainEnd, entry: JournalEntry): void {
  const advice = 'Send each entry to the session that it was written for.';
  if (entry.session !== session) {
    throw new Refusal('invalid-request', `Entry ${entry.seq} belongs to session ${entry.session}. ${advice}`);
  }
  if (entry.policy !== policyHash) {
    throw new Refusal('invalid-request', `Entry ${entry.seq} names a policy that is not this session's. ${advice}`);
  }
}

function gap(expected: number, seq: number): Refusal {
  const detail = `The next entry must be number ${expected}, not ${seq}. Send the entries from ${expected} on.`;
  return new Refusal('journal-gap', detail, { members: { expected } });
}

function conflict(what: string, expected: number): Refusal {
  const detail = `${what} An entry that is stored cannot be changed; only new ones from ${expected} on are taken.`;
  return new Refusal('journal-conflict', detail, { members: { expected } });
}
