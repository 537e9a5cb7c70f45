import type { Accommodation } from '../policy/accommodations.ts';
import type { Policy } from '../policy/schema.ts';
import { type FullScreenBudget, idleSnapshot } from '../session/snapshot.ts';

/** Cumulative milliseconds outside full screen that each level allows over the whole attempt. */
const limits = { off: null, lenient: 30_000, moderate: 15_000, severe: 0 } as const;

/** What prompts and pickers of the browser may take in total before their time counts like any other. */
export const excusedCeilingMs = 60_000;

/** How long an exam that opens may take to fill the screen before its time counts. */
const armWithinMs = 10_000;

/** How often it is written down that the candidate is still outside. No more than this is lost to a killed browser. */
export const budgetTickMs = 250;

/** The untouched budget of a policy, with what the candidate's accommodation makes of it. */
export function newBudget({ lockdown }: Policy, accommodation: Accommodation | null): FullScreenBudget {
  const level = limits[lockdown.fullScreen];
  const relaxed = level === null ? undefined : accommodation?.fullScreenSeconds;
  return { ...idleSnapshot.budget, limitMs: relaxed === undefined ? level : relaxed * 1000 };
}

/** The exam opens: getting into full screen costs nothing, and may take a while, but not for ever. */
export function openScreen(budget: FullScreenBudget, mono: number): FullScreenBudget {
  return { ...budget, armed: false, armBy: mono + armWithinMs };
}

/**
 * The candidate left full screen, at a monotonic time. Nothing changes while the exam is still on its way into full
 * screen, or when already outside, unless a prompt was left for another program, or the new cause says more.
 * @param excused whether a prompt or picker of the browser has the focus
 */
export function goOutside(budget: FullScreenBudget, mono: number, cause: string, excused: boolean): FullScreenBudget {
  if (!budget.armed && mono < budget.armBy) return budget;
  if (budget.outsideSince === null) return { ...budget, outsideSince: mono, seenAt: mono, cause, excused, armed: true };
  const isMore = isToldAgain(budget.cause, cause);
  if (budget.excused === excused && !isMore) return budget;
  const later = { ...settled(budget, mono), outsideSince: mono, seenAt: mono, excused };
  return { ...later, cause: isMore ? cause : budget.cause };
}

/** Whether a new cause says more than the one that is known. A window leaves full screen on its way to being minimised. */
function isToldAgain(known: string, cause: string): boolean {
  if (cause === known) return false;
  return cause === 'full-screen-left' || (cause === 'minimised' && known === 'full-screen-left');
}

/** The candidate is back in full screen; what was spent outside is added up. */
export function comeBack(budget: FullScreenBudget, mono: number): FullScreenBudget {
  return { ...settled(budget, mono), armed: true };
}

/** The candidate is still outside. */
export function stillOutside(budget: FullScreenBudget, mono: number): FullScreenBudget {
  return budget.outsideSince === null ? budget : { ...budget, seenAt: Math.max(budget.seenAt, mono) };
}

/** The browser or the session broke off: what came after the candidate was last seen outside is not added up. */
export function breakOff(budget: FullScreenBudget): FullScreenBudget {
  return { ...settled(budget, budget.seenAt), armed: false };
}

/** Adds up what was spent until now, and counts nothing further. */
function settled(budget: FullScreenBudget, mono: number): FullScreenBudget {
  const { spentMs, excusedMs } = sums(budget, mono);
  return { ...budget, spentMs, excusedMs, outsideSince: null, excused: false, cause: '' };
}

function sums({ spentMs, excusedMs, outsideSince, seenAt, excused }: FullScreenBudget, mono: number) {
  // What was seen to be spent stays spent, also where a new process reads another time.
  const running = outsideSince === null ? 0 : Math.max(mono, seenAt) - outsideSince;
  const free = excused ? Math.min(running, Math.max(0, excusedCeilingMs - excusedMs)) : 0;
  return { spentMs: Math.round(spentMs + running - free), excusedMs: Math.round(excusedMs + free) };
}

/** Milliseconds of the budget spent so far. */
export function spent(budget: FullScreenBudget, mono: number): number {
  return sums(budget, mono).spentMs;
}

/** Milliseconds left, or null when the policy sets no limit. */
export function left(budget: FullScreenBudget, mono: number): number | null {
  return budget.limitMs === null ? null : Math.max(0, budget.limitMs - spent(budget, mono));
}

/** Whether the candidate is outside at the expense of the budget. */
export function isCounting(budget: FullScreenBudget, mono: number): boolean {
  if (budget.outsideSince === null) return false;
  return !budget.excused || sums(budget, mono).excusedMs >= excusedCeilingMs;
}

/** Whether the candidate is outside and has nothing left. */
export function isExhausted(budget: FullScreenBudget, mono: number): boolean {
  return isCounting(budget, mono) && left(budget, mono) === 0;
}
