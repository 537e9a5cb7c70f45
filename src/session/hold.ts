import * as v from 'valibot';
import { count, instant, milliseconds } from '../protocol/fields.ts';

// An exam under way may be held: it stands still, and its page is covered.

const given = {
  /** Since when. */
  at: instant,
  /** Who at the desk gave it and why, in the desk's words; empty where nobody there had to. */
  by: v.string(),
  reason: v.string(),
};

/** The desk paused the exam, until the desk lets it go on. It is recorded all the while. */
export const deskPause = v.object({
  ...given,
  /** Whether the candidate is away from the exam: told, and of no weight. */
  isAway: v.boolean(),
});
export type DeskPause = v.InferOutput<typeof deskPause>;

/** The candidate has a break, and nothing is recorded until the candidate goes on with the exam. */
export const rest = v.object({
  ...given,
  /** Since when, by the monotonic clock. */
  mono: milliseconds,
  /** How long it may take. */
  minutes: count,
  /** Whether it was told that it takes longer. */
  isOver: v.boolean(),
});
export type Rest = v.InferOutput<typeof rest>;

/** The candidate's breaks until now. */
export const breaks = v.object({
  /** Those taken of what policy or accommodation grant. */
  taken: count,
  /** Whether the desk was asked for one, and has not answered. */
  isAsked: v.boolean(),
  /** Why the desk refused the last one, in its words; null where it did not. */
  refused: v.nullable(v.string()),
});
export const noBreaks: v.InferOutput<typeof breaks> = { taken: 0, isAsked: false, refused: null };

/** What is known of what holds an exam. */
interface Held {
  readonly deskPause: DeskPause | null;
  readonly rest: Rest | null;
}

/** Whether an exam stands still. Both may hold it at once. */
export function isHeld({ deskPause: pause, rest: pausing }: Held): boolean {
  return pause !== null || pausing !== null;
}

/** Milliseconds left of a break; less than nothing once it takes longer than it may. */
export function restLeft({ mono: since, minutes }: Rest, mono: number): number {
  return since + minutes * 60_000 - mono;
}
