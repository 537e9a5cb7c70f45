import * as v from 'valibot';

/** Commands of our pages about a rehearsal. They come to the service worker like `pageCommand`. */
export const rehearsalCommand = v.variant('type', [
  /** Opens a rehearsal, or shows the one that is open. */
  v.strictObject({ type: v.literal('rehearse') }),
  /** Answered with the addresses of the scripts that guard the page, as they would guard an exam's; none when it is no exam's. */
  v.strictObject({ type: v.literal('pageScripts') }),
  /** Something goes wrong on purpose: the connection is cut for a while, or the camera is lost. */
  v.strictObject({ type: v.literal('playDrill'), drill: v.picklist(['link', 'camera']) }),
]);
export type RehearsalCommand = v.InferOutput<typeof rehearsalCommand>;
