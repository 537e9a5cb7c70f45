import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { EventData, EventType } from '../protocol/events.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import { order } from '../protocol/orders.ts';
import { deskOrders } from './desk-orders.ts';

const entry = (type: EventType, cause: string, data: EventData): JournalEntry => ({
  v: 1,
  id: crypto.randomUUID(),
  session: crypto.randomUUID(),
  seq: 0,
  prev: '0'.repeat(64),
  at: new Date().toISOString(),
  mono: 0,
  policy: '0'.repeat(64),
  body: { kind: 'event', type, severity: 0, cause, data },
});

test('whoever asks about a check may go on without it, where that can be', () => {
  const screen = entry('check.failed', 'no-screen', { check: 'screen', way: 'check' });
  const journal = [
    entry('browser.checked', '', {}),
    screen,
    entry('check.failed', 'no-camera', { check: 'camera', way: 'none' }),
    entry('check.failed', 'odd', { check: 'something', way: 'check' }),
  ];
  const orders = deskOrders(journal, 'Vigil', 'An automatic answer');
  expect(orders).toEqual([
    {
      id: screen.id,
      kind: 'override',
      reason: 'An automatic answer',
      override: { check: 'screen', cause: 'no-screen', by: 'Vigil' },
    },
  ]);
  expect(orders.every((one) => v.is(order, one))).toBe(true);
  expect(deskOrders(journal, 'Vigil', 'An automatic answer')).toEqual(orders); // again, for whoever did not hear
});
