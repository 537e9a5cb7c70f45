import * as v from 'valibot';
import { count, instant } from './fields.ts';
import { type ExamOrderKind, examOrderKind } from './orders.ts';

/** An exam that stands still: by an order of the `desk`, in a `break`, or interrupted by what the cause names. */
export const examPause = v.object({ cause: v.string(), since: instant });
export type ExamPause = v.InferOutput<typeof examPause>;

/** An order that the candidate's device has not carried out yet. */
export const openOrder = v.object({ kind: examOrderKind, givenAt: instant });

/** What the desk knows of an exam, from its journal. A backend that does not follow it leaves it out. */
export const examStanding = {
  /** Null while the exam runs, or before and after it. */
  paused: v.optional(v.nullable(examPause)),
  /** Since when a break that was asked for waits for an answer. */
  breakAsked: v.optional(v.nullable(instant)),
  /** Minutes that the desk gave so far. */
  extraMinutes: v.optional(count),
  /** How often the desk marked a moment for the reviewers. */
  deskFlags: v.optional(count),
  openOrders: v.optional(v.array(openOrder)),
};

/** What decides which orders make sense. */
export interface Standing {
  readonly state: string;
  readonly paused?: ExamPause | null | undefined;
  readonly breakAsked?: string | null | undefined;
  readonly openOrders?: readonly { readonly kind: ExamOrderKind }[] | undefined;
}

/**
 * Why an order makes no sense for an exam as it stands, in words for whoever would give it; null where it does. What was
 * ordered and is not carried out yet counts as done, so that a pause can be taken back before it arrives.
 */
export function orderFault(kind: ExamOrderKind, standing: Standing): string | null {
  const { state, openOrders = [] } = standing;
  const isOpen = (other: ExamOrderKind) => openOrders.some((order) => order.kind === other);
  if (state === 'ended' || state === 'complete') return 'This attempt has ended: nothing can be ordered any more.';
  if (state === 'created') return 'Nobody has opened this attempt yet, so there is no device to carry out an order.';
  if (isOpen('terminate')) return 'The end of this attempt is ordered already.';
  if (isOpen(kind)) return 'The same was ordered already, and the candidate’s device has not carried it out yet.';
  if (kind === 'terminate' || kind === 'flag') return null;
  if (state !== 'running') return 'The exam has not begun yet. This can be ordered once it runs.';
  if (kind === 'extra-time') return null;
  return pauseFault(kind, standing, isOpen);
}

function pauseFault(
  kind: 'pause' | 'resume' | 'break' | 'no-break',
  { paused, breakAsked }: Standing,
  isOpen: (kind: ExamOrderKind) => boolean,
): string | null {
  if (kind === 'no-break') return breakAsked && !isOpen('break') ? null : 'No break is asked for.';
  const isInterrupted = paused && paused.cause !== 'desk' && paused.cause !== 'break';
  if (isInterrupted) return 'The exam is interrupted: only the candidate can go on, from the start page.';
  const isPaused = (paused && !isOpen('resume')) || isOpen('pause') || isOpen('break');
  if (kind === 'resume') return isPaused ? null : 'The exam is not paused.';
  return isPaused ? 'The exam is paused already.' : null;
}
