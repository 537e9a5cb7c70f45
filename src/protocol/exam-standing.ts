import * as v from 'valibot';
import { count, instant } from './fields.ts';
import { type ExamOrderKind, examOrderKind } from './orders.ts';

/** What the desk knows of an exam, from its journal. A backend that does not follow it leaves it out. */
export const examStanding = {
  /** Since when the desk pauses it. */
  deskPaused: v.optional(v.nullable(instant)),
  /** A break, since when and for how long it was granted. Only the candidate ends one. */
  onBreak: v.optional(v.nullable(v.object({ since: instant, minutes: count, isOverdue: v.boolean() }))),
  /** What broke the exam off, which only the candidate can go on with. */
  interrupted: v.optional(v.nullable(v.object({ cause: v.string(), since: instant }))),
  /** Since when a break that was asked for waits for an answer. */
  breakAsked: v.optional(v.nullable(instant)),
  /** Minutes that the desk gave so far. */
  extraMinutes: v.optional(count),
  /** How often the desk marked a moment for the reviewers. */
  deskFlags: v.optional(count),
  /** What is ordered, and not carried out by the candidate's device yet. */
  openOrders: v.optional(v.array(v.object({ kind: examOrderKind, givenAt: instant }))),
};

const standing = v.object({ state: v.string(), ...examStanding });
type Standing = Pick<
  v.InferOutput<typeof standing>,
  'state' | 'deskPaused' | 'onBreak' | 'interrupted' | 'breakAsked'
> & { readonly openOrders?: readonly { readonly kind: ExamOrderKind }[] | undefined };

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
  if (kind === 'terminate' || kind === 'flag' || kind === 'extra-time') return null;
  if (state !== 'running') return 'The exam has not begun yet. This can be ordered once it runs.';
  const isPaused = (standing.deskPaused && !isOpen('resume')) || isOpen('pause');
  if (kind === 'pause') return isPaused ? 'The desk has paused the exam already.' : null;
  if (kind === 'resume') return isPaused ? null : 'The desk has not paused the exam, so it cannot let it go on.';
  if (standing.interrupted) return 'The exam is interrupted. A break can be given once the candidate has gone on.';
  if (kind === 'no-break' && (!standing.breakAsked || isOpen('break'))) return 'No break is asked for.';
  return null;
}
