import { defaultPolicy } from '../policy/default-policy.ts';
import type { Policy } from '../policy/schema.ts';

/** The page on which the mock exam is taken, and the one on which it is handed in. */
export const examPage = '/extension/rehearsal/index.html?take';
export const endPage = '/extension/rehearsal/index.html?end';

/**
 * What a rehearsal asks: the Default template, and every step that can be tried without a person at a desk.
 * @param origin the extension's own
 */
export function rehearsalPolicy(origin: string): Policy {
  const { recording, lockdown, verification, ...rest } = defaultPolicy(origin);
  const take = [`${origin}${examPage.replace('?', '\\?')}`];
  return {
    ...rest,
    recording: { ...recording, deskScan: 'start' },
    lockdown: { ...lockdown, oneScreen: true },
    verification: { ...verification, identity: 'photo', signature: true },
    exam: { start: take, take, end: [`${origin}${endPage.replace('?', '\\?')}`] },
  };
}
