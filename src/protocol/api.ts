import * as v from 'valibot';
import { contextCard, helpRoute } from './chat.ts';
import { failedCheck, override, overrideWay } from './check-help.ts';
import { conversationHolder } from './desk.ts';
import { examStanding } from './exam-standing.ts';
import { compactJws, count, instant, line, milliseconds, origin, publicJwk, sha256, uuid } from './fields.ts';
import { journalEntry, streamName } from './journal.ts';
import { order } from './orders.ts';

/** An RFC 9457 problem: the form of every refusal. `type` ends in a stable name that programs may test. */
export const problem = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  /** What is wrong and what to do, in words for the person who meets it. */
  detail: v.string(),
  /** Further members by type: `expected` (a journal place), `missing` (parts), `faults` (policy keys). */
  expected: v.optional(count),
  missing: v.optional(v.array(v.string())),
  faults: v.optional(v.array(v.object({ key: v.string(), rule: v.string() }))),
});
export type Problem = v.InferOutput<typeof problem>;

/** The stable names at the end of a problem's `type`. */
export const problemNames = [
  'invalid-request',
  'unauthorized',
  'launch-invalid',
  'launch-expired',
  'launch-in-use',
  'code-wrong',
  'code-used-up',
  'attempt-over',
  'upload-over',
  'policy-refused',
  'not-found',
  'too-large',
  'digest-missing',
  'digest-mismatch',
  'part-conflict',
  'journal-gap',
  'journal-conflict',
  'incomplete',
  'encrypted',
  'busy',
  'internal',
] as const;
export type ProblemName = (typeof problemNames)[number];

export const candidate = v.object({ id: v.pipe(v.string(), v.minLength(1), v.maxLength(100)), name: line });
export const exam = v.object({
  title: line,
  /** Where the attempt begins on the exam platform, and where it leads back to after the end. */
  url: v.pipe(v.string(), v.url()),
  returnUrl: v.optional(v.pipe(v.string(), v.url())),
});
export const provider = v.object({
  name: line,
  /** Whom a candidate may write to outside the chat. */
  contact: v.string(),
});

/** A launch token's payload (JWS by the backend's key). */
export const launchClaims = v.object({
  iss: origin,
  sub: uuid,
  jti: uuid,
  iat: v.number(),
  exp: v.number(),
});

export const launchRequest = v.strictObject({
  token: compactJws,
  /** Public half of the key that this device signs the session with. The launch is bound to it at first use. */
  deviceKey: publicJwk,
  client: v.strictObject({ version: v.string(), browser: v.string() }),
});

/** Everything the client needs to ask for consent and to run the session. */
export const sessionGrant = v.object({
  session: uuid,
  attempt: uuid,
  /** Bearer token for this session's endpoints; nobody else's. */
  token: v.string(),
  provider,
  exam,
  candidate,
  /** The frozen policy as a JWS by the backend's key, and its hash. */
  policy: compactJws,
  policyHash: sha256,
  /** What this candidate's accommodation relaxes, as a JWS by the backend's key; left out where there is none. */
  accommodation: v.optional(compactJws),
  serverTime: instant,
  /** Until when what was recorded is taken. A backend that takes it at any time leaves it out. */
  uploadUntil: v.optional(instant),
});
export type SessionGrant = v.InferOutput<typeof sessionGrant>;

export const journalBatch = v.strictObject({
  entries: v.pipe(v.array(journalEntry), v.minLength(1), v.maxLength(200)),
});
/** `next` is the place the backend expects next: every entry before it is stored. */
export const journalAnswer = v.object({ next: count });

export const partAnswer = v.object({ stream: streamName, segment: count, part: count, bytes: count, sha256 });

export const heartbeatRequest = v.strictObject({
  phase: v.string(),
  waitingBytes: count,
  waitingParts: count,
  entries: count,
});
export const heartbeatAnswer = v.object({
  serverTime: instant,
  /** 1 is a backend at ease; towards 0 it is loaded and clients slow down. */
  health: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Entries the backend holds without a gap. */
  next: count,
  orders: v.array(order),
});

/** What a person at the desk decides on the photos of a candidate; `id` makes a repetition harmless. */
export const identityDecision = v.pipe(
  v.strictObject({
    id: uuid,
    verdict: v.picklist(['admit', 'refuse']),
    /** The segment of the document's photo that was looked at: newer ones are not decided on unseen. */
    document: count,
    /** For the candidate: what is wrong with the photos. Empty where they are admitted. */
    reason: v.pipe(v.string(), v.trim(), v.maxLength(300)),
  }),
  v.check(({ verdict, reason }) => verdict === 'admit' || reason !== '', 'a refusal needs a reason for the candidate'),
);
/** Where a candidate's identity stands with the desk: what state since when, about which photo of a document. */
export const identityState = v.object({
  state: v.picklist(['waiting', 'admitted', 'refused']),
  since: instant,
  document: count,
});
/** What a person at the desk decides on a check that failed: the candidate goes on without it. `id` makes a repetition harmless. */
export const overrideDecision = v.strictObject({
  id: uuid,
  ...override.entries,
  by: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  /** For the journal: why the exam may be taken all the same. */
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
});
/** A check that bars a candidate's way, who asked the desk about it: what an override can do, and since when. */
export const barredCheck = v.object({ ...failedCheck.entries, way: overrideWay, since: instant });
/** How many bytes of a trial arrived, and how long that took by the backend's clock. */
export const linkAnswer = v.object({ bytes: count, ms: milliseconds });

