import type { Services } from './services.ts';

/**
 * How long a running session may give no sign of life before it is silent, in milliseconds. A client beats every 5 s:
 * one beat may be lost, and a client that was killed is noticed within 15 s.
 */
const silentAfter = 12_000;

/** A moment of this backend, and who is silent in it. */
export interface Watch {
  readonly now: string;
  /** A running session whose last sign of life came before this is silent. */
  readonly silentBefore: string;
}

/**
 * The present moment. Shortly after this backend's start nobody is silent: it was the backend that did not listen, and
 * clients need a moment to find it again.
 */
export function watch({ now, startedAt }: Pick<Services, 'now' | 'startedAt'>): Watch {
  const at = now();
  const limit = new Date(at.getTime() - silentAfter);
  return { now: at.toISOString(), silentBefore: startedAt < limit ? limit.toISOString() : '' };
}
