import * as v from 'valibot';
import { type CheckName, checkName, failureCause, overrideWay } from '../../src/protocol/check-help.ts';
import type { JournalEntry } from '../../src/protocol/journal.ts';
import type { Order } from '../../src/protocol/orders.ts';
import type { Database, Queries } from './database.ts';
import { addOrder, isOrderKnown } from './orders.ts';

/** A decision of the desk to let a candidate go on without a check. */
export interface OverrideDecision {
  /** Made by whoever decides, so that a repetition is recognised. */
  readonly id: string;
  readonly check: CheckName;
  /** What failed, as it was looked at. */
  readonly cause: string;
  readonly by: string;
  readonly reason: string;
}

/** What a device says of a check that failed. */
const failure = v.object({ check: checkName, cause: failureCause, way: overrideWay });

/** Keeps what bars a session's way, as its journal tells: at most one check, the last that the desk was asked about. */
export async function noteChecks(
  db: Queries,
  session: string,
  entries: readonly JournalEntry[],
  now: string,
): Promise<void> {
  for (const { body } of entries) {
    if (body.kind !== 'event') continue;
    const told: Record<string, unknown> = { ...body.data, cause: body.cause };
    if (body.type === 'check.failed' && v.is(failure, told)) {
      const failed = { check_name: told.check, cause: told.cause, way: told.way, at: now, is_open: 1 };
      await db
        .insertInto('failed_checks')
        .values({ session_id: session, ...failed })
        .onConflict((conflict) => conflict.column('session_id').doUpdateSet(failed))
        .execute();
    }
    if (body.type === 'check.passed' && v.is(checkName, told.check)) await closeCheck(db, session, told.check);
  }
}

async function closeCheck(db: Queries, session: string, check: CheckName): Promise<void> {
  await db
    .updateTable('failed_checks')
    .set({ is_open: 0 })
    .where('session_id', '=', session)
    .where('check_name', '=', check)
    .execute();
}

/**
 * Overrides the check that bars a session's way, and gives the order that tells the candidate.
 * @returns `stale` when this failure does not bar the way any more, `impossible` when it cannot be overridden
 */
export function overrideFailure(
  db: Database,
  { session, attempt }: { readonly session: string; readonly attempt: string },
  { id, check, cause, by, reason }: OverrideDecision,
  now: string,
): Promise<'decided' | 'repeated' | 'stale' | 'impossible'> {
  return db.transaction().execute(async (queries) => {
    const closed = await queries
      .updateTable('failed_checks')
      .set({ is_open: 0 })
      .where('session_id', '=', session)
      .where('check_name', '=', check)
      .where('cause', '=', cause)
      .where('is_open', '=', 1)
      .where('way', '!=', 'none')
      .returning('session_id')
      .executeTakeFirst();
    if (closed) {
      const order: Order = { id, kind: 'override', reason, override: { check, cause, by } };
      await addOrder(queries, attempt, order, now);
      return 'decided';
    }
    if (await isOrderKnown(queries, attempt, id)) return 'repeated';
    const open = await queries
      .selectFrom('failed_checks')
      .select('way')
      .where('session_id', '=', session)
      .where('check_name', '=', check)
      .where('cause', '=', cause)
      .where('is_open', '=', 1)
      .executeTakeFirst();
    return open ? 'impossible' : 'stale';
  });
}
