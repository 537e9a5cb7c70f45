import * as v from 'valibot';
import { eventData, eventType, severity } from './events.ts';
import { count, fingerprint, instant, milliseconds, origin, sha256, uuid } from './fields.ts';

/** The streams that are recorded as long as the exam lasts. The camera's carries the microphone's sound when both are. */
const examStreamName = v.picklist(['camera', 'screen']);
export type ExamStream = v.InferOutput<typeof examStreamName>;

/**
 * The streams that a session may record. Those besides the exam's are taken on the way into it: `identity` and
 * `signature` hold pictures, each a segment of one part; `desk` holds films of the candidate's desk, with sound.
 */
export const streamName = v.picklist([...examStreamName.options, 'identity', 'desk', 'signature']);
export type StreamName = v.InferOutput<typeof streamName>;

/** Whether a stream's segments are pictures, not films. */
export function isPictureStream(stream: string): boolean {
  return stream === 'identity' || stream === 'signature';
}

/** Whether a stream is recorded as long as the exam lasts. */
export function isExamStream(stream: string): stream is ExamStream {
  return v.is(examStreamName, stream);
}

/** An event as the journal holds it. */
export const journalEvent = v.strictObject({
  kind: v.literal('event'),
  type: eventType,
  severity,
  /** Machine-readable cause code, such as `escape-key`; lower case with hyphens. */
  cause: v.pipe(v.string(), v.maxLength(60), v.regex(/^[a-z0-9-]*$/)),
  data: eventData,
  /** Set where the candidate's accommodation covers it: the event weighs nothing. */
  accommodated: v.optional(v.literal(true)),
});

const part = v.strictObject({
  kind: v.literal('part'),
  stream: streamName,
  /** Number of the segment in its stream, from 0. A segment is a complete WebM of up to a minute, or one picture. */
  segment: count,
  /** Number of the part in its segment, from 0. The parts of a segment, joined in order, are the WebM or the picture. */
  part: count,
  /** True on the last part of a segment. */
  last: v.boolean(),
  /** What the segment is, once it is decrypted where it was encrypted. */
  mime: v.pipe(v.string(), v.maxLength(100)),
  /** Set where the part was encrypted on the device: it is an age file, and `bytes` and `sha256` are those of that file. */
  cipher: v.optional(v.literal('age')),
  bytes: count,
  sha256,
  /** Monotonic time at which the part's first frame was taken, and how long the part lasts: 0 for a picture. */
  from: milliseconds,
  duration: milliseconds,
});

/**
 * One entry of a session's journal: the single ordered record of what happened and what was recorded.
 * Every entry names the hash of the one before it, so that none can be changed, removed or moved unseen.
 */
export const journalEntry = v.strictObject({
  v: v.literal(1),
  id: uuid,
  session: uuid,
  /** Place in the journal, from 0, without gaps. */
  seq: count,
  /** SHA-256 of the previous entry's canonical JSON; for the first entry the policy's hash. */
  prev: sha256,
  /** Wall-clock time, corrected by the difference to the backend's clock. */
  at: instant,
  /** Monotonic milliseconds; only differences mean anything. */
  mono: milliseconds,
  policy: sha256,
  body: v.variant('kind', [journalEvent, part]),
});

export type JournalEntry = v.InferOutput<typeof journalEntry>;
export type JournalBody = JournalEntry['body'];
export type PartBody = v.InferOutput<typeof part>;

/** The signed end of a session (payload of a JWS by the device's session key). */
export const endRecord = v.strictObject({
  v: v.literal(1),
  session: uuid,
  policy: sha256,
  /** Number of journal entries, and the hash of the last one (the policy's hash when there is none). */
  entries: count,
  head: sha256,
  reason: v.picklist(['submitted', 'left', 'terminated', 'declined']),
  at: instant,
});
export type EndRecord = v.InferOutput<typeof endRecord>;

/** What the backend confirms when it holds everything the end record names (payload of a JWS by the backend's key). */
export const receipt = v.strictObject({
  v: v.literal(1),
  session: uuid,
  attempt: uuid,
  exam: v.string(),
  provider: v.string(),
  /** The backend's address; its keys are published there, under `/.well-known/jwks.json`. */
  backend: origin,
  /** The key of the candidate's device, which signed the end. */
  device: fingerprint,
  policy: sha256,
  entries: count,
  head: sha256,
  reason: endRecord.entries.reason,
  /** SHA-256 of the signed end record's text. */
  end: sha256,
  startedAt: instant,
  endedAt: instant,
  receivedAt: instant,
  streams: v.array(
    v.strictObject({ stream: streamName, segments: count, parts: count, bytes: count, duration: milliseconds }),
  ),
  gaps: v.array(v.strictObject({ stream: v.string(), cause: v.string(), duration: milliseconds })),
  /** How the candidate signed the policy's agreement, when, and the SHA-256 of its text; left out where nothing was signed. */
  agreement: v.optional(v.strictObject({ way: v.string(), at: instant, text: v.string() })),
});
export type Receipt = v.InferOutput<typeof receipt>;
