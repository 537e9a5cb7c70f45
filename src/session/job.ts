import * as v from 'valibot';
import { eventData, eventType, severity } from '../protocol/events.ts';
import { instant, milliseconds } from '../protocol/fields.ts';

/** Work that the session has decided on and that must be done even if the worker dies in between. Every job may be repeated. */
export const job = v.variant('do', [
  v.object({ id: v.string(), do: v.literal('openRecorder') }),
  v.object({ id: v.string(), do: v.literal('startRecording') }),
  v.object({ id: v.string(), do: v.literal('stopRecording') }),
  v.object({ id: v.string(), do: v.literal('survey') }),
  v.object({ id: v.string(), do: v.literal('lock') }),
  v.object({ id: v.string(), do: v.literal('pause') }),
  /** A break: nothing is written; devices and screen stay with us. */
  v.object({ id: v.string(), do: v.literal('rest') }),
  /** After a break, or after the desk paused the exam. */
  v.object({ id: v.string(), do: v.literal('goOn') }),
  v.object({ id: v.string(), do: v.literal('unlock') }),
  v.object({ id: v.string(), do: v.literal('openExam') }),
  v.object({ id: v.string(), do: v.literal('giveBack') }),
  v.object({ id: v.string(), do: v.literal('showFinish') }),
  v.object({ id: v.string(), do: v.literal('showOnboarding') }),
  v.object({
    id: v.string(),
    do: v.literal('record'),
    at: instant,
    mono: milliseconds,
    type: eventType,
    severity,
    cause: v.string(),
    data: eventData,
    accommodated: v.optional(v.literal(true)),
  }),
  v.object({ id: v.string(), do: v.literal('signEnd') }),
  v.object({ id: v.string(), do: v.literal('clearCache') }),
  v.object({ id: v.string(), do: v.literal('forget') }),
  v.object({ id: v.string(), do: v.literal('closeRecorder') }),
]);
export type Job = v.InferOutput<typeof job>;
