import type { JournalBody, JournalEntry } from '../protocol/journal.ts';
import { canonicalHash } from './digest.ts';

/** Where a journal stands: its number of entries, and the hash of the last (the policy's hash before the first). */
export interface Head {
  readonly entries: number;
  readonly head: string;
}

/** What an entry says, before it has its place. */
export interface NewEntry {
  readonly id: string;
  readonly session: string;
  readonly policy: string;
  readonly at: string;
  readonly mono: number;
  readonly body: JournalBody;
}

/** The hash by which the next entry, or the end record, names this one. */
export function entryHash(entry: JournalEntry): Promise<string> {
  return canonicalHash(entry);
}

/** Gives an entry its place behind the head; answers the entry and the new head. */
export async function link(head: Head, entry: NewEntry): Promise<{ entry: JournalEntry; head: Head }> {
  const linked: JournalEntry = { v: 1, ...entry, seq: head.entries, prev: head.head };
  return { entry: linked, head: { entries: head.entries + 1, head: await entryHash(linked) } };
}

/** The first thing wrong with a chain of entries, in words; null when it is whole. */
export async function brokenLink(policyHash: string, entries: readonly JournalEntry[]): Promise<string | null> {
  let head: Head = { entries: 0, head: policyHash };
  for (const entry of entries) {
    if (entry.seq !== head.entries) return `entry ${head.entries} is missing; entry ${entry.seq} stands in its place`;
    if (entry.prev !== head.head) return `entry ${entry.seq} does not follow from the one before it`;
    head = { entries: head.entries + 1, head: await entryHash(entry) };
  }
  return null;
}
