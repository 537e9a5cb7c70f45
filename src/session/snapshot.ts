import * as v from 'valibot';
import { accommodationSettings } from '../policy/accommodations.ts';
import { policySchema } from '../policy/schema.ts';
import { candidate, exam, provider } from '../protocol/api.ts';
import { checkName, failureCause, overrideWay } from '../protocol/check-help.ts';
import { count, instant, milliseconds, origin, sha256, uuid } from '../protocol/fields.ts';
import { saying } from '../words/saying.ts';
import { breaks, deskPause, noBreaks, rest } from './hold.ts';
import { job } from './job.ts';

/** The steps before an exam, in their order; a step exists only where the policy needs it. */
export const stepName = v.picklist([
  'consent',
  're-entry',
  'browser',
  'connection',
  'camera',
  'microphone',
  'screen',
  'identity',
  'desk-scan',
  'agreement',
  'introduction',
  'start',
]);
export type StepName = v.InferOutput<typeof stepName>;

/**
 * Where an attempt stands on this device.
 * idle -> onboarding -> starting -> active -> finishing -> finished -> idle
 */
export const phase = v.picklist(['idle', 'onboarding', 'starting', 'active', 'finishing', 'finished']);
export type Phase = v.InferOutput<typeof phase>;

export const endReason = v.picklist(['submitted', 'left', 'terminated', 'declined']);
export type EndReason = v.InferOutput<typeof endReason>;

/** A device that the candidate chose and that passed its check. */
export const chosenDevice = v.object({ id: v.string(), label: v.string() });

/** How the candidate's identity stands with the desk, where a person there admits. */
export const identityCheck = v.object({
  /** The desk has photos to look at, or asks for others. */
  state: v.picklist(['waiting', 'refused']),
  since: instant,
  /** Why the desk asks for other photos, in its words. */
  reason: v.string(),
});
export type IdentityCheck = v.InferOutput<typeof identityCheck>;

/** The times at which the desk is filmed during an exam. All times are monotonic. */
export const deskScans = v.object({
  /** When it will be asked for, soonest first. */
  due: v.array(milliseconds),
  /** Since when it is asked for now; null while it is not. */
  asked: v.nullable(milliseconds),
  /** Since when it is filmed, or was filmed last. */
  filming: v.nullable(milliseconds),
  /** Whether a film of it waits to be looked at by the candidate. */
  isToCheck: v.optional(v.boolean(), false),
  /** Whether the candidate has put off what is asked for. */
  isPutOff: v.boolean(),
});

/** A tab that was closed for the exam and will be given back. Stays on this device and is wiped once restored. */
export const closedTab = v.object({
  url: v.string(),
  title: v.string(),
  windowId: v.number(),
  index: v.number(),
  pinned: v.boolean(),
  active: v.boolean(),
  /** The group that the tab stood in, by the browser's number, and how the candidate had named and coloured it. */
  group: v.nullable(v.object({ id: v.number(), title: v.string(), color: v.string(), collapsed: v.boolean() })),
});
export type ClosedTab = v.InferOutput<typeof closedTab>;

/** An extension of the candidate's that the exam switched off, and that is switched on again. */
export const otherExtension = v.object({ id: v.string(), name: v.string() });
export type OtherExtension = v.InferOutput<typeof otherExtension>;

/** Cumulative time outside full screen over the whole attempt. All times are monotonic: a changed clock changes nothing. */
export const fullScreenBudget = v.object({
  /** Null when the policy sets no limit. */
  limitMs: v.nullable(milliseconds),
  spentMs: milliseconds,
  /** Time spent in the browser's own prompts and pickers, which costs nothing up to a ceiling. */
  excusedMs: milliseconds,
  /** Since when the candidate is outside; null while inside. */
  outsideSince: v.nullable(v.number()),
  /** When the candidate was last seen to be outside: what a killed browser spends after it is not the candidate's. */
  seenAt: v.number(),
  /** Whether a prompt or picker of the browser took the candidate outside. */
  excused: v.boolean(),
  /** What took the candidate outside, as an event cause. */
  cause: v.string(),
  /** False until the exam has filled the screen once: getting there costs nothing. */
  armed: v.boolean(),
  /** Until when, by the monotonic clock, the exam may be on its way into full screen. */
  armBy: v.number(),
});
export type FullScreenBudget = v.InferOutput<typeof fullScreenBudget>;

const session = v.object({
  id: uuid,
  attempt: uuid,
  backend: origin,
  provider,
  exam,
  candidate,
  policy: policySchema,
  policyHash: sha256,
  /** What is relaxed for this candidate; null where nothing is. */
  accommodation: v.nullable(accommodationSettings),
  /** Until when the backend takes the recording; null where it has not said. */
  uploadUntil: v.optional(v.nullable(instant), null),
});
export type SessionFacts = v.InferOutput<typeof session>;

