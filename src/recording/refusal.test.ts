import { expect, it, test } from 'vitest';
import { refusalCause, refusalOf } from './refusal.ts';

test.each([
  ['NotAllowedError', 'Permission denied', 'denied', 'blocked'],
  ['NotAllowedError', 'Permission denied', null, 'blocked'],
  ['NotAllowedError', 'Permission dismissed', 'prompt', 'dismissed'],
  ['NotAllowedError', 'Permission denied by system', 'denied', 'blockedBySystem'],
  ['NotAllowedError', 'Permission denied by system', 'prompt', 'blockedBySystem'],
  ['NotAllowedError', '', 'granted', 'blockedBySystem'],
  ['NotFoundError', 'Requested device not found', 'prompt', 'missing'],
  ['OverconstrainedError', '', 'granted', 'unsuitable'],
  ['NotReadableError', 'Could not start video source', 'granted', 'inUse'],
  ['NotReadableError', 'Device in use', 'granted', 'inUse'],
  ['AbortError', 'Timeout starting video source', 'granted', 'noAnswer'],
  ['TypeError', '', 'granted', 'failed'],
] as const)('%s (%s) with permission %s means %s', (name, message, permission, cause) => {
  expect(refusalCause(refusalOf(Object.assign(new Error(message), { name }), permission))).toBe(cause);
});

it('takes anything that was thrown', () => {
  expect(refusalCause(refusalOf('boom', null))).toBe('failed');
});
