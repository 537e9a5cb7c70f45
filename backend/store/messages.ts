import type { ChatMessage } from '../../src/protocol/chat.ts';
import type { Body } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import type { Database, Queries, Row } from './database.ts';

/** Most messages that are read at once. */
const page = 500;

/**
 * Adds a message to an attempt's conversation. A message that is there already is answered as it was stored.
 * @throws Refusal `invalid-request` when the other side has used the same id
 */
export async function addMessage(
  db: Database,
  attempt: string,
  from: ChatMessage['from'],
  post: Body<'postMessage'> & Pick<Body<'answerCandidate'>, 'agent'>,
  now: string,
): Promise<{ message: ChatMessage; fresh: boolean }> {
  return db.transaction().execute(async (queries) => {
    const number = await lockConversation(queries, attempt);
    const known = await queries
      .selectFrom('messages')
      .selectAll()
      .where('attempt_id', '=', attempt)
      .where('id', '=', post.id)
      .executeTakeFirst();
    if (known && known.sender !== from) {
      throw new Refusal('invalid-request', 'Another message has this id. Give each message an id of its own (UUID).');
    }
    if (known) return { message: describe(known), fresh: false };
    const row = {
      attempt_id: attempt,
      number,
      id: post.id,
      sender: from,
      text: post.text,
      at: post.at,
      received_at: now,
      agent: post.agent ?? null,
      route: post.route ?? null,
      context: post.context ? JSON.stringify(post.context) : null,
      picture: post.picture ?? null,
    };
    await queries.insertInto('messages').values(row).execute();
    await queries.updateTable('attempts').set({ messages: number }).where('id', '=', attempt).execute();
    return { message: describe(row), fresh: true };
  });
}

/** Makes other writers of this conversation wait. @returns the number of its next message */
async function lockConversation(queries: Queries, attempt: string): Promise<number> {
  const { messages } = await queries
    .updateTable('attempts')
    .set((column) => ({ messages: column.ref('messages') }))
    .where('id', '=', attempt)
    .returning('messages')
    .executeTakeFirstOrThrow();
  return messages + 1;
}

/** Messages after a number, in order; at most 500. */
export async function messagesAfter(db: Queries, attempt: string, after: number): Promise<ChatMessage[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('attempt_id', '=', attempt)
    .where('number', '>', after)
    .orderBy('number')
    .limit(page)
    .execute();
  return rows.map(describe);
}

/** All messages after a number, in order. */
export async function wholeConversation(db: Queries, attempt: string, after = 0): Promise<ChatMessage[]> {
  const messages: ChatMessage[] = [];
  for (;;) {
    const more = await messagesAfter(db, attempt, messages.at(-1)?.number ?? after);
    messages.push(...more);
    if (more.length < page) return messages;
  }
}

/** The column that says how far a side has read. */
const readUpTo = { desk: 'read_number', candidate: 'seen_number' } as const;

/** Notes that a side has seen a conversation up to a number, or all of it. @returns whether that is news */
export async function markRead(
  db: Database,
  attempt: string,
  side: ChatMessage['from'],
  number: number,
): Promise<boolean> {
  const { messages } = await marksOf(db, attempt);
  const seen = Math.min(number, messages);
  const { numUpdatedRows } = await db
    .updateTable('attempts')
    .set({ [readUpTo[side]]: seen })
    .where('id', '=', attempt)
    .where(readUpTo[side], '<', seen)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** How far each side has read a conversation, and how long it is. */
export async function marksOf(
  db: Queries,
  attempt: string,
): Promise<{ readonly desk: number; readonly candidate: number; readonly messages: number }> {
  return db
    .selectFrom('attempts')
    .select(['read_number as desk', 'seen_number as candidate', 'messages'])
    .where('id', '=', attempt)
    .executeTakeFirstOrThrow();
}

function describe(row: Row<'messages'>): ChatMessage {
  const { id, number, sender: from, text, at, agent, route, context, picture } = row;
  return {
    id,
    number,
    from,
    ...(agent !== null && { agent }),
    text,
    at,
    ...(route !== null && { route }),
    ...(context !== null && { context: JSON.parse(context) }),
    ...(picture !== null && { picture }),
  };
}
