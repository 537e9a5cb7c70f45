import { expect, it } from 'vitest';
import type { EventType } from '../../../../src/protocol/events.ts';
import { holdsOf } from './holds.ts';
import type { EventMark } from './span.ts';

const mark = (mono: number, type: EventType, cause = ''): EventMark => ({
  id: String(mono),
  seq: mono,
  at: '',
  mono,
  body: { kind: 'event', type, severity: 0, cause, data: {} },
});

it('tells pauses, breaks and interruptions apart, also where they overlap', () => {
  const marks = [
    mark(1, 'session.started'),
    mark(10, 'session.paused', 'break'),
    mark(12, 'session.paused', 'desk'),
    mark(15, 'session.paused', 'break'), // made longer
    mark(20, 'session.resumed', 'break'),
    mark(25, 'session.resumed', 'desk'),
    mark(30, 'session.paused', 'recorder-gone'),
    mark(40, 'session.resumed'),
  ];
  expect(holdsOf(marks, 100)).toEqual([
    { kind: 'break', from: 10, to: 20 },
    { kind: 'desk', from: 12, to: 25 },
    { kind: 'interruption', from: 30, to: 40 },
  ]);
});

it('ends with the attempt, and goes on until now where it is not over', () => {
  const paused = mark(10, 'session.paused', 'desk');
  expect(holdsOf([paused, mark(20, 'session.terminated', 'desk')], 100)).toEqual([{ kind: 'desk', from: 10, to: 20 }]);
  expect(holdsOf([paused], 100)).toEqual([{ kind: 'desk', from: 10, to: 100 }]);
  expect(holdsOf([mark(5, 'session.resumed')], 100)).toEqual([]);
});
