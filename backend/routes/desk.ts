import { deskStream } from '../desk-stream.ts';
import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { passOn } from '../store/hand-overs.ts';
import { orderExam as giveOrder } from '../store/orders.ts';
import { requireAttempt } from './attempts.ts';

export const orderExam: Handler<'orderExam'> = async (services, { parameters, body }) => {
  const { id, state } = await requireAttempt(services.db, parameters.attempt);
  const fault = await giveOrder(services.db, id, body, services.now().toISOString());
  if (fault === null) {
    services.notices.emit(id);
    return undefined;
  }
  if (state === 'ended' || state === 'complete') throw new Refusal('attempt-over', fault);
  throw new Refusal('invalid-request', fault, { status: 409 });
};

export const handOver: Handler<'handOver'> = async (services, { parameters, body }) => {
  const { id } = await requireAttempt(services.db, parameters.attempt);
  const { holder, outcome } = await passOn(services.db, id, body, services.now().toISOString());
  if (outcome === 'passed') services.notices.tellDesk(id);
  if (outcome !== 'elsewhere') return { holder };
  const now = holder ? `${holder.agent} has this conversation` : 'This conversation is back in the queue';
  throw new Refusal('invalid-request', `${now}: somebody else was faster. Look at it again.`, { status: 409 });
};

export const streamDesk: Handler<'streamDesk'> = async (services) =>
  new Response(deskStream(services), {
    // A proxy that gathers answers before it passes them on would hold news back.
    headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
  });
