import { expect, it } from 'vitest';
import type { DeskConversation } from '../../../../src/protocol/desk.ts';
import { handOverText, logOf } from './log.ts';

const at = (minute: number) => `2030-01-01T09:0${minute}:00.000Z`;
const message = (number: number, minute: number) =>
  ({ id: `m${number}`, number, from: 'candidate', text: '', at: at(minute) }) as const;

it('puts orders and hand-overs between the messages, which keep their order', () => {
  const conversation: DeskConversation = {
    // The second was written by a clock that is behind.
    messages: [message(1, 2), message(2, 1), message(3, 6)],
    orders: [{ id: 'o', kind: 'pause', reason: '', givenAt: at(4), doneAt: null, voidCause: null }],
    handOvers: [
      { number: 1, from: null, to: 'Grace', by: 'Grace', note: '', at: at(3) },
      { number: 2, from: 'Grace', to: null, by: 'Grace', note: '', at: at(7) },
    ],
  };
  const names = logOf(conversation).map((entry) => {
    if (entry.kind === 'message') return entry.message.id;
    return entry.kind === 'order' ? entry.order.id : `h${entry.handOver.number}`;
  });
  expect(names).toEqual(['m1', 'm2', 'h1', 'o', 'm3', 'h2']);
});

it('has nothing but messages for a backend that tells of nothing else', () => {
  expect(logOf({ messages: [message(1, 1)] })).toHaveLength(1);
});

it('says who passed a conversation on, and to whom', () => {
  const text = (from: string | null, to: string | null, by: string) =>
    handOverText({ number: 1, from, to, by, note: '', at: at(1) });
  expect(text(null, 'Grace', 'Grace')).toBe('Grace took the conversation');
  expect(text('Alan', 'Grace', 'Grace')).toBe('Grace took the conversation from Alan');
  expect(text('Grace', 'Alan', 'Grace')).toBe('Grace handed over to Alan');
  expect(text('Grace', null, 'Grace')).toBe('Grace gave the conversation back');
});
