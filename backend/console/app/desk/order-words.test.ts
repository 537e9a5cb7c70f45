import { expect, it } from 'vitest';
import type { GivenOrder } from '../../../../src/protocol/desk.ts';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { deliveryText, orderText, possibleOrders, standingTexts } from './order-words.ts';

const at = (second: number) => new Date(Date.UTC(2030, 0, 1, 9, 0, second)).toISOString();
const now = Date.parse(at(20));
const attempt = (facts: Partial<AttemptSummary>) => ({ state: 'running', ...facts }) as AttemptSummary;

it('offers what makes sense as the exam stands', () => {
  expect(possibleOrders(attempt({ state: 'created' }))).toEqual([]);
  expect(possibleOrders(attempt({ state: 'opened' }))).toEqual(['extra-time', 'flag', 'terminate']);
  expect(possibleOrders(attempt({}))).toEqual(['pause', 'break', 'extra-time', 'flag', 'terminate']);
  expect(possibleOrders(attempt({ deskPaused: at(1) }))).toContain('resume');
  expect(possibleOrders(attempt({ deskPaused: at(1) }))).not.toContain('pause');
  expect(possibleOrders(attempt({ breakAsked: at(1) }))).toContain('no-break');
  expect(possibleOrders(attempt({ openOrders: [{ kind: 'terminate', givenAt: at(1) }] }))).toEqual([]);
  expect(possibleOrders(attempt({ state: 'ended' }))).toEqual([]);
});

it('says who ordered what, and how far it is', () => {
  const order: GivenOrder = {
    id: 'o',
    kind: 'extra-time',
    reason: 'x',
    by: 'Grace',
    minutes: 10,
    givenAt: at(2),
    doneAt: null,
    voidCause: null,
  };
  expect(orderText(order)).toBe('Grace gave extra time of 10 min');
  expect(orderText({ kind: 'pause' })).toBe('The desk paused the exam');
  expect(deliveryText(order, false, Date.parse(at(3)))).toBe('ordered just now, not carried out yet');
  expect(deliveryText(order, false, now)).toBe('ordered 18 s ago, not carried out yet');
  expect(deliveryText({ ...order, doneAt: at(3) }, false, now)).toBe('carried out after 1.0 s');
  expect(deliveryText({ ...order, doneAt: at(3), voidCause: 'too-late' }, false, now)).toBe(
    'not carried out: too late',
  );
  expect(deliveryText(order, true, now)).toContain('never carried out');
});

it('says how an exam stands', () => {
  const held = attempt({
    interrupted: { cause: 'recorder-gone', since: at(0) },
    onBreak: { since: at(5), minutes: 5, isOverdue: true },
    extraMinutes: 15,
    deskFlags: 1,
  });
  expect(standingTexts(held, now)).toEqual([
    'Interrupted (recorder gone), 20 s',
    'On a break of 5 min, 15 s, overdue',
    '15 min of extra time given',
    'Flagged by the desk once',
  ]);
  expect(standingTexts(attempt({}), now)).toEqual([]);
});
