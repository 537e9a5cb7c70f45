import type { LinkMeasure } from '../protocol/link-measure.ts';

/** A small request there and back, in milliseconds; null when it failed or took too long. */
export type Echo = number | null;

/** Bytes that were sent towards the backend. */
export interface Push {
  readonly bytes: number;
  /** From the request to its answer, in milliseconds. */
  readonly ms: number;
  /** How long the backend saw them arrive; null when no answer came. */
  readonly arrivedMs: number | null;
}

/** How many small requests are sent, and how long each may take, in milliseconds. The first opens the connection. */
export const echoes = 8;
export const firstEchoMs = 4_000;
export const echoMs = 1_500;
/** After so long no further small request is sent. */
export const echoesUntilMs = 2_500;
/** When a trial is over, in milliseconds; sending is over earlier, unless hardly anything was sent by then. */
export const trialMs = 8_000;
const enoughMs = 4_000;

const firstBody = 8_192;
const largestBody = 262_144;
/** How long a body should be under way, in milliseconds: long enough to be measured, short enough for several. */
const bodyMs = 600;
/** A link that carries so much, in bits per second, needs no longer look. */
const plentyOf = 3_000_000;
const pushesForPlenty = 5;
const mostPushes = 14;

/**
 * How many bytes to send next; null when enough is known.
 * @param pushes what was sent until now, in its order
 * @param tookMs how long the trial has taken
 */
export function nextPush(pushes: readonly Push[], echoed: readonly Echo[], tookMs: number): number | null {
  const last = pushes.at(-1);
  if (!last) return firstBody;
  if (last.arrivedMs === null || pushes.length >= mostPushes) return null;
  const rate = rateOf(pushes, middle(echoed));
  const isPlenty = pushes.length >= pushesForPlenty && rate >= plentyOf;
  if (isPlenty || tookMs >= enoughMs) return null;
  return Math.round(Math.min(largestBody, last.bytes * 4, Math.max(firstBody, (rate / 8) * (bodyMs / 1000))));
}

/** Sums up a trial in which anything was answered. */
export function measureOf(pushes: readonly Push[], echoed: readonly Echo[], tookMs: number): LinkMeasure {
  const through = pushes.filter(({ arrivedMs }) => arrivedMs !== null);
  const latencyMs = middle(echoed);
  const sorted = heard(echoed);
  const lost = echoed.filter((ms) => ms === null).length + (pushes.length - through.length);
  return {
    bitsPerSecond: Math.round(rateOf(through.length > 0 ? through : pushes, latencyMs)),
    isAtMost: through.length === 0,
    latencyMs: Math.round(latencyMs),
    spreadMs: Math.round(at(sorted, 0.75) - at(sorted, 0.25)),
    loss: lost / Math.max(1, echoed.length + pushes.length),
    sentBytes: pushes.reduce((total, { bytes }) => total + bytes, 0),
    tookMs: Math.round(tookMs),
  };
}

/**
 * Bits per second. The later half counts: a connection begins slowly. What a request takes besides its bytes is not the
 * link's; but no body is faster than the backend saw it arrive, and none faster than a fifth of its whole time.
 */
function rateOf(pushes: readonly Push[], latencyMs: number): number {
  const late = pushes.slice(Math.floor(pushes.length / 2));
  const bits = late.reduce((total, { bytes }) => total + bytes * 8, 0);
  const ms = late.reduce(
    (total, push) => total + Math.max(push.ms - latencyMs, push.arrivedMs ?? 0, push.ms / 5, 0.5),
    0,
  );
  return ms === 0 ? 0 : (bits / ms) * 1000;
}

function heard(echoed: readonly Echo[]): number[] {
  const all = echoed.filter((ms) => ms !== null);
  // The first one waited for the connection; it counts only where there is no other.
  return (all.length > 1 ? all.slice(1) : all).sort((a, b) => a - b);
}

function middle(echoed: readonly Echo[]): number {
  return at(heard(echoed), 0.5);
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