/** The one persisted truth about the attempt on this device. */
export const snapshot = v.object({
  v: v.literal(1),
  phase,
  /** Why a launch was refused, or the exam could not start: shown on the start page. */
  problem: v.nullable(v.object({ title: saying, detail: saying })),
  session: v.nullable(session),
  onboarding: v.object({
    tabId: v.nullable(v.number()),
    done: v.array(stepName),
    camera: v.nullable(chosenDevice),
    microphone: v.nullable(chosenDevice),
    /** Null before the photos were handed in, and where nobody has to admit. */
    identity: v.optional(v.nullable(identityCheck), null),
    /** Checks that failed and that the desk was asked about; `order`: the desk's that lets the candidate go on. */
    asked: v.optional(
      v.array(v.object({ check: checkName, cause: failureCause, way: overrideWay, order: v.nullable(uuid) })),
      [],
    ),
    /** Devices that nothing is recorded of, as the desk allowed. */
    without: v.optional(v.array(v.picklist(['camera', 'microphone', 'screen'])), []),
  }),
  /** Where the exam is shown; the browser's numbers, which mean nothing after it was started again. */
  examTab: v.nullable(v.object({ tabId: v.number(), windowId: v.number() })),
  /** The last page of the exam, where the candidate is led back to. */
  examUrl: v.nullable(v.string()),
  budget: fullScreenBudget,
  closedTabs: v.array(closedTab),
  /** Extensions that are off for the exam, and are switched on again. */
  disabledExtensions: v.array(otherExtension),
  /** Displays more than the policy allows, by name; the exam is covered until they are gone. */
  extraDisplays: v.array(v.string()),
  /** While the desk has paused the exam. */
  deskPause: v.optional(v.nullable(deskPause), null),
  /** While the candidate has a break. */
  rest: v.optional(v.nullable(rest), null),
  breaks: v.optional(breaks, noBreaks),
  /** Minutes that the desk gave more, in all. */
  extraMinutes: v.optional(count, 0),
  /** The desk's orders that were carried out, and the candidate's notes that were taken, by id: each may come again. */
  taken: v.optional(v.array(uuid), []),
  /** When the desk is asked for during the exam; null where it is not. */
  deskScans: v.optional(v.nullable(deskScans), null),
  startedAt: v.nullable(instant),
  /** When an exam under way was interrupted; null while it runs. */
  pausedAt: v.nullable(instant),
  /** When it was last seen to run before that: where the interruption was noticed late, it is earlier. */
  runUntil: v.optional(v.nullable(instant), null),
  /** What interrupted it, as an event cause; empty while it runs. */
  pausedBy: v.string(),
  endedAt: v.nullable(instant),
  /** `words`: why, in the desk's own words, where the desk ended it. */
  ending: v.nullable(v.object({ reason: endReason, cause: v.string(), words: v.optional(v.string()) })),
  receipt: v.nullable(v.string()),
  jobs: v.array(job),
});
export type Snapshot = v.InferOutput<typeof snapshot>;

/** The snapshot of a device on which no attempt is under way. */
export const idleSnapshot: Snapshot = {
  v: 1,
  phase: 'idle',
  problem: null,
  session: null,
  onboarding: {
    tabId: null,
    done: [],
    camera: null,
    microphone: null,
    identity: null,
    asked: [],
    without: [],
  },
  examTab: null,
  examUrl: null,
  budget: {
    limitMs: null,
    spentMs: 0,
    excusedMs: 0,
    outsideSince: null,
    seenAt: 0,
    excused: false,
    cause: '',
    armed: false,
    armBy: 0,
  },
  closedTabs: [],
  disabledExtensions: [],
  extraDisplays: [],
  deskPause: null,
  rest: null,
  breaks: noBreaks,
  extraMinutes: 0,
  taken: [],
  deskScans: null,
  startedAt: null,
  pausedAt: null,
  runUntil: null,
  pausedBy: '',
  endedAt: null,
  ending: null,
  receipt: null,
  jobs: [],
};

/** How far the uploader is; told by the offscreen document. */
export const uploadStatus = v.object({
  waitingBytes: count,
  waitingParts: count,
  sentBytes: count,
  sentParts: count,
  /** Whether the last try reached the backend. */
  online: v.boolean(),
  /** How long everything that waits will take, in milliseconds, at least and at most; null when that is not known. */
  left: v.nullable(v.object({ low: count, high: count })),
  /** Free bytes for the recording while there is little room on this device; null while there is enough. */
  lowRoom: v.nullable(count),
  /** What holds the upload up; empty when nothing does. */
  trouble: saying,
});
export type UploadStatus = v.InferOutput<typeof uploadStatus>;

export const noUpload: UploadStatus = {
  waitingBytes: 0,
  waitingParts: 0,
  sentBytes: 0,
  sentParts: 0,
  online: true,
  left: null,
  lowRoom: null,
  trouble: '',
};

/**
 * How each device is doing. `lost`: it is gone, and nothing of it is recorded. A device that is muted by the system,
 * covered, frozen or silent is recorded as it is.
 */
export const recorderStatus = v.object({
  camera: v.picklist(['off', 'recording', 'lost', 'muted', 'covered', 'frozen']),
  microphone: v.picklist(['off', 'recording', 'lost', 'muted', 'silent']),
  screen: v.picklist(['off', 'chosen', 'recording', 'lost']),
});
export type RecorderStatus = v.InferOutput<typeof recorderStatus>;
export type DeviceName = keyof RecorderStatus;
export const noRecorder: RecorderStatus = { camera: 'off', microphone: 'off', screen: 'off' };
