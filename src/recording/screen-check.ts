import { amiss, fine, type Verdict } from './verdict.ts';

// The check of a shared screen before the exam.

/**
 * What the shared picture shows in a second or two. `nothing`: no picture came. `black`: all of it, all the time.
 * `still`: it does not change. `changing`: as a screen does.
 */
export type ScreenSight = 'nothing' | 'black' | 'still' | 'changing';

/** What came of the browser's picker. */
export interface ScreenPick {
  /** What kept the screen from being shared, in the browser's own words; null when something was. */
  readonly error: { readonly name: string; readonly message: string } | null;
  /** The browser's word for what is shared: `monitor`, `window` or `browser`; empty when nothing is, or not any more. */
  readonly surface: string;
  readonly sight: ScreenSight;
}

export type ScreenCause =
  | 'dismissed'
  | 'blockedBySystem'
  | 'unreadable'
  | 'failed'
  | 'stopped'
  | 'window'
  | 'tab'
  | 'otherSurface'
  | Exclude<ScreenSight, 'changing'>;

/** The picture as it was seen until now. */
export interface ScreenWatch {
  readonly sight: ScreenSight;
  readonly pixels: Uint8ClampedArray | null;
}

export const nothingSeen: ScreenWatch = { sight: 'nothing', pixels: null };

/** Brightness of a colour, 0-255, up to which it is black. */
const blackUpTo = 10;

/** Adds a look at the picture, as RGBA bytes. */
export function seeScreen(watch: ScreenWatch, pixels: Uint8ClampedArray): ScreenWatch {
  if (watch.sight === 'changing') return watch;
  if (isBlack(pixels)) return { sight: watch.sight === 'nothing' ? 'black' : watch.sight, pixels };
  const { pixels: before } = watch;
  const isOther = before !== null && pixels.some((value, at) => value !== before[at]);
  return { sight: isOther ? 'changing' : 'still', pixels };
}

function isBlack(pixels: Uint8ClampedArray): boolean {
  return pixels.every((value, at) => at % 4 === 3 || value <= blackUpTo);
}

/**
 * The one thing that is amiss with a shared screen.
 * @param isVerified whether the policy demands that the check is passed; without, only what is no whole screen blocks
 */
export function screenVerdict({ error, surface, sight }: ScreenPick, isVerified: boolean): Verdict<ScreenCause> {
  if (error) return amiss(errorCause(error), 'blocks');
  if (surface !== 'monitor') return amiss(surfaceCause(surface), 'blocks');
  switch (sight) {
    case 'changing':
      return fine;
    case 'still':
      return amiss('still', 'advice');
    case 'nothing':
    case 'black':
      return amiss(sight, isVerified ? 'blocks' : 'advice');
  }
}

/** The browser has one name for a candidate who says no and a system that does; its words differ. */
function errorCause({ name, message }: NonNullable<ScreenPick['error']>): ScreenCause {
  switch (name) {
    case 'NotAllowedError':
      return /system/i.test(message) ? 'blockedBySystem' : 'dismissed';
    case 'NotReadableError':
    case 'AbortError':
      return 'unreadable';
    default:
      return 'failed';
  }
}

function surfaceCause(surface: string): ScreenCause {
  switch (surface) {
    case '':
      return 'stopped';
    case 'window':
      return 'window';
    case 'browser':
      return 'tab';
    default:
      return 'otherSurface';
  }
}
