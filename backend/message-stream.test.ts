import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messageStream } from './message-stream.ts';
import { Notices } from './notices.ts';
import type { Database } from './store/database.ts';
import { addMessage } from './store/messages.ts';
import { openTestDatabase } from './store/test-database.ts';
import { WritingMarks } from './writing-marks.ts';

let db: Database;
let notices: Notices;
let closing: AbortController;
beforeEach(async () => {
  db = await openTestDatabase();
  notices = new Notices();
  closing = new AbortController();
});
afterEach(() => db.destroy());

const at = '2026-11-22T10:00:00.000Z';
const write = (text: string) => addMessage(db, 'a', 'desk', { id: `id of ${text}`, text, at }, at);
const open = () => {
  const writing = new WritingMarks(() => 0);
  return messageStream({ db, notices, writing, closing: closing.signal, keepAliveMs: 60_000 }, 'a', 0);
};

/** Everything that a stream says until it ends. */
function heard(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

test('however often it is told of a message, it says it once', async () => {
  const all = heard(open());
  await write('one');
  for (let time = 0; time < 5; time += 1) notices.emit('a');
  await write('two');
  for (let time = 0; time < 5; time += 1) notices.emit('a');
  // A query that comes later than the stream's own ones has its answer later too.
  for (let time = 0; time < 10; time += 1) await db.selectFrom('messages').selectAll().execute();
  closing.abort();
  expect([...(await all).matchAll(/^id: (\d+)$/gm)].map(([, number]) => number)).toEqual(['1', '2']);
});

test('nothing of it is left once the reader has gone', async () => {
  const reader = open().getReader();
  await reader.read();
  expect(notices.listenerCount('a')).toBe(1);
  await reader.cancel();
  expect(notices.listenerCount('a')).toBe(0);
  notices.emit('a');
  closing.abort();
});

test('it ends when messages cannot be read, so that the reader comes again', async () => {
  const told = vi.spyOn(console, 'error').mockReturnValue();
  const all = heard(open());
  await db.destroy();
  notices.emit('a');
  expect(await all).toContain(': open');
  expect(told).toHaveBeenCalledOnce();
  told.mockRestore();
  db = await openTestDatabase();
});
