import type { ChatMessage } from '../protocol/chat.ts';
import type { Saying } from '../words/saying.ts';
import { announce } from './announcements.ts';
import { type ChatLine, database, type ReadMarks, strict } from './database.ts';

type Own = Omit<ChatLine, 'session' | 'number' | 'from' | 'place' | 'refused'>;

/** The conversation of a session as this device knows it: confirmed messages by number, then those still on their way. */
export async function readConversation(session: string): Promise<ChatLine[]> {
  const lines = await (await database()).getAll('chat', IDBKeyRange.bound([session], [session, []]));
  const rank = (line: ChatLine) => line.number || Number.MAX_SAFE_INTEGER;
  return lines.sort((a, b) => rank(a) - rank(b) || (a.place ?? 0) - (b.place ?? 0) || a.at.localeCompare(b.at));
}

/** Whether a message of the candidate's is still on its way: the backend neither has it nor refuses it. */
export function isOnItsWay({ number, refused }: ChatLine): boolean {
  return number === 0 && refused === undefined;
}

/** Puts a message behind those on their way. Repeating it is harmless, whatever became of it meanwhile. */
export function queueMessage(session: string, own: Own): Promise<void> {
  return change(session, own.id, (known, place) => known ?? { ...own, session, number: 0, from: 'candidate', place });
}

/** The backend takes a message never; those behind it go on. */
export function refuseMessage(session: string, id: string, refused: Saying): Promise<void> {
  return change(session, id, (known) => known?.number === 0 && { ...known, refused });
}

/** Puts a refused message behind those on their way once more. */
export function requeueMessage(session: string, id: string): Promise<void> {
  return change(session, id, (known, place) => {
    if (known?.refused === undefined) return false;
    const { refused: _, ...rest } = known;
    return { ...rest, place };
  });
}

/** Takes a refused message away, with its picture. */
export async function removeMessage(session: string, id: string): Promise<void> {
  const write = (await database()).transaction(['chat', 'pictures'], 'readwrite', strict);
  const known = await write.objectStore('chat').get([session, id]);
  if (known?.refused !== undefined) {
    void write.objectStore('chat').delete([session, id]);
    if (known.picture) void write.objectStore('pictures').delete([session, known.picture]);
  }
  await write.done;
  announce({ topic: 'chat', session });
}

/** Stores messages of the backend, keeping what only this device knows of them. @returns those that it did not have */
export async function storeMessages(session: string, messages: readonly ChatMessage[]): Promise<ChatMessage[]> {
  if (messages.length === 0) return [];
  const write = (await database()).transaction('chat', 'readwrite', strict);
  const fresh: ChatMessage[] = [];
  for (const message of messages) {
    const known = await write.store.get([session, message.id]);
    if (!known || known.number === 0) fresh.push(message);
    const { about } = known ?? {};
    void write.store.put({ ...message, session, ...(about !== undefined && { about }) });
  }
  await write.done;
  if (fresh.length > 0) announce({ topic: 'chat', session });
  return fresh;
}

/** How far each side has read a conversation. */
export async function readMarks(session: string): Promise<ReadMarks> {
  return (await (await database()).get('marks', session)) ?? { session, seen: 0, told: 0, desk: 0 };
}

/** Notes how far a conversation is read. Marks never go back. */
export async function raiseMarks(session: string, marks: Partial<Omit<ReadMarks, 'session'>>): Promise<void> {
  const write = (await database()).transaction('marks', 'readwrite', strict);
  const known = (await write.store.get(session)) ?? { session, seen: 0, told: 0, desk: 0 };
  const higher = (key: 'seen' | 'told' | 'desk') => Math.max(known[key], marks[key] ?? 0);
  const raised = { session, seen: higher('seen'), told: higher('told'), desk: higher('desk') };
  const isNews = raised.seen > known.seen || raised.told > known.told || raised.desk > known.desk;
  if (isNews) void write.store.put(raised);
  await write.done;
  if (isNews) announce({ topic: 'chat', session });
}

/** How many messages of the desk the candidate has not seen yet. */
export async function countUnread(session: string): Promise<number> {
  const [lines, { seen }] = await Promise.all([readConversation(session), readMarks(session)]);
  return lines.filter(({ from, number }) => from === 'desk' && number > seen).length;
}

/** Keeps a picture for a message that is about to be written. */
export async function keepChatPicture(session: string, id: string, blob: Blob): Promise<void> {
  const write = (await database()).transaction('pictures', 'readwrite', strict);
  void write.store.put({ session, id, blob });
  await write.done;
}

/** A picture of the candidate's; undefined where this device does not have it. */
export async function findChatPicture(session: string, id: string): Promise<Blob | undefined> {
  return (await (await database()).get('pictures', [session, id]))?.blob;
}

/** Changes one message in one transaction. @param next the message as it shall be; false leaves it */
async function change(
  session: string,
  id: string,
  next: (known: ChatLine | undefined, place: number) => ChatLine | false | undefined,
): Promise<void> {
  const write = (await database()).transaction('chat', 'readwrite', strict);
  const lines = await write.store.getAll(IDBKeyRange.bound([session], [session, []]));
  const last = Math.max(0, ...lines.map(({ place = 0 }) => place));
  const known = lines.find((line) => line.id === id);
  const changed = next(known, last + 1);
  if (changed && changed !== known) void write.store.put(changed);
  await write.done;
  announce({ topic: 'chat', session });
}
