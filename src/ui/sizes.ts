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

/** Whole minutes until everything waiting is sent at the present rate, at least 1; null while the rate says nothing. */
export function minutesLeft({ waitingBytes, rate, online }: UploadStatus): number | null {
  if (!online || rate <= 0) return null;
  return Math.max(1, Math.ceil(waitingBytes / rate / 60));
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
