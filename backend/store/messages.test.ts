import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from './database.ts';
import { addMessage, messagesAfter, wholeConversation } from './messages.ts';
import { openTestDatabase } from './test-database.ts';

let db: Database;
const at = '2026-11-22T10:00:00.000Z';
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.destroy());

test('a conversation longer than what is read at once is read whole and in order', async () => {
  for (let number = 1; number <= 1001; number += 1) {
    await addMessage(db, 'a', 'candidate', { id: `m${number}`, text: `Message ${number}`, at }, at);
  }
  expect(await messagesAfter(db, 'a', 0)).toHaveLength(500);
  const numbers = (await wholeConversation(db, 'a')).map(({ number }) => number);
  expect(numbers).toEqual(Array.from({ length: 1001 }, (_, place) => place + 1));
  expect(await wholeConversation(db, 'a', 1000)).toMatchObject([{ id: 'm1001' }]);
});
