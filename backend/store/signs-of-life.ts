import type { Watch } from '../silence.ts';
import type { Database, Queries, Row } from './database.ts';

/**
 * Locks a session's row for the rest of the transaction and notes that the session was heard of. A silence that ends
 * with this is kept.
 * @returns the row; two writers of one session therefore queue up
 */
export async function lockSession(queries: Queries, session: string, { now, silentBefore }: Watch) {
  await queries
    .insertInto('silences')
    .columns(['session_id', 'from_at', 'to_at'])
    .expression((query) =>
      query
        .selectFrom('sessions')
        .innerJoin('attempts', 'attempts.id', 'sessions.attempt_id')
        .select(({ val }) => ['sessions.id', 'sessions.last_seen_at', val(now).as('to_at')])
        .where('sessions.id', '=', session)
        .where('attempts.state', '=', 'running')
        .where('sessions.last_seen_at', '<', silentBefore),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return queries
    .updateTable('sessions')
    .set({ last_seen_at: now })
    .where('id', '=', session)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Notes that a session was heard of. @returns its row */
export function noteSignOfLife(db: Database, session: string, watch: Watch): Promise<Row<'sessions'>> {
  return db.transaction().execute((queries) => lockSession(queries, session, watch));
}

/** The silences of a session that are over, in their order. */
export function pastSilences(db: Database, session: string): Promise<{ from: string; to: string }[]> {
  return db
    .selectFrom('silences')
    .select(['from_at as from', 'to_at as to'])
    .where('session_id', '=', session)
    .orderBy('from_at')
    .execute();
}
