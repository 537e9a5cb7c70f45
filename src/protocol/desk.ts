import * as v from 'valibot';
import { chatMarks, chatMessage } from './chat.ts';
import { count, instant } from './fields.ts';
import { examOrderKind, order } from './orders.ts';

/** Whoever of the desk acts, by the name that they give themselves; candidates read it beside an answer. */
const agent = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));

/** Who has a conversation, since when, and with what note it came to them. */
export const conversationHolder = v.object({ agent, since: instant, note: v.string() });

/** An answer as it was stored; `holder` where somebody else has the conversation. */
export const deskAnswer = v.object({ ...chatMessage.entries, holder: v.optional(conversationHolder) });

/**
 * A conversation changes hands: taken from the queue (`from` is null), handed to somebody, or given back to the queue
 * (`to` is null). It counts only while it is with `from`: of two who take it at once one does, and the other is told.
 */
export const handOver = v.pipe(
  v.strictObject({
    from: v.nullable(agent),
    to: v.nullable(agent),
    by: agent,
    /** For whoever has it next; never shown to the candidate. */
    note: v.pipe(v.string(), v.trim(), v.maxLength(300)),
  }),
  v.check(({ from, to }) => from !== to, 'a conversation goes from one to another'),
);
/** Who has the conversation now: nobody is null. */
export const handOverAnswer = v.object({ holder: v.nullable(conversationHolder) });

/** An order that was given to an exam, and when the candidate's device had done with it: carried it out, or why not. */
export const givenOrder = v.object({
  ...order.entries,
  kind: examOrderKind,
  givenAt: instant,
  doneAt: v.nullable(instant),
  voidCause: v.nullable(v.string()),
});
export type GivenOrder = v.InferOutput<typeof givenOrder>;

/** A conversation as the desk sees it: with what was ordered, and whose it was. */
export const deskConversation = v.object({
  messages: v.array(chatMessage),
  /** What the candidate shows. A backend that keeps no marks leaves it out. */
  marks: v.optional(chatMarks),
  orders: v.optional(v.array(givenOrder)),
  handOvers: v.optional(
    v.array(
      v.object({
        number: count,
        from: v.nullable(agent),
        to: v.nullable(agent),
        by: agent,
        note: v.string(),
        at: instant,
      }),
    ),
  ),
});
export type DeskConversation = v.InferOutput<typeof deskConversation>;