/** What the desk tells a candidate who must give a code to enter again: capital letters and digits, four and four. */
export const reEntryCode = v.pipe(v.string(), v.regex(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/));
export const reEntryIssued = v.object({ code: reEntryCode, expiresAt: instant });
export const reEntryRequest = v.strictObject({ code: v.pipe(v.string(), v.maxLength(40)) });

/** The backend's published keys; of other kinds than these it may have more. */
export const keySet = v.object({ keys: v.array(v.unknown()) });

export const finishRequest = v.strictObject({ end: compactJws });
export const finishAnswer = v.object({ receipt: compactJws });

export const template = v.object({
  id: v.string(),
  name: line,
  policy: v.unknown(),
  policyHash: sha256,
  isDefault: v.boolean(),
});
export const templatePut = v.strictObject({ name: line, policy: v.unknown() });
export const schedule = v.object({
  id: uuid,
  title: line,
  examUrl: v.pipe(v.string(), v.url()),
  templateId: v.string(),
  state: v.picklist(['draft', 'active']),
  /** Frozen at activation. */
  policyHash: v.nullable(sha256),
  activatedAt: v.nullable(instant),
});
export const schedulePost = v.strictObject({
  title: line,
  examUrl: v.pipe(v.string(), v.url()),
  returnUrl: v.optional(v.pipe(v.string(), v.url())),
  templateId: v.string(),
});
export const attemptPost = v.strictObject({
  candidate,
  /** What is relaxed for this candidate (`accommodationSettings` of src/policy); refused where it is not understood. */
  accommodation: v.optional(v.unknown()),
  validMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440))),
});
export const attemptCreated = v.object({
  attempt: uuid,
  launchToken: compactJws,
  /** What the exam platform hands to the extension: a link to the backend with the token in its fragment. */
  launchAddress: v.string(),
  expiresAt: instant,
});
export const attemptState = v.picklist(['created', 'opened', 'running', 'ended', 'complete']);
export const attemptSummary = v.object({
  attempt: uuid,
  schedule: uuid,
  exam: v.string(),
  candidate,
  state: attemptState,
  reason: v.nullable(v.string()),
  createdAt: instant,
  startedAt: v.nullable(instant),
  endedAt: v.nullable(instant),
  lastSeenAt: v.nullable(instant),
  /** Since when a running session gives no sign of life; null while it does. A backend that does not watch leaves it out. */
  silentSince: v.optional(v.nullable(instant)),
  policyHash: sha256,
  entries: count,
  parts: count,
  bytes: count,
  unread: count,
  /** Events with a severity of `flagFrom` or more. A backend that does not count them leaves it out. */
  flags: v.optional(count),
  /**
   * Time of the exam that the candidate lost through no doing of theirs, in milliseconds (`lostMs`), to be offered as extra
   * time. A backend that does not count it leaves it out.
   */
  lostMs: v.optional(count),
  /** Messages in the conversation, of both sides. */
  messages: v.optional(count),
  /** When the oldest unread message of the candidate arrived; null when nobody waits. */
  waitingSince: v.optional(v.nullable(instant)),
  /** How the candidate's identity stands, where a person at the desk admits; null before photos were handed in. */
  identity: v.optional(v.nullable(identityState)),
  /** The check that bars the candidate's way and that the desk was asked about; null where there is none. */
  barred: v.optional(v.nullable(barredCheck)),
  ...examStanding,
  /** Who of the desk has the conversation; null where nobody does. */
  holder: v.optional(v.nullable(conversationHolder)),
  /** Whom the candidate asked last, and the last card that they let the desk see. */
  route: v.optional(v.nullable(helpRoute)),
  context: v.optional(v.nullable(contextCard)),
});
export const segmentSummary = v.object({
  stream: streamName,
  segment: count,
  mime: v.string(),
  /** Set where parts of it are encrypted: each is an age file, and the segment cannot be joined without a key. */
  cipher: v.optional(v.literal('age')),
  parts: count,
  bytes: count,
  /** Monotonic begin and length of the segment, from its parts' journal entries. */
  from: milliseconds,
  duration: milliseconds,
  /** True when every part up to the last is stored. */
  complete: v.boolean(),
});
export const attemptDetail = v.object({
  ...attemptSummary.entries,
  policy: v.unknown(),
  /** What is relaxed for this candidate; null where nothing is. */
  accommodation: v.optional(v.unknown()),
  /** Times in which a running session gave no sign of life for longer than it should; the last may still go on. */
  silences: v.optional(v.array(v.object({ from: instant, to: v.nullable(instant) }))),
  journal: v.array(journalEntry),
  segments: v.array(segmentSummary),
  receipt: v.nullable(compactJws),
});
export const attemptList = v.object({ attempts: v.array(attemptSummary) });

/** Opens the console: the operator key, which is answered with a cookie that scripts cannot read. */
export const operatorLogin = v.strictObject({ key: v.pipe(v.string(), v.minLength(1), v.maxLength(300)) });

/** The header in which a backend says with every answer to a session how well it is: 1 at ease, towards 0 loaded. */
export const healthHeader = 'Vigil-Health';

/** Largest body, in bytes, that a client may send: JSON documents, parts of a recording, pictures in the chat, and what a link is measured with. */
export const bodyLimits = { json: 1_000_000, part: 8_000_000, picture: 2_000_000, link: 300_000 } as const;
