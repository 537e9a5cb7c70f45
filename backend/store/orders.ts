import type { JournalEntry } from '../../src/protocol/journal.ts';
import type { Order } from '../../src/protocol/orders.ts';
import type { Queries } from './database.ts';

/** The desk's orders to an attempt that its journal does not confirm yet, oldest first. */
export async function openOrders(db: Queries, attempt: string): Promise<Order[]> {
  const rows = await db
    .selectFrom('orders')
    .select(['id', 'kind', 'reason', 'check_name', 'cause', 'given_by'])
    .where('attempt_id', '=', attempt)
    .where('done_at', 'is', null)
    .orderBy('created_at')
    .execute();
  return rows.map(({ id, kind, reason, check_name: check, cause, given_by: by }) => ({
    id,
    kind,
    reason,
    ...(check && cause && by ? { override: { check, cause, by } } : {}),
  }));
}

/** Whether the attempt was given this order before. */
export async function isOrderKnown(db: Queries, attempt: string, id: string): Promise<boolean> {
  const order = await db
    .selectFrom('orders')
    .select('id')
    .where('attempt_id', '=', attempt)
    .where('id', '=', id)
    .executeTakeFirst();
  return order !== undefined;
}

/** Gives an attempt an order; the caller tells of it. */
export async function addOrder(
  db: Queries,
  attempt: string,
  { id, kind, reason, override }: Order,
  now: string,
): Promise<void> {
  const about = {
    check_name: override?.check ?? null,
    cause: override?.cause ?? null,
    given_by: override?.by ?? null,
  };
  const order = { id, kind, reason, ...about, attempt_id: attempt, created_at: now, done_at: null };
  await db.insertInto('orders').values(order).execute();
}

/** Orders that the journal says were carried out are given no more. */
export async function closeOrders(
  db: Queries,
  attempt: string,
  entries: readonly JournalEntry[],
  now: string,
): Promise<void> {
  const ids = entries.flatMap(({ body }) =>
    body.kind === 'event' && typeof body.data.order === 'string' ? [body.data.order] : [],
  );
  if (ids.length === 0) return;
  await db
    .updateTable('orders')
    .set({ done_at: now })
    .where('attempt_id', '=', attempt)
    .where('id', 'in', ids)
    .where('done_at', 'is', null)
    .execute();
}
