import type { AttemptSummary } from '../parts/attempt-state.tsx';

/** A conversation in the desk's queue. */
export interface Waiting {
  readonly attempt: AttemptSummary;
  /** When the candidate began to wait, for an answer or at a check that failed, in wall-clock milliseconds; null when nobody waits. */
  readonly since: number | null;
}

/**
 * The desk's queue: who waits longest first, then the other conversations, then attempts without one.
 * @param seen when this console first saw an attempt with unread messages, for a backend that does not tell;
 *   entries are added and removed here
 */
export function deskQueue(attempts: readonly AttemptSummary[], seen: Map<string, number>, now: number): Waiting[] {
  const queue = attempts.filter(canTalk).map((attempt): Waiting => {
    const { attempt: id, unread, waitingSince, barred } = attempt;
    const barredSince = barred ? Date.parse(barred.since) : null;
    if (unread === 0) {
      seen.delete(id);
      return { attempt, since: barredSince };
    }
    if (!seen.has(id)) seen.set(id, now);
    const unreadSince = waitingSince ? Date.parse(waitingSince) : (seen.get(id) ?? now);
    return { attempt, since: Math.min(unreadSince, barredSince ?? unreadSince) };
  });
  return queue.sort((a, b) => rank(a) - rank(b) || (a.since ?? 0) - (b.since ?? 0));
}

/** There is a conversation, or somebody to begin one with. */
function canTalk({ messages, state }: AttemptSummary): boolean {
  return messages !== 0 || state === 'opened' || state === 'running';
}

function rank({ attempt, since }: Waiting): number {
  if (since !== null) return 0;
  return attempt.messages === 0 ? 2 : 1;
}
