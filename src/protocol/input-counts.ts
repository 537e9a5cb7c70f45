import * as v from 'valibot';

/** Kinds of keys. None stands for one character that could be part of an answer. */
export const keyKinds = [
  'letters',
  'digits',
  'punctuation',
  'spaces',
  'enters',
  /** Backspace and Delete. */
  'deletions',
  'arrows',
  /** Keys together with Ctrl, Alt or Cmd. */
  'combinations',
  'functions',
  'otherKeys',
] as const;
export type KeyKind = (typeof keyKinds)[number];

/** Pauses between one key and the next, by their length: up to so many milliseconds. */
export const keyGaps = ['gapsTo100', 'gapsTo200', 'gapsTo400', 'gapsTo800', 'gapsTo2000', 'gapsOver2000'] as const;
export type KeyGap = (typeof keyGaps)[number];

const acts = ['clicks', 'wheels', 'pastes'] as const;

export type InputCount = KeyKind | KeyGap | (typeof acts)[number] | 'movedPx';

const upTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
/** The most that one message can say of anything; what a frame counts beyond it is not told. */
export const mostCounted = 10_000;
export const mostMovedPx = 10_000_000;
export const mostForMs = 600_000;

/**
 * What a frame of the exam counted of keyboard and mouse over a while. There is no place in it for a text, for the
 * order of keys, or for where they were typed. What did not happen is left out.
 */
export const inputCounts = v.strictObject({
  /** From the first thing counted to the end of the while. */
  forMs: upTo(mostForMs),
  ...v.entriesFromList([...keyKinds, ...keyGaps, ...acts], v.exactOptional(upTo(mostCounted))),
  /** How far the pointer moved, in pixels of the page. */
  movedPx: v.exactOptional(upTo(mostMovedPx)),
});
export type InputCounts = v.InferOutput<typeof inputCounts>;
