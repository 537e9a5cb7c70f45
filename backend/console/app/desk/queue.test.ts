import { expect, it } from 'vitest';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { deskQueue, filterQueue } from './queue.ts';

const at = (minute: number) => `2030-01-01T09:${String(minute).padStart(2, '0')}:00.000Z`;

function attempt(id: string, facts: Partial<AttemptSummary>): AttemptSummary {
  return {
    attempt: id,
    schedule: id,
    exam: 'Exam',
    candidate: { id, name: id },
    state: 'running',
    reason: null,
    createdAt: at(0),
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

const queueOf = (...attempts: AttemptSummary[]) => deskQueue(attempts, new Map(), Date.parse(at(30)));
const namesOf = (...attempts: AttemptSummary[]) => queueOf(...attempts).map(({ attempt: { attempt: id } }) => id);
const barred = (minute: number) => ({ check: 'camera', cause: 'missing', way: 'without', since: at(minute) }) as const;
const unread = (minute: number) => ({ unread: 1, waitingSince: at(minute) });

it('puts who waits longest first, and attempts without a conversation last', () => {
  const names = namesOf(
    attempt('silent', { messages: 0 }),
    attempt('gone', { messages: 0, state: 'complete' }),
    attempt('answered', { messages: 3 }),
    attempt('late', unread(5)),
    attempt('early', unread(1)),
  );
  expect(names).toEqual(['early', 'late', 'answered', 'silent']);
});

it('puts the urgent before those who wait longer', () => {
  const names = namesOf(
    attempt('after', { state: 'complete', ...unread(1) }),
    attempt('before', { state: 'opened', ...unread(2) }),
    attempt('in exam', unread(3)),
    attempt('break', { breakAsked: at(5) }),
    attempt('admission', { state: 'opened', identity: { state: 'waiting', since: at(4), document: 0 } }),
    attempt('paused', { deskPaused: at(8) }),
    attempt('interrupted', { interrupted: { cause: 'recorder-gone', since: at(7) } }),
    attempt('barred', { state: 'opened', barred: barred(6) }),
  );
  expect(names).toEqual(['barred', 'interrupted', 'paused', 'admission', 'break', 'in exam', 'before', 'after']);
});

it('says why somebody is urgent and since when, by the most urgent of several reasons', () => {
  const reasons = queueOf(
    attempt('barred', { state: 'opened', barred: barred(6), ...unread(1) }),
    attempt('overdue', { onBreak: { since: at(2), minutes: 5, isOverdue: true } }),
    attempt('resting', { messages: 1, onBreak: { since: at(2), minutes: 5, isOverdue: false } }),
  ).map(({ reason }) => reason);
  expect(reasons).toEqual([
    { urgency: 'held', words: 'Camera: missing', since: Date.parse(at(6)) },
    { urgency: 'asks', words: 'Break takes longer than granted', since: Date.parse(at(2)) },
    { urgency: 'none', words: 'On a break', since: null },
  ]);
});

it('has nobody waiting for admission to an attempt that is over', () => {
  const over = attempt('over', {
    state: 'ended',
    messages: 2,
    identity: { state: 'waiting', since: at(1), document: 0 },
  });
  expect(queueOf(over)[0]?.reason.urgency).toBe('none');
});

it('counts from the first sight when the backend does not tell, and anew after an answer', () => {
  const seen = new Map<string, number>();
  const since = (count: number, now: number) =>
    deskQueue([attempt('a', { unread: count })], seen, now)[0]?.reason.since;
  expect([since(1, 1000), since(2, 5000), since(0, 6000), since(1, 9000)]).toEqual([1000, 1000, null, 9000]);
});

it('shows one route, what nobody has, or what is mine', () => {
  const holder = (agent: string) => ({ agent, since: at(1), note: '' });
  const queue = queueOf(
    attempt('desk', { ...unread(1), route: null }),
    attempt('technical', { ...unread(2), route: 'technical', holder: holder('Grace') }),
    attempt('theirs', { ...unread(3), route: 'desk', holder: holder('Alan') }),
  );
  const shown = (route: 'all' | 'desk' | 'technical', whose: 'all' | 'free' | 'mine') =>
    filterQueue(queue, { route, holder: whose }, 'Grace').map(({ attempt: { attempt: id } }) => id);
  expect(shown('all', 'all')).toEqual(['desk', 'technical', 'theirs']);
  expect(shown('technical', 'all')).toEqual(['technical']);
  expect(shown('desk', 'all')).toEqual(['desk', 'theirs']);
  expect(shown('all', 'free')).toEqual(['desk']);
  expect(shown('all', 'mine')).toEqual(['technical']);
});
