import { sizeOf } from '../../../src/ui/sizes.ts';

const units = { kilobyte: 'kB', megabyte: 'MB', gigabyte: 'GB' } as const;

/** Bytes as people read them: `1.2 MB`. */
export function bytesText(bytes: number): string {
  const { value, unit } = sizeOf(bytes);
  return `${value} ${units[unit]}`;
}

/** A duration in milliseconds as `4:05` or `1:04:05`. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const pad = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** How long ago, or how long somebody waits, roughly: `now`, `40 s`, `12 min`, `3 h`, `2 d`. */
export function spanText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 3) return 'now';
  if (seconds < 90) return `${seconds} s`;
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`;
  if (seconds < 36 * 3600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

const hours24 = { hourCycle: 'h23' } as const;
const toTheSecond = { hour: '2-digit', minute: '2-digit', second: '2-digit', ...hours24 } as const;
const clock = new Intl.DateTimeFormat(undefined, toTheSecond);
const dayAndClock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', ...hours24 });
const dayAndSecond = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', ...toTheSecond });

/** A moment of today by the clock, as `09:05:02`; another with its day. */
export function momentText(at: string, now = Date.now()): string {
  return ofToday(at, now, dayAndClock);
}

/** A moment to the second, also where it is of another day. */
export function secondText(at: string, now = Date.now()): string {
  return ofToday(at, now, dayAndSecond);
}

function ofToday(at: string, now: number, otherwise: Intl.DateTimeFormat): string {
  const moment = new Date(at);
  return (moment.toDateString() === new Date(now).toDateString() ? clock : otherwise).format(moment);
}

/** A count with its noun. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
