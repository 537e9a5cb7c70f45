import * as v from 'valibot';
import { eventType } from '../protocol/events.ts';
import { uuid } from '../protocol/fields.ts';
import { grantedBreaks } from './breaks.ts';

/** An extension's id as the browser knows it: 32 letters from a to p. */
const extensionId = v.pipe(v.string(), v.regex(/^[a-p]{32}$/, 'is not the id of an extension'));
const whole = (from: number, to: number) => v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));

/**
 * What one candidate's accommodation relaxes of the policy, and nothing besides. Zoom, find in page and screen readers
 * need none: no policy can take them away.
 */
export const accommodationSettings = v.strictObject({
  /** Seconds outside full screen over the whole attempt, in place of what the policy's level allows. */
  fullScreenSeconds: v.optional(whole(1, 86_400)),
  /** Displays that may be connected where the policy allows only one. */
  displays: v.optional(whole(2, 8)),
  /** Extensions that stay on and are not reported, where the policy looks at other extensions. */
  extensions: v.optional(v.pipe(v.array(extensionId), v.minLength(1), v.maxLength(20))),
  /** The candidate need not show an identity document: the provider knows who it is by other means. */
  noIdScan: v.optional(v.literal(true)),
  /** Breaks in place of the policy's. */
  breaks: v.optional(grantedBreaks),
  /** Events of these types are recorded as accommodated, and weigh nothing. */
  exempt: v.optional(v.pipe(v.array(eventType), v.minLength(1), v.maxLength(40))),
});

/** An accommodation as the backend signs it: whose it is, and under which policy. */
export const accommodationClaims = v.strictObject({
  v: v.literal(1),
  attempt: uuid,
  relaxes: accommodationSettings,
});
export type Accommodation = v.InferOutput<typeof accommodationSettings>;
