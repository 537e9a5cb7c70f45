import type { UploadStatus } from '../session/snapshot.ts';

/** A size in the unit in which it reads best; decimal units, as browsers and providers count. */
export interface Size {
  readonly value: number;
  readonly unit: 'kilobyte' | 'megabyte' | 'gigabyte';
}

/** The unit for a number of bytes, with one decimal below ten. Anything that is not nothing shows as at least 1 kB. */
export function sizeOf(bytes: number): Size {
  if (bytes < 999_500) return { value: Math.ceil(bytes / 1000), unit: 'kilobyte' };
  if (bytes < 999_500_000) return { value: rounded(bytes / 1e6), unit: 'megabyte' };
  return { value: rounded(bytes / 1e9), unit: 'gigabyte' };
}

function rounded(value: number): number {
  return value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
}

/** Steps in which a time left is told, in seconds: below so many seconds, in steps of so many. */
const steps = [
  { below: 60, step: 5 },
  { below: 100, step: 10 },
  { below: 300, step: 30 },
  { below: Infinity, step: 60 },
] as const;

/** A time left in round numbers of one unit; `from` and `to` are the same where one number says it. */
export interface RoundTime {
  readonly unit: 'second' | 'minute';
  readonly from: number;
  readonly to: number;
}

/**
 * The time until everything that waits is sent, in round numbers, at least 5 seconds.
 * @returns null while it is not known
 */
export function timeLeft({ left, waitingBytes }: UploadStatus): RoundTime | null {
  if (!left || waitingBytes === 0) return null;
  const { below, step } = steps.find((one) => left.high < one.below * 1000) ?? steps[3];
  const unit = below <= 100 ? 'second' : 'minute';
  const round = (ms: number) => (Math.max(1, Math.round(ms / 1000 / step)) * step) / (unit === 'second' ? 1 : 60);
  return { unit, from: round(left.low), to: round(left.high) };
}

/** How much of the recording the backend has confirmed, from 0 to 1. Full only when nothing waits. */
export function shareSent({ sentBytes, waitingBytes, waitingParts }: UploadStatus): number {
  const total = sentBytes + waitingBytes;
  if (total === 0) return waitingParts === 0 ? 1 : 0;
  return sentBytes / total;
}

/** Minutes and seconds of a duration in milliseconds, for Intl.DurationFormat. */
export function durationOf(ms: number): { readonly hours: number; readonly minutes: number; readonly seconds: number } {
  const seconds = Math.round(ms / 1000);
  return { hours: Math.floor(seconds / 3600), minutes: Math.floor((seconds % 3600) / 60), seconds: seconds % 60 };
}
