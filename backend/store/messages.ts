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
  post: Body<'postMessage'> & { readonly agent?: string | undefined },
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
      agent: post.agent ?? null,
      text: post.text,
      at: post.at,
      received_at: now,
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

/** Notes that the desk has seen a conversation up to a number. */
export async function markRead(db: Database, attempt: string, number: number): Promise<void> {
  await db
    .updateTable('attempts')
    .set({ read_number: number })
    .where('id', '=', attempt)
    .where('read_number', '<', number)
    .execute();
}

function describe({ id, number, sender, agent, text, at }: Row<'messages'>): ChatMessage {
  return { id, number, from: sender, ...(agent === null ? {} : { agent }), text, at };
}
