import { expect, it } from 'vitest';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { deskQueue } from './queue.ts';

function attempt(id: string, facts: Partial<AttemptSummary>): AttemptSummary {
  return {
    attempt: id,
    schedule: id,
    exam: 'Exam',
    candidate: { id, name: id },
    state: 'running',
    reason: null,
    createdAt: '2030-01-01T00:00:00.000Z',
    startedAt: null,
    endedAt: null,
    lastSeenAt: null,
    policyHash: 'a'.repeat(64),
    entries: 0,
    parts: 0,
    bytes: 0,
    unread: 0,
    ...facts,
  };
}

it('puts who waits longest first, and attempts without a conversation last', () => {
  const queue = deskQueue(
    [
      attempt('silent', { messages: 0 }),
      attempt('gone', { messages: 0, state: 'complete' }),
      attempt('answered', { messages: 3 }),
      attempt('late', { unread: 1, waitingSince: '2030-01-01T00:05:00.000Z' }),
      attempt('early', { unread: 4, waitingSince: '2030-01-01T00:01:00.000Z' }),
    ],
    new Map(),
    0,
  );
  expect(queue.map(({ attempt: { attempt: id } }) => id)).toEqual(['early', 'late', 'answered', 'silent']);
});

it('counts from the first sight when the backend does not tell, and anew after an answer', () => {
  const seen = new Map<string, number>();
  const since = (unread: number, now: number) => deskQueue([attempt('a', { unread })], seen, now)[0]?.since;
  expect([since(1, 1000), since(2, 5000), since(0, 6000), since(1, 9000)]).toEqual([1000, 1000, null, 9000]);
});

it('lists who cannot get past a check among those who wait, and says since when', () => {
  const barred = { check: 'camera', cause: 'missing', way: 'without', since: '2030-01-01T09:00:00.000Z' } as const;
  const queue = deskQueue(
    [
      attempt('talked', { messages: 2 }),
      attempt('barred', { messages: 0, state: 'opened', barred }),
      attempt('writes', { unread: 1, waitingSince: '2030-01-01T09:05:00.000Z' }),
    ],
    new Map(),
    Date.parse('2030-01-01T09:10:00.000Z'),
  );
  expect(queue.map(({ attempt: { attempt: id }, since }) => [id, since])).toEqual([
    ['barred', Date.parse(barred.since)],
    ['writes', Date.parse('2030-01-01T09:05:00.000Z')],
    ['talked', null],
  ]);
});
