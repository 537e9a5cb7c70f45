import type { MessageKey } from '../../src/ui/text.ts';

/** What kept a camera or a microphone from opening, as far as the browser tells. */
export type MediaFault = 'blockedHere' | 'dismissed' | 'blockedBySystem' | 'none' | 'inUse' | 'unplugged' | 'other';

/**
 * Tells refusals apart that the browser gives one name.
 * @param error what getUserMedia threw
 * @param permission the permission's state after the refusal: still `prompt` when the question was closed unanswered,
 *   `granted` when the browser would allow it but the operating system does not
 */
export function mediaFault(error: unknown, permission: PermissionState | null): MediaFault {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  switch (name) {
    case 'NotAllowedError':
      if (/system/i.test(message) || permission === 'granted') return 'blockedBySystem';
      return permission === 'prompt' ? 'dismissed' : 'blockedHere';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    case 'NotReadableError':
    case 'AbortError':
      return 'inUse';
    default:
      return 'other';
  }
}

const words = {
  blockedHere: ['faultBlockedHere', 'faultBlockedHereAdvice'],
  dismissed: ['faultDismissed', 'faultDismissedAdvice'],
  blockedBySystem: ['faultBlockedBySystem', 'faultBlockedBySystemAdvice'],
  none: ['faultNone', 'faultNoneAdvice'],
  inUse: ['faultInUse', 'faultInUseAdvice'],
  unplugged: ['faultUnplugged', 'faultUnpluggedAdvice'],
  other: ['faultOther', 'faultOtherAdvice'],
} as const satisfies Record<MediaFault, readonly [MessageKey, MessageKey]>;

/** What is wrong, and the one thing to do about it. Both texts take the device's name as $1. */
export function faultWords(fault: MediaFault): { readonly what: MessageKey; readonly advice: MessageKey } {
  const [what, advice] = words[fault];
  return { what, advice };
}
