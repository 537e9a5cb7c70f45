import { link, type NewEntry } from '../evidence/chain.ts';
import type { JournalEntry, PartBody } from '../protocol/journal.ts';
import { confirming, database, type SessionRecord, type StoredPart, strict } from './database.ts';

/** The service worker and the offscreen document write the same journal; the lock keeps their entries in one chain. */
const journalLock = 'vigil.journal';

/** The session is over: its end is signed, and nothing may follow it. */
export class JournalClosed extends Error {
  override name = 'JournalClosed';
}

export interface Addition extends Omit<NewEntry, 'session' | 'policy' | 'at'> {
  /** Our wall clock in milliseconds; the entry gets it corrected to the backend's. */
  readonly wall: number;
  /** The recorded bytes of a `part` entry, stored in the same transaction. */
  readonly blob?: Blob;
}

/**
 * Appends an entry to a session's journal, on the disk before this resolves. An id that the journal knows is passed over.
 * @throws JournalClosed after the end was signed; the database's own error when the disk is full
 */
export function appendEntry(session: string, addition: Addition): Promise<void> {
  return navigator.locks.request(journalLock, async () => {
    const db = await database();
    const known = await db.get('sessions', session);
    if (!known) throw new Error(`Session ${session} is not on this device`);
    if (await db.getKeyFromIndex('journal', 'id', addition.id)) return;
    if (known.end) throw new JournalClosed(`Session ${session} has ended`);
    const { wall, blob, ...rest } = addition;
    const at = new Date(wall + known.clockOffset).toISOString();
    const linked = await link(known, { ...rest, at, session, policy: known.policyHash });
    const write = db.transaction(['sessions', 'journal', 'parts'], 'readwrite', strict);
    const current = await write.objectStore('sessions').get(session);
    if (current?.entries !== known.entries) throw new Error('The journal changed while it was locked');
    const stored = {
      storedBytes: known.storedBytes + (blob?.size ?? 0),
      storedParts: known.storedParts + (blob ? 1 : 0),
    };
    const urgent = linked.entry.body.kind === 'event' ? linked.head.entries : known.urgent;
    void write.objectStore('sessions').put({ ...current, ...linked.head, ...stored, urgent });
    void write.objectStore('journal').add(linked.entry);
    if (blob && linked.entry.body.kind === 'part') {
      void write.objectStore('parts').add({ session, seq: linked.entry.seq, body: linked.entry.body, blob });
    }
    await write.done;
  });
}

/**
 * Closes the journal with its signed end. Repeating it keeps the first.
 * @param sign makes the signed end record from the session as it finally stands
 */
export function closeJournal(session: string, sign: (record: SessionRecord) => Promise<string>): Promise<void> {
  return navigator.locks.request(journalLock, async () => {
    const db = await database();
    const known = await db.get('sessions', session);
    if (!known || known.end) return;
    const end = await sign(known);
    await change(session, (record) => ({ ...record, end }));
  });
}

/** Remembers a session, or renews the token of one that is known. */
export async function openSession(fresh: SessionRecord): Promise<void> {
  const write = (await database()).transaction('sessions', 'readwrite', strict);
  const known = await write.store.get(fresh.id);
  void write.store.put(known ? { ...known, token: fresh.token, clockOffset: fresh.clockOffset } : fresh);
  await write.done;
}

/** The sessions of which something must still reach the backend: entries, parts, or the signed end. */
export async function openSessions(): Promise<SessionRecord[]> {
  const sessions = await (await database()).getAll('sessions');
  return sessions.filter(
    ({ receipt, end, confirmed, entries, sentParts, storedParts }) =>
      receipt === null && (end !== null || confirmed < entries || sentParts < storedParts),
  );
}

/** A session that this device remembers. */
export async function findSession(id: string): Promise<SessionRecord | undefined> {
  return (await database()).get('sessions', id);
}

/** Journal entries from a place on, at most `limit`. */
export async function entriesFrom(session: string, seq: number, limit: number): Promise<JournalEntry[]> {
  return (await database()).getAll('journal', IDBKeyRange.bound([session, seq], [session, Infinity]), limit);
}

/** The last entries of a session's journal, in order, at most `limit`; those that the receipt has freed are gone. */
export async function lastEntries(session: string, limit: number): Promise<JournalEntry[]> {
  const { entries = 0 } = (await findSession(session)) ?? {};
  return entriesFrom(session, Math.max(0, entries - limit), limit);
}

