import { durationOf, type RoundTime, sizeOf } from './sizes.ts';
import { words } from './text.ts';

/** Intl's tag for the language that the page is in now. */
const locale = () => words().locale;

/** A size such as `12 MB`. */
export function sizeText(bytes: number): string {
  const { value, unit } = sizeOf(bytes);
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** A rate of transfer such as `450 kb/s` or `2.4 Mb/s`. */
export function rateText(bitsPerSecond: number): string {
  const isLarge = bitsPerSecond >= 999_500;
  const value = bitsPerSecond / (isLarge ? 1e6 : 1e3);
  const format = new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: isLarge ? 'megabit-per-second' : 'kilobit-per-second',
    unitDisplay: 'short',
    maximumFractionDigits: isLarge && value < 9.95 ? 1 : 0,
  });
  return format.format(value);
}

/** A number of milliseconds such as `45 ms`. */
export function millisecondsText(ms: number): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: 'millisecond', unitDisplay: 'short' }).format(ms);
}

/** The time of day of an ISO instant, where the candidate is. */
export function timeText(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(instant));
}

/** Date and time of an ISO instant, where the candidate is. */
export function instantText(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** A share from 0 to 1 as a percentage; never 100 % before it is all. */
export function percentText(share: number): string {
  const format = new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 });
  return format.format(Math.floor(share * 100) / 100);
}

/** A number alone, without separators, such as `1280`. */
export function numberText(value: number): string {
  return new Intl.NumberFormat(locale(), { useGrouping: false }).format(value);
}

/** A number of seconds such as `15 sec`. */
export function secondsText(seconds: number): string {
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(seconds);
}

/** A duration in milliseconds such as `1 hr 2 min 5 sec`. */
export function durationText(ms: number): string {
  const parts = Object.entries(durationOf(ms))
    .map(([units, value]) => ({ unit: units.slice(0, -1), value }))
    .filter(({ value }, at, all) => value > 0 || (at === all.length - 1 && all.every((part) => part.value === 0)))
    .map(({ unit, value }) =>
      new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'short' }).format(value),
    );
  return new Intl.ListFormat(locale(), { style: 'narrow', type: 'unit' }).format(parts);
}

/** A time left such as `40 seconds` or `2–3 minutes`. */
export function timeLeftText({ unit, from, to }: RoundTime): string {
  const format = new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' });
  return from === to ? format.format(to) : format.formatRange(from, to);
}

/** Several things, such as `camera, microphone and screen`. */
export function listText(items: readonly string[]): string {
  return words().list(items);
}
