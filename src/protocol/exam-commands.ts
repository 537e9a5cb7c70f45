import * as v from 'valibot';
import { uuid } from './fields.ts';

/** What a candidate notes of what happens in the room: a quick choice, or own words. */
export const noteCause = v.picklist(['doorbell', 'someone-came-in', 'looked-away', 'own-words']);
export type NoteCause = v.InferOutput<typeof noteCause>;
/** Characters of a note at most. */
export const noteLength = 200;

/** Commands of our pages about an exam that runs. They come to the service worker like `pageCommand`. */
export const examCommand = v.variant('type', [
  /** Takes a break that is granted, or asks the desk for one. */
  v.strictObject({ type: v.literal('takeBreak') }),
  v.strictObject({ type: v.literal('endBreak') }),
  /** Puts a note on the timeline; `id` makes a repetition harmless. */
  v.strictObject({
    type: v.literal('note'),
    id: uuid,
    cause: noteCause,
    text: v.pipe(v.string(), v.trim(), v.maxLength(noteLength)),
  }),
]);
export type ExamCommand = v.InferOutput<typeof examCommand>;
