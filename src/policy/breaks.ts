import * as v from 'valibot';
import type { Words } from '../words/words.ts';

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

/** Breaks that the candidate takes without asking: how many over the whole attempt, and how long each may be. */
export const grantedBreaks = v.strictObject({ count: whole(10), minutes: whole(60) });
type GrantedBreaks = v.InferOutput<typeof grantedBreaks>;

interface Policy {
  readonly exam: { readonly breaks?: GrantedBreaks | 'desk' | 'off' | undefined };
}

/** The breaks that a candidate has, or whether they are asked for at the desk. An accommodation replaces the policy's. */
export function breaksOf(
  { exam }: Policy,
  accommodation: { readonly breaks?: GrantedBreaks | undefined } | null,
): GrantedBreaks | 'desk' | 'off' {
  return accommodation?.breaks ?? exam.breaks ?? 'off';
}

/** What a candidate is told of breaks that are granted. */
export function breakWords({ count, minutes }: GrantedBreaks, words: Words): string {
  return words.text('policyBreaks', count, words.length(minutes * 60));
}
