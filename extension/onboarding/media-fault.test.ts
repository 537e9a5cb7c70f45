import { describe, expect, it } from 'vitest';
import { faultWords, mediaFault } from './media-fault.ts';

const refusal = (name: string, message = '') => Object.assign(new Error(message), { name });

describe('mediaFault', () => {
  it.each([
    ['NotAllowedError', 'Permission denied', 'denied', 'blockedHere'],
    ['NotAllowedError', 'Permission denied', null, 'blockedHere'],
    ['NotAllowedError', 'Permission dismissed', 'prompt', 'dismissed'],
    ['NotAllowedError', 'Permission denied by system', 'denied', 'blockedBySystem'],
    ['NotAllowedError', '', 'granted', 'blockedBySystem'],
    ['NotFoundError', '', 'prompt', 'none'],
    ['OverconstrainedError', '', 'granted', 'none'],
    ['NotReadableError', 'Could not start video source', 'granted', 'inUse'],
    ['AbortError', '', 'granted', 'inUse'],
    ['TypeError', '', 'granted', 'other'],
  ] as const)('%s (%s) with permission %s means %s', (name, message, permission, fault) => {
    expect(mediaFault(refusal(name, message), permission)).toBe(fault);
  });
  it('takes anything that was thrown', () => {
    expect(mediaFault('boom', null)).toBe('other');
  });
  it('gives each fault its own advice', () => {
    expect(faultWords('inUse')).toEqual({ what: 'faultInUse', advice: 'faultInUseAdvice' });
  });
});
