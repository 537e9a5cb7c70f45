import type { HelpRoute } from '../../../../src/protocol/chat.ts';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { type Reason, reasonOf, urgencies } from './urgency.ts';

/** A conversation in the desk's queue. */
export interface Waiting {
  readonly attempt: AttemptSummary;
  readonly reason: Reason;
}

/** Which conversations are shown. */
export interface QueueFilter {
  readonly route: HelpRoute | 'all';
  /** `free`: nobody has it. */
  readonly holder: 'all' | 'free' | 'mine';
}

/**
 * The desk's queue: the most urgent first, of equal ones who waits longest; then the other conversations, then attempts
 * without one.
 * @param seen when this console first saw an attempt with unread messages, for a backend that does not tell;
 *   entries are added and removed here
 */
export function deskQueue(attempts: readonly AttemptSummary[], seen: Map<string, number>, now: number): Waiting[] {
  const queue = attempts
    .filter(canTalk)
    .map((attempt): Waiting => ({ attempt, reason: reasonOf(attempt, unreadSince(attempt, seen, now)) }));
  return queue.sort((a, b) => rank(a) - rank(b) || (a.reason.since ?? 0) - (b.reason.since ?? 0));
}

/** The part of a queue that an agent wants to see. @param agent their name */
export function filterQueue(queue: readonly Waiting[], { route, holder }: QueueFilter, agent: string): Waiting[] {
  return queue.filter(({ attempt }) => {
    if (route !== 'all' && (attempt.route ?? 'desk') !== route) return false;
    if (holder === 'free') return !attempt.holder;
    return holder === 'all' || attempt.holder?.agent === agent;
  });
}

function unreadSince({ attempt, unread, waitingSince }: AttemptSummary, seen: Map<string, number>, now: number) {
  if (unread === 0) {
    seen.delete(attempt);
    return null;
  }
  if (!seen.has(attempt)) seen.set(attempt, now);
  return waitingSince ? Date.parse(waitingSince) : (seen.get(attempt) ?? now);
}

/** There is a conversation, or somebody to begin one with. */
function canTalk({ messages, state }: AttemptSummary): boolean {
  return messages !== 0 || state === 'opened' || state === 'running';
}

function rank({ attempt, reason }: Waiting): number {
  const place = urgencies.indexOf(reason.urgency);
  return reason.urgency === 'none' && attempt.messages === 0 ? place + 1 : place;
}
