import type { ExamOrderKind } from '../../src/protocol/orders.ts';
import { newestAttempt, type Reviewed } from './evidence.ts';

/** Gives the newest attempt an order, as a person at the desk does; answers the order's id. */
export async function giveOrder(
  world: Reviewed,
  kind: ExamOrderKind,
  reason: string,
  minutes?: number,
): Promise<string> {
  const { attempt } = await newestAttempt(world);
  const id = crypto.randomUUID();
  const body = JSON.stringify({ id, kind, by: 'Grace Hopper', reason, ...(minutes ? { minutes } : {}) });
  const headers = { 'content-type': 'application/json' };
  const answer = await world.operator(`/v1/attempts/${attempt}/orders`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`The order ${kind} was refused: ${await answer.text()}`);
  return id;
}

/** What the journal at the backend tells of an order; undefined while it tells nothing. */
export async function outcomeOf(world: Reviewed, order: string) {
  const { journal } = await newestAttempt(world);
  const told = journal.flatMap(({ body }) => (body.kind === 'event' && body.data.order === order ? [body] : []));
  if (told.length > 1) throw new Error(`The order was carried out ${told.length} times`);
  return told[0];
}
