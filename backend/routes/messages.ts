import type { ChatMarks, ChatMessage } from '../../src/protocol/chat.ts';
import type { Body, Handler } from '../endpoint-call.ts';
import { helpOffered } from '../frozen-policy.ts';
import { messageStream } from '../message-stream.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';
import { handOversOf, holderOf } from '../store/hand-overs.ts';
import { addMessage, markRead, marksOf, wholeConversation } from '../store/messages.ts';
import { givenOrders } from '../store/orders.ts';
import { findPicture } from '../store/pictures.ts';
import { requireAttempt } from './attempts.ts';

export const postMessage: Handler<'postMessage'> = async (services, { session, body }) => {
  const { policy } = await requireAttempt(services.db, session.attempt);
  if (body.route === 'technical' && !helpOffered(policy).technical) {
    throw new Refusal('invalid-request', 'This exam offers no technical help. Write to the desk of its provider.');
  }
  if (body.picture !== undefined && !(await findPicture(services.db, session.id, body.picture))) {
    throw new Refusal('invalid-request', 'The picture of this message is not here. Send it first, then the message.');
  }
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

export const listMessages: Handler<'listMessages'> = async (services, { context, session }) => ({
  messages: await wholeConversation(services.db, session.attempt, readNumber(context.req.query('after'), 'after')),
  marks: await shownBy('desk', services, session.attempt),
});

export const streamMessages: Handler<'streamMessages'> = async (services, { context, session }) => {
  const after = readNumber(context.req.header('last-event-id'), 'Last-Event-ID');
  return new Response(messageStream(services, session.attempt, after), {
    // A proxy that gathers answers before it passes them on would hold messages back.
    headers: { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' },
  });
};

/** Whoever of the desk reads a conversation has seen what was in it then, and no more. */
export const listConversation: Handler<'listConversation'> = async (services, { parameters }) => {
  const { id } = await requireAttempt(services.db, parameters.attempt);
  const messages = await wholeConversation(services.db, id);
  if (await markRead(services.db, id, 'desk', messages.at(-1)?.number ?? 0)) services.notices.emit(id);
  const [orders, handOvers] = [await givenOrders(services.db, id), await handOversOf(services.db, id)];
  return { messages, marks: await shownBy('candidate', services, id), orders, handOvers };
};

export const markMessages: Handler<'markMessages'> = (services, { session, body }) =>
  mark(services, session.attempt, 'candidate', body);

export const markConversation: Handler<'markConversation'> = async (services, { parameters, body }) => {
  const { id } = await requireAttempt(services.db, parameters.attempt);
  return mark(services, id, 'desk', body);
};

async function mark(
  { db, writing, notices }: Services,
  attempt: string,
  side: ChatMessage['from'],
  { seen, typing }: Body<'markMessages'>,
): Promise<undefined> {
  const hasRead = await markRead(db, attempt, side, seen);
  const writes = writing.note(attempt, side, typing);
  if (!hasRead && !writes) return;
  if (side === 'desk') notices.emit(attempt);
  else notices.tellDesk(attempt);
}

async function shownBy(side: ChatMessage['from'], { db, writing }: Services, attempt: string): Promise<ChatMarks> {
  return { seen: (await marksOf(db, attempt))[side], typing: writing.until(attempt, side) !== null };
}

async function post(
  services: Services,
  attempt: string,
  from: ChatMessage['from'],
  body: Body<'postMessage'> & Pick<Body<'answerCandidate'>, 'agent'>,
) {
  const added = await addMessage(services.db, attempt, from, body, services.now().toISOString());
  services.writing.note(attempt, from, false); // what was written is here
  if (added.fresh) services.notices.emit(attempt);
  return added;
}

function readNumber(text: string | undefined, name: string): number {
  if (text === undefined || text === '') return 0;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Refusal('invalid-request', `${name} must be the number of the last message you have, such as 7.`);
}
