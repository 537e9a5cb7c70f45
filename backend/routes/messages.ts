import type { ChatMessage } from '../../src/protocol/chat.ts';
import type { Body, Handler } from '../endpoint-call.ts';
import { messageStream } from '../message-stream.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';
import { handOversOf, holderOf } from '../store/hand-overs.ts';
import { addMessage, markRead, wholeConversation } from '../store/messages.ts';
import { givenOrders } from '../store/orders.ts';
import { requireAttempt } from './attempts.ts';

export const postMessage: Handler<'postMessage'> = async (services, { session, body }) => {
  const { message, fresh } = await post(services, session.attempt, 'candidate', body);
  return Response.json(message, { status: fresh ? 201 : 200 });
};

/** Whoever writes is told when the conversation is somebody else's. */
export const answerCandidate: Handler<'answerCandidate'> = async (services, { parameters, body }) => {
  const { id } = await requireAttempt(services.db, parameters.attempt);
  const { message, fresh } = await post(services, id, 'desk', body);
  const holder = await holderOf(services.db, id);
  const another = holder && holder.agent !== body.agent ? { holder } : {};
  return Response.json({ ...message, ...another }, { status: fresh ? 201 : 200 });
};

export const listMessages: Handler<'listMessages'> = async ({ db }, { context, session }) => ({
  messages: await wholeConversation(db, session.attempt, readNumber(context.req.query('after'), 'after')),
});

export const streamMessages: Handler<'streamMessages'> = async (services, { context, session }) => {
  const after = readNumber(context.req.header('last-event-id'), 'Last-Event-ID');
  return new Response(messageStream(services, session.attempt, after), {
    // A proxy that gathers answers before it passes them on would hold messages back.
    headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
  });
};

/** Whoever of the desk reads a conversation has seen what was in it then, and no more. */
export const listConversation: Handler<'listConversation'> = async ({ db }, { parameters }) => {
  const { id } = await requireAttempt(db, parameters.attempt);
  const messages = await wholeConversation(db, id);
  await markRead(db, id, messages.at(-1)?.number ?? 0);
  return { messages, orders: await givenOrders(db, id), handOvers: await handOversOf(db, id) };
};

async function post(
  services: Services,
  attempt: string,
  from: ChatMessage['from'],
  body: Body<'postMessage'> | Body<'answerCandidate'>,
) {
  const added = await addMessage(services.db, attempt, from, body, services.now().toISOString());
  if (added.fresh) services.notices.emit(attempt);
  return added;
}

function readNumber(text: string | undefined, name: string): number {
  if (text === undefined || text === '') return 0;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Refusal('invalid-request', `${name} must be the number of the last message you have, such as 7.`);
}
