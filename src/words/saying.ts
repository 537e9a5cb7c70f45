import * as v from 'valibot';
import type { TextKey } from './text-key.ts';

/** What fills a blank of a text: several things are listed the way the language lists them. */
export type Blank = string | number | readonly string[];

/**
 * What the candidate is told, before it is known in which language: a text by its key, with what fills its blanks. A
 * plain string is somebody else's words, such as the backend's or the browser's, and is shown as it is.
 */
export type Saying = string | { readonly key: TextKey; readonly blanks: readonly Blank[] };

/** The form in which a saying is kept, and travels between contexts. */
export const saying: v.GenericSchema<Saying> = v.union([
  v.string(),
  v.object({
    key: v.custom<TextKey>((key) => typeof key === 'string'),
    blanks: v.array(v.union([v.string(), v.number(), v.array(v.string())])),
  }),
]);

/** A text by its key, or by its stem where it depends on a number; that number is then the first blank. */
export function say(key: TextKey, ...blanks: readonly Blank[]): Saying {
  return { key, blanks };
}

/** An error for the candidate: it travels between contexts as a saying, and becomes words where it is shown. */
export class CandidateError extends Error {
  override name = 'CandidateError';
  readonly saying: Saying;

  constructor(saying: Saying) {
    super(typeof saying === 'string' ? saying : [saying.key, ...saying.blanks].join(' '));
    this.saying = saying;
  }
}

/** What an error says to the candidate: its saying, or else its own words. */
export function sayingOf(error: unknown): Saying {
  if (error instanceof CandidateError) return error.saying;
  return error instanceof Error ? error.message : String(error);
}
