import type { ChatMessage } from '../protocol/chat.ts';
import { announce } from './announcements.ts';
import { type ChatLine, database, strict } from './database.ts';

/** The conversation of a session as this device knows it: confirmed messages by number, then those still on their way. */
export async function readConversation(session: string): Promise<ChatLine[]> {
  const lines = await (await database()).getAll('chat', IDBKeyRange.bound([session], [session, []]));
  const place = (line: ChatLine) => line.number || Number.MAX_SAFE_INTEGER;
  return lines.sort((a, b) => place(a) - place(b) || a.at.localeCompare(b.at));
}

/** Stores messages, replacing what was known of them before. */
export async function storeMessages(session: string, messages: readonly ChatMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const write = (await database()).transaction('chat', 'readwrite', strict);
  await Promise.all([...messages.map((message) => write.store.put({ ...message, session })), write.done]);
  announce({ topic: 'chat', session });
}
