import type { EventData } from '../protocol/events.ts';
import type { LinkMeasure } from '../protocol/link-measure.ts';
import { meanUpload, type Quality } from '../recording/quality.ts';

/** What a measured link means for an exam that is recorded at one quality. */
export interface LinkVerdict {
  /**
   * `enough`: what is recorded gets through at once, with room to catch up after an outage. `tight`: it does, and little
   * more. `slow`: part of it waits on the device and is sent later. `unsteady`: there is room, but requests get lost or
   * take very long.
   */
  readonly kind: 'enough' | 'tight' | 'slow' | 'unsteady';
  /** The highest quality that the link carries with head-room; null when it carries none. */
  readonly carries: Quality | null;
  /** Minutes that sending goes on after an exam of an hour, at most; 0 when it does not, null when it is longer than a day. */
  readonly laterMinutes: number | null;
}

/** A link must carry so much more than is recorded: an outage is to be caught up with, and others share the link. */
const headRoom = 1.5;
const qualities = ['high', 'standard', 'low'] as const satisfies readonly Quality[];
/** From here on requests get lost too often, or take too long: what is pressed hangs, whatever the link carries. */
const muchLoss = 0.15;
const longLatencyMs = 1_200;

/** What a link will do with a recording. */
export function linkVerdict(measure: LinkMeasure, quality: Quality): LinkVerdict {
  const { bitsPerSecond } = measure;
  const needed = meanUpload[quality];
  const carries = qualities.find((one) => bitsPerSecond >= meanUpload[one] * headRoom) ?? null;
  const isUnsteady = measure.loss >= muchLoss || measure.latencyMs >= longLatencyMs;
  if (bitsPerSecond < needed) return { kind: 'slow', carries, laterMinutes: laterMinutes(bitsPerSecond, needed) };
  if (isUnsteady) return { kind: 'unsteady', carries, laterMinutes: 0 };
  return { kind: bitsPerSecond < needed * headRoom ? 'tight' : 'enough', carries, laterMinutes: 0 };
}

const mostMinutes = 24 * 60;

function laterMinutes(bitsPerSecond: number, needed: number): number | null {
  const minutes = Math.ceil(60 * (needed / bitsPerSecond - 1));
  return minutes <= mostMinutes ? minutes : null;
}

/** The steps of the gauge, from the left: what each link carries with head-room, from so many bits per second on. */
export const gaugeSteps = [
  { carries: null, from: 0 },
  { carries: 'low', from: meanUpload.low * headRoom },
  { carries: 'standard', from: meanUpload.standard * headRoom },
  { carries: 'high', from: meanUpload.high * headRoom },
] as const satisfies readonly { readonly carries: Quality | null; readonly from: number }[];
/** Where the last step ends: a link that carries more points at its end. */
const gaugeEnd = meanUpload.high * headRoom * 4;

/** Where a link stands on a gauge of steps of one width, from 0 to 1. */
export function gaugePlace(bitsPerSecond: number): number {
  const step = gaugeSteps.findLastIndex(({ from }) => bitsPerSecond >= from);
  const from = gaugeSteps[step]?.from ?? 0;
  const to = gaugeSteps[step + 1]?.from ?? gaugeEnd;
  return (step + Math.min(1, (bitsPerSecond - from) / (to - from))) / gaugeSteps.length;
}

/** What goes into the journal of it. */
export function linkFacts(measure: LinkMeasure, quality: Quality): EventData {
  const { kind, carries } = linkVerdict(measure, quality);
  const { bitsPerSecond, isAtMost, latencyMs, spreadMs, loss, sentBytes, tookMs } = measure;
  return {
    verdict: kind,
    carries: carries ?? 'none',
    kilobitsPerSecond: Math.round(bitsPerSecond / 1000),
    ...(isAtMost ? { isAtMost } : {}),
    latencyMs,
    spreadMs,
    lossPercent: Math.round(loss * 100),
    sentBytes,
    tookMs,
  };
}
