import type { Policy } from '../policy/schema.ts';
import type { FullScreenBudget } from '../session/snapshot.ts';

/** Cumulative milliseconds outside full screen that each level allows over the whole attempt. */
const limits = { off: null, lenient: 30_000, moderate: 15_000, severe: 0 } as const;

/** The untouched budget of a policy. */
export function newBudget({ lockdown }: Policy): FullScreenBudget {
  return { limitMs: limits[lockdown.fullScreen], spentMs: 0, outsideSince: null, cause: '', armed: false };
}

/** The candidate left full screen. Nothing changes when already outside, or before the exam has filled the screen once. */
export function goOutside(budget: FullScreenBudget, now: number, cause: string): FullScreenBudget {
  if (!budget.armed || budget.outsideSince !== null) return budget;
  return { ...budget, outsideSince: now, cause };
}

/** The candidate is back in full screen; what was spent outside is added up. */
export function comeBack(budget: FullScreenBudget, now: number): FullScreenBudget {
  return { ...budget, spentMs: spent(budget, now), outsideSince: null, cause: '', armed: true };
}

/** Milliseconds spent outside so far. A clock set back counts as no time, never as time given back. */
export function spent(budget: FullScreenBudget, now: number): number {
  const running = budget.outsideSince === null ? 0 : Math.max(0, now - budget.outsideSince);
  return Math.round(budget.spentMs + running);
}

/** Milliseconds left, or null when the policy sets no limit. */
export function left(budget: FullScreenBudget, now: number): number | null {
  return budget.limitMs === null ? null : Math.max(0, budget.limitMs - spent(budget, now));
}

/** Whether the candidate is outside and has nothing left. */
export function isExhausted(budget: FullScreenBudget, now: number): boolean {
  return budget.outsideSince !== null && left(budget, now) === 0;
}
