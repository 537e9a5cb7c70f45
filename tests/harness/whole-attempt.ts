import { decodeJwt } from 'jose';
import { expect } from 'vitest';
import { attemptReaches, eventTypes, faultsOf } from './evidence.ts';
import type { World } from './world.ts';

/** What holds after every attempt that ended well, whatever was killed on the way. */
export async function expectWholeAttempt(world: World): Promise<void> {
  const attempt = await attemptReaches(world, 'complete');
  expect(await faultsOf(world, attempt)).toEqual([]);
  expect(attempt.reason).toBe('submitted');
  const events = eventTypes(attempt);
  expect(events.slice(0, 3)).toEqual(['browser.checked', 'connection.measured', 'session.started']);
  expect(events.at(-1)).toBe('session.submitted');
  expect(events.filter((type) => type.startsWith('session.'))).toEqual(['session.started', 'session.submitted']);
  expect(new Set(attempt.segments.map(({ stream }) => stream))).toEqual(new Set(['camera', 'screen']));
  expect(attempt.receipt).not.toBeNull();
  const receipt = decodeJwt(attempt.receipt ?? '');
  expect(receipt).toMatchObject({ policy: attempt.policyHash, entries: attempt.journal.length, reason: 'submitted' });
}
