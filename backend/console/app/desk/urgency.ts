import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { causeText } from '../review/event-words.ts';
import { failureText } from './failed-check-words.ts';

/**
 * How urgent a candidate is, the most urgent first. `held`: cannot go on; `asks`: waits for the desk's yes or no; then who
 * waits for an answer, by whether the exam runs, is to come or is over.
 */
export const urgencies = ['held', 'asks', 'exam', 'before', 'after', 'none'] as const;
export type Urgency = (typeof urgencies)[number];

/** Why somebody is urgent, in words, and since when, in wall-clock milliseconds; null when nobody waits. */
export interface Reason {
  readonly urgency: Urgency;
  readonly words: string;
  readonly since: number | null;
}

/**
 * The most urgent reason why an attempt needs the desk; of equal ones the oldest.
 * @param unreadSince since when messages of the candidate are unread; null where none are
 */
export function reasonOf(attempt: AttemptSummary, unreadSince: number | null): Reason {
  const reasons = [...held(attempt), ...asks(attempt), ...unread(attempt, unreadSince)];
  const rank = ({ urgency }: Reason) => urgencies.indexOf(urgency);
  const order = (a: Reason, b: Reason) => rank(a) - rank(b) || (a.since ?? 0) - (b.since ?? 0);
  return reasons.sort(order)[0] ?? { urgency: 'none', words: restWords(attempt), since: null };
}

function held({ barred, interrupted, deskPaused }: AttemptSummary): Reason[] {
  return [
    ...reason('held', barred && failureText(barred), barred?.since),
    ...reason('held', interrupted && `Interrupted: ${causeText(interrupted.cause)}`, interrupted?.since),
    ...reason('held', deskPaused && 'Paused by the desk', deskPaused),
  ];
}

function asks({ breakAsked, onBreak, identity, state }: AttemptSummary): Reason[] {
  const isOver = state === 'ended' || state === 'complete';
  const waits = identity?.state === 'waiting' && !isOver;
  return [
    ...reason('asks', breakAsked && 'Asks for a break', breakAsked),
    ...reason('asks', onBreak?.isOverdue && 'Break takes longer than granted', onBreak?.since),
    ...reason('asks', waits && 'Waits for admission', identity?.since),
  ];
}

function unread({ state }: AttemptSummary, since: number | null): Reason[] {
  if (since === null) return [];
  if (state === 'running') return [{ urgency: 'exam', words: 'Writes in the exam', since }];
  if (state === 'ended' || state === 'complete') return [{ urgency: 'after', words: 'Writes after the exam', since }];
  return [{ urgency: 'before', words: 'Writes before the exam', since }];
}

function reason(
  urgency: Urgency,
  words: string | false | null | undefined,
  since: string | null | undefined,
): readonly Reason[] {
  return words && since ? [{ urgency, words, since: Date.parse(since) }] : [];
}

function restWords({ messages, onBreak }: AttemptSummary): string {
  if (onBreak) return 'On a break';
  return messages === 0 ? 'No messages' : 'Nobody waits';
}