/** When the last entry was written, as an ISO instant by this device's clock; undefined when there is none. */
export async function lastEntryAt(session: string): Promise<string | undefined> {
  const db = await database();
  const known = await db.get('sessions', session);
  const last = known && (await db.get('journal', [session, known.entries - 1]));
  return last && new Date(Date.parse(last.at) - known.clockOffset).toISOString();
}

/** The places of a session's parts that the backend has not confirmed, oldest first, at most `limit`. */
export async function waitingParts(session: string, limit: number): Promise<number[]> {
  return (await (await database()).getAllKeys('parts', range(session), limit)).map(([, seq]) => seq);
}

/** A part that waits; undefined once it is confirmed. */
export async function findPart(session: string, seq: number): Promise<StoredPart | undefined> {
  return (await database()).get('parts', [session, seq]);
}

/** How many parts and bytes of all sessions wait for the backend. */
export async function waiting(): Promise<{ parts: number; bytes: number }> {
  const totals = { parts: 0, bytes: 0 };
  for (const { storedBytes, storedParts, sentBytes, sentParts } of await openSessions()) {
    totals.parts += storedParts - sentParts;
    totals.bytes += storedBytes - sentBytes;
  }
  return totals;
}

/** Every entry before `next` is at the backend. */
export function confirmEntries(session: string, next: number): Promise<void> {
  return change(session, (record) => ({ ...record, confirmed: Math.max(record.confirmed, next) }), confirming);
}

/** The backend expects entries from `next` on again, though it had confirmed more. */
export function rewindEntries(session: string, next: number): Promise<void> {
  return change(session, (record) => ({ ...record, confirmed: next }));
}

/** The backend holds this part with its digest: only now may it go from here. */
export async function confirmPart({ session, seq, body }: StoredPart): Promise<void> {
  const write = (await database()).transaction(['sessions', 'parts'], 'readwrite', confirming);
  const known = await write.objectStore('sessions').get(session);
  const held = await write.objectStore('parts').getKey([session, seq]);
  if (known && held) {
    const sent = { sentBytes: known.sentBytes + body.bytes, sentParts: known.sentParts + 1 };
    void write.objectStore('sessions').put({ ...known, ...sent });
    void write.objectStore('parts').delete([session, seq]);
  }
  await write.done;
}

/** A session's journal. */
export async function readJournal(session: string): Promise<JournalEntry[]> {
  return (await database()).getAll('journal', range(session));
}

/** The receipt file of a session, once it is here. */
export async function findReceiptFile(session: string): Promise<string | null> {
  return (await findSession(session))?.receiptFile ?? null;
}

/** The backend confirmed everything, and truly. The journal goes: what names its head and totals stays. */
export async function keepReceipt(session: string, receipt: string, receiptFile: string): Promise<void> {
  const write = (await database()).transaction(['sessions', 'journal'], 'readwrite', strict);
  const known = await write.objectStore('sessions').get(session);
  if (known) void write.objectStore('sessions').put({ ...known, receipt, receiptFile });
  void write.objectStore('journal').delete(range(session));
  await write.done;
}

/** The number of the next segment of a stream: one more than the highest in the journal. */
export async function nextSegment(session: string, stream: PartBody['stream']): Promise<number> {
  const entries = await readJournal(session);
  const numbers = entries.map(({ body }) => (body.kind === 'part' && body.stream === stream ? body.segment : -1));
  return Math.max(-1, ...numbers) + 1;
}

/** This device's clock was moved by `-byMs`: entries from now on are corrected by so much more. */
export function shiftClock(session: string, byMs: number): Promise<void> {
  return change(session, (record) => ({ ...record, clockOffset: record.clockOffset + byMs }));
}

async function change(
  session: string,
  update: (record: SessionRecord) => SessionRecord,
  durability: IDBTransactionOptions = strict,
): Promise<void> {
  const write = (await database()).transaction('sessions', 'readwrite', durability);
  const known = await write.store.get(session);
  if (known) void write.store.put(update(known));
  await write.done;
}

function range(session: string): IDBKeyRange {
  return IDBKeyRange.bound([session, -Infinity], [session, Infinity]);
}
