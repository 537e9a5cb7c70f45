import type { JournalEntry } from '../../src/protocol/journal.ts';
import { progressAfter } from '../attempt-progress.ts';
import { endsInterruption } from '../exam-progress.ts';
import { continueChain, type HashedEntry } from '../journal-chain.ts';
import { Refusal } from '../problem.ts';
import type { RecordedPart, StoredPart } from '../recording.ts';
import type { Watch } from '../silence.ts';
import type { Database, Queries, Row } from './database.ts';
import { noteStanding } from './exam-standings.ts';
import { noteChecks } from './failed-checks.ts';
import { queuePhotos } from './identity-checks.ts';
import { closeOrders } from './orders.ts';
import { spendReEntryCode } from './re-entry-codes.ts';
import { lockSession } from './signs-of-life.ts';

/** Whose journal is written to, and when. */
export interface Writer {
  readonly session: string;
  readonly policyHash: string;
  readonly watch: Watch;
}

interface Appended {
  readonly next: number;
  readonly entries: readonly JournalEntry[];
}

/**
 * Appends what is new in a batch to a session's journal, or nothing at all.
 * @returns the place that is expected next, and what was new
 * @throws Refusal as `continueChain` does, and `attempt-over` for new entries after the receipt
 */
export async function appendEntries(db: Database, writer: Writer, batch: readonly HashedEntry[]): Promise<Appended> {
  return db.transaction().execute(async (queries) => {
    const session = await lockSession(queries, writer.session, writer.watch);
    const end = { session: session.id, policyHash: writer.policyHash, next: session.next, head: session.head };
    const { fresh, next, head } = continueChain(end, await storedHashes(queries, session.id, batch), batch);
    if (fresh.length === 0) return { next, entries: [] };
    if (session.receipt !== null) {
      throw new Refusal('attempt-over', 'This session is finished and has its receipt; nothing can be added to it.');
    }
    await insertEntries(queries, session.id, fresh);
    await queries.updateTable('sessions').set({ next, head }).where('id', '=', session.id).execute();
    await advance(queries, session, fresh);
    const entries = fresh.map(({ entry }) => entry);
    await queuePhotos(queries, session.id, entries, writer.watch.now);
    await noteChecks(queries, session.id, entries, writer.watch.now);
    await noteStanding(queries, session.id, entries, writer.watch.now);
    await closeOrders(queries, session.attempt_id, entries, writer.watch.now);
    if (entries.some(endsInterruption)) {
      await spendReEntryCode(queries, session.id, writer.watch.now);
    }
    return { next, entries };
  });
}

async function storedHashes(
  queries: Queries,
  session: string,
  batch: readonly HashedEntry[],
): Promise<Map<number, string>> {
  const places = batch.map(({ entry }) => entry.seq);
  const rows = await queries
    .selectFrom('journal')
    .select(['seq', 'hash'])
    .where('session_id', '=', session)
    .where('seq', '>=', Math.min(...places))
    .where('seq', '<=', Math.max(...places))
    .execute();
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

async function insertEntries(queries: Queries, session: string, fresh: readonly HashedEntry[]): Promise<void> {
  const rows = fresh.map(({ entry, hash }) => ({
    session_id: session,
    seq: entry.seq,
    hash,
    type: entry.body.kind === 'event' ? entry.body.type : 'part',
    entry: JSON.stringify(entry),
  }));
  await queries.insertInto('journal').values(rows).execute();
  const parts = fresh.flatMap(({ entry: { seq, body } }) => (body.kind === 'part' ? [{ seq, body }] : []));
  if (parts.length === 0) return;
  const recorded = parts.map(({ seq, body }) => ({
    session_id: session,
    seq,
    stream: body.stream,
    segment: body.segment,
    part: body.part,
    last: body.last ? 1 : 0,
    mime: body.mime,
    cipher: body.cipher ?? null,
    bytes: body.bytes,
    sha256: body.sha256,
    from_ms: body.from,
    duration_ms: body.duration,
  }));
  await queries.insertInto('recorded_parts').values(recorded).execute();
}

/** Brings the attempt's state up to what its journal says. */
async function advance(queries: Queries, session: Row<'sessions'>, fresh: readonly HashedEntry[]): Promise<void> {
  const attempt = await queries
    .selectFrom('attempts')
    .select(['state', 'reason', 'started_at', 'ended_at'])
    .where('id', '=', session.attempt_id)
    .executeTakeFirstOrThrow();
  const before = { ...attempt, flags: session.flags, lost_ms: Number(session.lost_ms) };
  const { flags, lost_ms, ...progress } = fresh.reduce((state, { entry }) => progressAfter(state, entry), before);
  await queries.updateTable('attempts').set(progress).where('id', '=', session.attempt_id).execute();
  await queries.updateTable('sessions').set({ flags, lost_ms }).where('id', '=', session.id).execute();
}

/** A session's journal in order. */
export async function readJournal(db: Queries, session: string): Promise<JournalEntry[]> {
  const rows = await db
    .selectFrom('journal')
    .select('entry')
    .where('session_id', '=', session)
    .orderBy('seq')
    .execute();
  return rows.map(({ entry }) => JSON.parse(entry) as JournalEntry);
}

/** What the journal says was recorded, in its order, and what is stored of it. */
export async function readRecording(
  db: Queries,
  session: string,
): Promise<{ recorded: RecordedPart[]; stored: StoredPart[] }> {
  const recorded = await db
    .selectFrom('recorded_parts')
    .select(['stream', 'segment', 'part', 'last', 'mime', 'cipher', 'bytes', 'sha256', 'from_ms', 'duration_ms'])
    .where('session_id', '=', session)
    .orderBy('seq')
    .execute();
  const stored = await db
    .selectFrom('stored_parts')
    .select(['stream', 'segment', 'part', 'bytes', 'sha256'])
    .where('session_id', '=', session)
    .execute();
  return { recorded, stored };
}
