import { expect, test } from 'vitest';
import type { JournalEntry } from '../src/protocol/journal.ts';
import { continueChain, type HashedEntry } from './journal-chain.ts';
import { Refusal } from './problem.ts';

const session = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const policyHash = 'policy';

/** Entry number `seq`, whose hash is `h<seq>`. */
function entry(seq: number, changes: Partial<JournalEntry> = {}): HashedEntry {
  const prev = seq === 0 ? policyHash : `h${seq - 1}`;
  const body = { kind: 'event', type: 'focus.lost', severity: 0, cause: '', data: {} } as const;
  const base = {
    v: 1,
    id: session,
    session,
    seq,
    prev,
    at: '2026-11-22T10:00:00.000Z',
    mono: seq,
    policy: policyHash,
    body,
  } as const;
  return { entry: { ...base, ...changes }, hash: `h${seq}` };
}

/** A journal of which `length` entries are stored. */
function stored(length: number) {
  const end = { session, policyHash, next: length, head: length === 0 ? policyHash : `h${length - 1}` };
  return { end, hashes: new Map(Array.from({ length }, (_, seq) => [seq, `h${seq}`])) };
}

function kindOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return `${error.kind} ${error.members.expected ?? ''}`.trim();
    throw error;
  }
  return 'accepted';
}

test('a batch is taken from the first new entry on', () => {
  const { end, hashes } = stored(3);
  const { fresh, next, head } = continueChain(end, hashes, [entry(1), entry(2), entry(3), entry(4)]);
  expect(fresh.map((item) => item.entry.seq)).toEqual([3, 4]);
  expect([next, head]).toEqual([5, 'h4']);
});

test('an entry that stands twice in a batch counts once', () => {
  const { end, hashes } = stored(0);
  expect(continueChain(end, hashes, [entry(0), entry(0), entry(1), entry(0)]).fresh).toHaveLength(2);
});

test.each<[string, HashedEntry[], string]>([
  ['a hole before it', [entry(4)], 'journal-gap 3'],
  ['a hole in it', [entry(3), entry(5)], 'journal-gap 4'],
  ['another entry at a stored place', [{ ...entry(1), hash: 'other' }], 'journal-conflict 3'],
  [
    'another entry at a place that it has filled itself',
    [entry(3), { ...entry(3), hash: 'other' }],
    'journal-conflict 4',
  ],
  ['a wrong predecessor', [entry(3, { prev: 'h1' })], 'journal-conflict 3'],
  ['another session', [entry(3, { session: policyHash })], 'invalid-request'],
  ['another policy', [entry(3, { policy: 'other' })], 'invalid-request'],
  ['another session in what is stored', [entry(1, { session: policyHash })], 'invalid-request'],
])('a batch with %s is refused', (_, batch, kind) => {
  const { end, hashes } = stored(3);
  expect(kindOf(() => continueChain(end, hashes, batch))).toBe(kind);
});
