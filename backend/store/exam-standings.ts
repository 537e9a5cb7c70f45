import type { JournalEntry } from '../../src/protocol/journal.ts';
import { type ExamProgress, examProgressAfter, untouched } from '../exam-progress.ts';
import type { Queries, Row } from './database.ts';

/** Keeps how a session's exam stands, as its journal tells. */
export async function noteStanding(
  db: Queries,
  session: string,
  entries: readonly JournalEntry[],
  now: string,
): Promise<void> {
  const changes = (progress: ExamProgress) =>
    entries.reduce((state, entry) => examProgressAfter(state, entry, now), progress);
  if (changes(untouched) === untouched) return;
  const { paused, breakAsked, extraMinutes, deskFlags } = changes(await standingOf(db, session));
  const standing = {
    paused_cause: paused?.cause ?? null,
    paused_at: paused?.since ?? null,
    break_asked_at: breakAsked,
    extra_minutes: extraMinutes,
    desk_flags: deskFlags,
  };
  await db
    .insertInto('exam_standings')
    .values({ session_id: session, ...standing })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(standing))
    .execute();
}

/** How a session's exam stands. */
export async function standingOf(db: Queries, session: string): Promise<ExamProgress> {
  const row = await db.selectFrom('exam_standings').selectAll().where('session_id', '=', session).executeTakeFirst();
  return row ? standingIn(row) : untouched;
}

/** What a row says of an exam; one that is not there says nothing. */
export function standingIn(row: { [Column in keyof Row<'exam_standings'>]: Row<'exam_standings'>[Column] | null }) {
  const { paused_cause: cause, paused_at: since } = row;
  return {
    paused: cause !== null && since !== null ? { cause, since } : null,
    breakAsked: row.break_asked_at,
    extraMinutes: row.extra_minutes ?? 0,
    deskFlags: row.desk_flags ?? 0,
  };
}
