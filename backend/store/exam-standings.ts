import type { JournalEntry } from '../../src/protocol/journal.ts';
import { type ExamProgress, examProgressAfter, tellsOfExam, untouched } from '../exam-progress.ts';
import type { Queries, Row } from './database.ts';

/** Keeps how a session's exam stands, as its journal tells. */
export async function noteStanding(
  db: Queries,
  session: string,
  entries: readonly JournalEntry[],
  now: string,
): Promise<void> {
  if (!entries.some(tellsOfExam)) return;
  const { deskPaused, onBreak, interrupted, breakAsked, extraMinutes, deskFlags } = entries.reduce(
    (state, entry) => examProgressAfter(state, entry, now),
    await standingOf(db, session),
  );
  const standing = {
    desk_paused_at: deskPaused,
    break_at: onBreak?.since ?? null,
    break_minutes: onBreak?.minutes ?? null,
    is_break_overdue: onBreak?.isOverdue ? 1 : 0,
    interrupted_by: interrupted?.cause ?? null,
    interrupted_at: interrupted?.since ?? null,
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

type StandingRow = { readonly [Column in keyof Row<'exam_standings'>]: Row<'exam_standings'>[Column] | null };

/** What a row says of an exam; one that is not there says nothing. */
export function standingIn(row: StandingRow): ExamProgress {
  const { break_at: from, interrupted_by: cause, interrupted_at: since } = row;
  return {
    deskPaused: row.desk_paused_at,
    onBreak:
      from === null ? null : { since: from, minutes: row.break_minutes ?? 0, isOverdue: row.is_break_overdue === 1 },
    interrupted: cause !== null && since !== null ? { cause, since } : null,
    breakAsked: row.break_asked_at,
    extraMinutes: row.extra_minutes ?? 0,
    deskFlags: row.desk_flags ?? 0,
  };
}
