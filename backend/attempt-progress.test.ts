import { expect, test } from 'vitest';
import type { EventType } from '../src/protocol/events.ts';
import type { JournalEntry } from '../src/protocol/journal.ts';
import { type Progress, progressAfter } from './attempt-progress.ts';

const opened: Progress = { state: 'opened', reason: null, started_at: null, ended_at: null, flags: 0, lost_ms: 0 };
const id = '7c9e6679-7425-40de-944b-e07fc1f90ae7';

function event(type: EventType, at: string, severity = 0): JournalEntry {
  const body = { kind: 'event', type, severity, cause: '', data: {} } as const;
  return { v: 1, id, session: id, seq: 0, prev: 'x', at, mono: 0, policy: 'x', body };
}

function after(...entries: JournalEntry[]): Progress {
  return entries.reduce(progressAfter, opened);
}

test('an attempt runs from its first start', () => {
  const twice = after(event('session.started', '10:00'), event('session.started', '10:05'));
  expect(twice).toMatchObject({ state: 'running', started_at: '10:00', ended_at: null });
});

test.each([
  ['session.submitted', 'submitted'],
  ['session.left', 'left'],
  ['session.terminated', 'terminated'],
] as const)('%s ends it', (type, reason) => {
  const ended = after(event('session.started', '10:00'), event(type, '11:00'), event('session.started', '11:01'));
  expect(ended).toMatchObject({ state: 'ended', reason, started_at: '10:00', ended_at: '11:00' });
});

test('the first end counts', () => {
  const ended = after(event('session.terminated', '11:00'), event('session.submitted', '11:01'));
  expect(ended).toMatchObject({ state: 'ended', reason: 'terminated', ended_at: '11:00' });
});

test('an end before any start stays an end', () => {
  expect(after(event('session.left', '10:00'), event('session.started', '10:01'))).toMatchObject({
    state: 'ended',
    started_at: '10:01',
  });
});

test('an event that an accommodation covers is no flag, whatever it weighs', () => {
  const covered = event('fullscreen.left', '10:00', 1);
  const { body } = covered;
  if (body.kind !== 'event') throw new Error('not an event');
  const accommodated = { ...covered, body: { ...body, accommodated: true as const } };
  expect(after(accommodated, covered, accommodated).flags).toBe(1);
});

test('events that weigh enough are counted, others and parts are not', () => {
  const part = { ...event('focus.lost', '10:00'), body: { kind: 'part' } } as unknown as JournalEntry;
  const progress = after(
    event('focus.lost', '10:00', 0.3),
    event('focus.lost', '10:00', 0.29),
    event('tab.blocked', '10:00', 1),
    part,
  );
  expect(progress.flags).toBe(2);
});

test('time is lost by what stopped the whole exam and was not the candidate’s doing', () => {
  const gap = (cause: string, stream: string, duration: number) => {
    const entry = event('record.gap', '10:10');
    return { ...entry, body: { ...entry.body, cause, data: { stream, duration } } } as JournalEntry;
  };
  const lost = (...gaps: JournalEntry[]) => after(...gaps).lost_ms;
  expect(lost(gap('crash', 'all', 60_000), gap('restart', 'all', 30_000.4), gap('recorder', 'all', 5_000))).toBe(
    95_000,
  );
  expect(lost(gap('user', 'all', 60_000), gap('network', 'all', 60_000), gap('crash', 'camera', 60_000))).toBe(0);
  expect(lost(gap('crash', 'all', -5))).toBe(0);
});
