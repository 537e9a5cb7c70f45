import * as v from 'valibot';
import { chatText, contextCard, helpRoute } from './chat.ts';
import { count, uuid } from './fields.ts';

/** Commands from our own pages to the service worker about the conversation with the help desk. */
export const chatCommand = v.variant('type', [
  /** `about`: the check that failed when the card was shown with it, empty where none did; left out where none was shown. */
  v.strictObject({
    type: v.literal('chat'),
    id: uuid,
    text: chatText,
    route: v.exactOptional(helpRoute),
    context: v.exactOptional(contextCard),
    picture: v.exactOptional(uuid),
    about: v.exactOptional(v.pipe(v.string(), v.maxLength(60))),
  }),
  /** A message that was refused: once more, or away with it. */
  v.strictObject({ type: v.literal('chatAgain'), id: uuid }),
  v.strictObject({ type: v.literal('chatRemove'), id: uuid }),
  /** The candidate has seen the desk's messages up to this number. */
  v.strictObject({ type: v.literal('chatSeen'), number: count }),
]);
export type ChatCommand = v.InferOutput<typeof chatCommand>;
