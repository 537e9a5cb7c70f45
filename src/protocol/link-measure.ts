import * as v from 'valibot';
import { count, milliseconds } from './fields.ts';

/** What a trial of a few seconds measured of the link to a backend. */
export const linkMeasure = v.strictObject({
  /** Bits per second towards the backend. */
  bitsPerSecond: count,
  /** Whether the trial ended before anything had got through: the link carries less than `bitsPerSecond`. */
  isAtMost: v.boolean(),
  /** There and back: the middle one, and how far the middle half of all is spread. */
  latencyMs: milliseconds,
  spreadMs: milliseconds,
  /** Share of requests that failed or took too long. */
  loss: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  sentBytes: count,
  tookMs: milliseconds,
});
export type LinkMeasure = v.InferOutput<typeof linkMeasure>;

/**
 * How a trial went. `offline`: this computer has no network. `unreachable`: nothing answers. `sign-in`: something else
 * answered in the backend's place. `fault`: the backend answered, but could not do it; with what it says.
 */
export type LinkTrial =
  | { readonly kind: 'measured'; readonly measure: LinkMeasure }
  | { readonly kind: 'offline' | 'unreachable' | 'sign-in' }
  | { readonly kind: 'fault'; readonly words: string };
