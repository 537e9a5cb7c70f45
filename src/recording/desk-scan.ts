import type { StreamSettings } from './quality.ts';

/** What the candidate shows of the desk, one after the other. */
export const deskPrompts = ['top', 'under', 'left', 'right', 'behind', 'screen'] as const;
export type DeskPrompt = (typeof deskPrompts)[number];

/** How long each is asked for, and how long a film is at least and at most, in milliseconds. */
const promptMs = 4_000;
export const shortestScanMs = 15_000;
export const longestScanMs = 60_000;

/** A camera that is moved about needs more than one that looks at a face; the film is short. */
export const deskSettings: StreamSettings = {
  width: 640,
  height: 480,
  frameRate: 15,
  videoBitsPerSecond: 400_000,
  audioBitsPerSecond: 24_000,
};

/** What to show so long after the film began; null once all was asked for. */
export function promptAt(ms: number): DeskPrompt | null {
  return deskPrompts[Math.floor(ms / promptMs)] ?? null;
}

/** Seconds from the beginning of a prompt until all was asked for. */
export function secondsFrom(prompt: DeskPrompt): number {
  return ((deskPrompts.length - deskPrompts.indexOf(prompt)) * promptMs) / 1000;
}

/** Whole seconds until the film may be stopped; 0 when it may. */
export function secondsToStop(ms: number): number {
  return Math.max(0, Math.ceil((shortestScanMs - ms) / 1000));
}

/** When the desk is asked for during an exam: no sooner than this, and not two times close together. */
const earliestMs = 5 * 60_000;
const apartMs = 10 * 60_000;
const spreadMs = 20 * 60_000;
const mostScans = 3;

/** For how long the candidate may put it off, once. */
export const putOffMs = 2 * 60_000;

/**
 * Draws when the desk is asked for during an exam: one to three times, in milliseconds after the start. How long the exam
 * lasts is not known here, so its last minutes cannot be spared: what is drawn behind its end is never asked for, and what
 * is asked for right before it holds nothing up.
 * @param random from 0 to 1, as `Math.random` gives it, but not to be foretold
 */
export function drawDeskScans(random: () => number): number[] {
  const count = 1 + Math.floor(random() * mostScans);
  const times: number[] = [];
  for (let from = earliestMs; times.length < count; from = (times.at(-1) ?? 0) + apartMs) {
    times.push(Math.round(from + random() * spreadMs));
  }
  return times;
}
