import { expect, test } from 'vitest';
import { EventLines } from './event-lines.ts';

test('events come out whole, however the text is cut', () => {
  const text = ': hello\n\nevent: message\nid: 7\ndata: {"a":\ndata: 1}\n\ndata: second\r\n\r\ndata: unfinished';
  const whole = new EventLines().push(text);
  expect(whole).toEqual([
    { type: 'message', id: '7', data: '{"a":\n1}' },
    { type: 'message', id: '', data: 'second' },
  ]);
  const cut = new EventLines();
  expect([...text].flatMap((char) => cut.push(char))).toEqual(whole);
});
