import * as v from 'valibot';
import { checkName, failureCause } from './check-help.ts';
import { count, instant, line, sha256, uuid } from './fields.ts';

/** Who is asked: the exam provider's own desk, or technical help where the policy offers it. */
export const helpRoute = v.picklist(['desk', 'technical']);
export type HelpRoute = v.InferOutput<typeof helpRoute>;

/** What a candidate lets the desk know of the situation. Never a name, an address or an answer. */
export const contextCard = v.strictObject({
  provider: line,
  exam: line,
  /** The step before the exam, or the phase of the attempt. */
  step: v.pipe(v.string(), v.regex(/^[a-z-]{1,40}$/)),
  /** The check that bars the way, if one does. */
  check: v.nullable(v.strictObject({ check: checkName, cause: failureCause })),
  policyHash: sha256,
  browser: line,
  /** What went wrong last, newest first, as codes. */
  problems: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,60}$/))), v.maxLength(5)),
});
export type ContextCard = v.InferOutput<typeof contextCard>;

export const chatText = v.pipe(v.string(), v.trim(), v.maxLength(4000));
/** A message that the sender made; `id` makes a repetition harmless. */
export const chatPost = v.pipe(
  v.strictObject({
    id: uuid,
    text: chatText,
    at: instant,
    /** A candidate's message that says nothing goes to the desk. */
    route: v.optional(helpRoute),
    /** The card that the candidate approved, with the first message that it goes with. */
    context: v.optional(contextCard),
    /** A picture that was handed in before, by its id. */
    picture: v.optional(uuid),
  }),
  v.check(({ text, picture }) => text !== '' || picture !== undefined, 'a message needs a text or a picture'),
);
/** The same by a person at the desk, who may be named. */
export const deskPost = v.strictObject({
  id: uuid,
  text: v.pipe(chatText, v.minLength(1)),
  at: instant,
  agent: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100))),
});
export const chatMessage = v.object({
  id: uuid,
  /** Place in the conversation, given by the backend, from 1. */
  number: count,
  from: v.picklist(['candidate', 'desk']),
  /** Who of the desk wrote; the candidate's own messages carry none. */
  agent: v.optional(v.string()),
  text: v.string(),
  at: instant,
  route: v.optional(helpRoute),
  context: v.optional(contextCard),
  picture: v.optional(uuid),
});
export type ChatMessage = v.InferOutput<typeof chatMessage>;

/**
 * What one side of a conversation shows the other while nothing is said: up to which message it has read, and whether it
 * writes. That somebody writes holds for `typingMs`; whoever goes on writing says so again.
 */
export const chatMarks = v.object({ seen: count, typing: v.boolean() });
export type ChatMarks = v.InferOutput<typeof chatMarks>;
/** For how long a sign of writing holds, in milliseconds. */
export const typingMs = 6000;

/** `marks`: what the other side shows. A backend without marks leaves it out. */
export const chatList = v.object({ messages: v.array(chatMessage), marks: v.optional(chatMarks) });

/** What a picture in a conversation may be, judged by its bytes. */
export const pictureType = v.picklist(['image/png', 'image/jpeg', 'image/webp']);
export type PictureType = v.InferOutput<typeof pictureType>;
/** A picture that is stored. */
export const chatPicture = v.object({ id: uuid, mime: pictureType, bytes: count, sha256 });
