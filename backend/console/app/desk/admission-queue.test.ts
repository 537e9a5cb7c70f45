import { expect, it } from 'vitest';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { waitingForAdmission } from './admission-queue.ts';

const attempt = (id: string, changes: Partial<AttemptSummary>) =>
  ({ attempt: id, state: 'opened', ...changes }) as AttemptSummary;
const identity = (state: 'waiting' | 'admitted' | 'refused', minute: number) => ({
  state,
  since: `2026-11-24T09:0${minute}:00.000Z`,
  document: minute,
});

it('lists who waits, longest first, and nobody whose attempt is over', () => {
  const queue = waitingForAdmission([
    attempt('late', { identity: identity('waiting', 5) }),
    attempt('none', { identity: null }),
    attempt('unknown', {}),
    attempt('admitted', { identity: identity('admitted', 1) }),
    attempt('refused', { identity: identity('refused', 2) }),
    attempt('gone', { identity: identity('waiting', 3), state: 'complete' }),
    attempt('early', { identity: identity('waiting', 4), state: 'running' }),
  ]);
  expect(queue.map(({ attempt: { attempt: id }, document }) => [id, document])).toEqual([
    ['early', 4],
    ['late', 5],
  ]);
});
