import * as v from 'valibot';
import type { GivenOrder } from '../../src/protocol/desk.ts';
import { orderFault } from '../../src/protocol/exam-standing.ts';
import type { JournalEntry } from '../../src/protocol/journal.ts';
import { examOrderKind, type Order } from '../../src/protocol/orders.ts';
import type { Body } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import type { Database, Queries, Row } from './database.ts';
import { standingOf } from './exam-standings.ts';
import { lockAttempt } from './hand-overs.ts';

/** The desk's orders to an attempt that its journal does not confirm yet, oldest first. */
export async function openOrders(db: Queries, attempt: string): Promise<Order[]> {
  const rows = await orders(db, attempt).where('done_at', 'is', null).execute();
  return rows.map(describe);
}

/** What the desk ordered for an attempt's exam, oldest first. */
export async function givenOrders(db: Queries, attempt: string): Promise<GivenOrder[]> {
  const rows = await orders(db, attempt).execute();
  return rows.flatMap((row) => {
    const { kind, ...given } = describe(row);
    return v.is(examOrderKind, kind)
      ? [{ ...given, kind, givenAt: row.created_at, doneAt: row.done_at, voidCause: row.void_cause }]
      : [];
  });
}

/** An order for an exam that is not carried out yet. */
export type OpenOrder = Pick<GivenOrder, 'kind' | 'givenAt'>;

/**
 * What is ordered and not carried out yet, of exams that are not over, by attempt.
 * @param attempts of these; of all where none are named
 */
export async function openExamOrders(db: Queries, attempts?: readonly string[]): Promise<Map<string, OpenOrder[]>> {
  const query = db
    .selectFrom('orders')
    .innerJoin('attempts', 'attempts.id', 'orders.attempt_id')
    .select(['orders.attempt_id', 'orders.kind', 'orders.created_at'])
    .where('orders.done_at', 'is', null)
    .where('orders.kind', 'in', examOrderKind.options)
    .where('attempts.state', 'in', ['opened', 'running'])
    .orderBy('orders.created_at');
  const rows = await (attempts ? query.where('orders.attempt_id', 'in', attempts) : query).execute();
  const open = new Map<string, OpenOrder[]>();
  for (const { attempt_id: attempt, kind, created_at: givenAt } of rows) {
    if (v.is(examOrderKind, kind)) open.set(attempt, [...(open.get(attempt) ?? []), { kind, givenAt }]);
  }
  return open;
}

function orders(db: Queries, attempt: string) {
  return db.selectFrom('orders').selectAll().where('attempt_id', '=', attempt).orderBy('created_at').orderBy('id');
}

function describe(row: Row<'orders'>): Order {
  const { id, kind, reason, check_name: check, cause, given_by: by, minutes } = row;
  if (check && cause && by) return { id, kind, reason, override: { check, cause, by } };
  return { id, kind, reason, ...(by === null ? {} : { by }), ...(minutes === null ? {} : { minutes }) };
}

/**
 * Whether the attempt was given this order before.
 * @throws Refusal `invalid-request` when another attempt was
 */
export async function isOrderKnown(db: Queries, attempt: string, id: string): Promise<boolean> {
  const order = await db.selectFrom('orders').select('attempt_id').where('id', '=', id).executeTakeFirst();
  if (order === undefined || order.attempt_id === attempt) return order !== undefined;
  throw new Refusal('invalid-request', 'Another order has this id. Give each order an id of its own (UUID).');
}

/** Gives an attempt an order; the caller tells of it. */
export async function addOrder(db: Queries, attempt: string, given: Order, now: string): Promise<void> {
  const { id, kind, reason, override, by = override?.by, minutes } = given;
  const about = { check_name: override?.check ?? null, cause: override?.cause ?? null };
  const order = { id, kind, reason, ...about, given_by: by ?? null, minutes: minutes ?? null };
  await db
    .insertInto('orders')
    .values({ ...order, attempt_id: attempt, created_at: now, done_at: null, void_cause: null })
    .execute();
}

/**
 * Orders something for an attempt's exam, if that makes sense as the exam stands.
 * @returns why not, in words for whoever gave the order; null when it is given, or was before
 */
export function orderExam(
  db: Database,
  attempt: string,
  order: Body<'orderExam'>,
  now: string,
): Promise<string | null> {
  return db.transaction().execute(async (queries) => {
    await lockAttempt(queries, attempt);
    if (await isOrderKnown(queries, attempt, order.id)) return null;
    const { state, session } = await queries
      .selectFrom('attempts')
      .leftJoin('sessions', 'sessions.attempt_id', 'attempts.id')
      .select(['attempts.state', 'sessions.id as session'])
      .where('attempts.id', '=', attempt)
      .executeTakeFirstOrThrow();
    const standing = await standingOf(queries, session ?? '');
    const open = (await givenOrders(queries, attempt)).filter(({ doneAt }) => doneAt === null);
    const fault = orderFault(order.kind, { state, ...standing, openOrders: open });
    if (fault === null) await addOrder(queries, attempt, order, now);
    return fault;
  });
}

/** Orders that the journal says were carried out, or cannot be any more, are given no more. */
export async function closeOrders(
  db: Queries,
  attempt: string,
  entries: readonly JournalEntry[],
  now: string,
): Promise<void> {
  for (const { body } of entries) {
    if (body.kind !== 'event' || typeof body.data.order !== 'string') continue;
    await db
      .updateTable('orders')
      .set({ done_at: now, void_cause: body.type === 'order.void' ? body.cause : null })
      .where('attempt_id', '=', attempt)
      .where('id', '=', body.data.order)
      .where('done_at', 'is', null)
      .execute();
  }
}
