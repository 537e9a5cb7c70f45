import { isCounting, left } from '../lockdown/full-screen-budget.ts';
import type { Accommodation } from '../policy/accommodations.ts';
import { breaksOf } from '../policy/breaks.ts';
import { locksAnything, recordsAnything } from '../policy/needs.ts';
import type { Policy } from '../policy/schema.ts';
import { isRehearsal } from '../rehearsal/address.ts';
import type { Saying } from '../words/saying.ts';
import { type DeskPause, restLeft } from './hold.ts';
import {
  type DeviceName,
  type IdentityCheck,
  noRecorder,
  type Phase,
  type RecorderStatus,
  type Snapshot,
  type StepName,
  type UploadStatus,
} from './snapshot.ts';

/** The full-screen budget at the moment of the view; pages count on from when they received it. */
export interface BudgetView {
  /** Null when the policy sets no limit. */
  readonly leftMs: number | null;
  /** Whether time is running out now: the candidate is outside, and not in a prompt of the browser. */
  readonly counting: boolean;
  readonly cause: string;
}

/** What a start would do, and what stands in its way. */
export interface StartSurvey {
  /** Tabs that will be closed and given back. */
  readonly tabs: readonly { readonly title: string; readonly url: string }[];
  /** How many tabs in private windows will be closed; nothing else of them is known, so they are not given back. */
  readonly privateTabs: number;
  /** Extensions that will be switched off, and on again after the exam. */
  readonly extensions: readonly string[];
  /** `one`: as the policy asks. `several`: too many, all are named. `unknown`: the browser does not say. */
  readonly displays: { readonly verdict: 'one' | 'several' | 'unknown' | 'unasked'; readonly names: readonly string[] };
}

/** What our pages may know of the session: everything they draw, and no token. */
export interface SessionView {
  readonly phase: Phase;
  readonly problem: { readonly title: Saying; readonly detail: Saying } | null;
  readonly provider: { readonly name: string; readonly contact: string } | null;
  readonly exam: { readonly title: string; readonly url: string; readonly returnUrl?: string | undefined } | null;
  readonly candidate: string;
  readonly session: string | null;
  readonly backend: string;
  /** Nothing of this session leaves the device. */
  readonly rehearsal: boolean;
  readonly policy: Policy | null;
  readonly policyHash: string;
  /** Steps that this policy needs, in order, and the one to do now (null once all are done). */
  readonly steps: readonly StepName[];
  readonly done: readonly StepName[];
  readonly step: StepName | null;
  readonly camera: { readonly id: string; readonly label: string } | null;
  readonly microphone: { readonly id: string; readonly label: string } | null;
  /** Checks that bar the way and that the desk was asked about; where an `order` came, it lets the candidate go on. */
  readonly asked: Snapshot['onboarding']['asked'];
  /** Devices that nothing is recorded of, as the desk allowed. */
  readonly without: readonly DeviceName[];
  /** How the candidate's identity stands with the desk; null before photos were handed in, and where nobody has to admit. */
  readonly identity: IdentityCheck | null;
  /** The desk is to be filmed now; null while it is not. */
  readonly desk: {
    readonly mayPutOff: boolean;
    /** For how long it has been filmed; null while it is not. */
    readonly filmingMs: number | null;
    /** A film waits to be looked at. */
    readonly isToCheck: boolean;
  } | null;
  /** What is relaxed for this candidate; null where nothing is. */
  readonly accommodation: Accommodation | null;
  readonly budget: BudgetView;
  /** Displays more than the policy allows, by name: the exam is covered until they are gone. */
  readonly extraDisplays: readonly string[];
  /** The exam runs, and the desk has paused it; null where it has not. */
  readonly deskPause: DeskPause | null;
  /** The exam runs, and the candidate has a break, in which nothing is recorded; null while there is none. */
  readonly rest: {
    /** Milliseconds left of it at the moment of the view; less than nothing once it takes longer than it may. */
    readonly leftMs: number;
    /** What the desk said to it; empty where it did not have to give it. */
    readonly reason: string;
  } | null;
  /** How the candidate gets a break: takes one of those that are `left`, or asks the desk. */
  readonly breaks: {
    readonly way: 'granted' | 'desk' | 'off';
    readonly left: number;
    readonly minutes: number;
    readonly isAsked: boolean;
    /** Why the desk refused the last one, in its words; null where it did not. */
    readonly refused: string | null;
  };
  /** Minutes that the desk gave more, in all. */
  readonly extraMinutes: number;
  /** An interrupted exam waits for the candidate to go on with it. */
  readonly paused: boolean;
  /** How many tabs are closed and wait to be given back. */
  readonly closedTabs: number;
  /** Addresses of closed tabs that the browser did not let us open again: the candidate opens them by hand. */
  readonly unopened: readonly string[];
  /** Extensions that the browser did not let us switch on again, by name: the candidate does it by hand. */
  readonly unrestored: readonly string[];
  /** Until when the backend takes the recording; null where it has not said. */
  readonly uploadUntil: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly ending: Snapshot['ending'];
  readonly receipt: string | null;
  readonly recorder: RecorderStatus;
  /** Whether the recorder has said how it is; what `recorder` says before is a guess. */
  readonly isRecorderKnown: boolean;
  readonly upload: UploadStatus;
}

/**
 * The steps that a policy needs, in their order.
 * @param isPaused whether an exam under way was interrupted
 * @param accommodation what is relaxed for the candidate
 */
export function stepsNeeded(policy: Policy, isPaused: boolean, accommodation: Accommodation | null = null): StepName[] {
  const { recording, lockdown, verification } = policy;
  const isRecorded = recordsAnything(policy);
  return [
    'consent',
    ...(isPaused && lockdown.reEntry === 'code' ? (['re-entry'] as const) : []),
    ...(isRecorded || locksAnything(policy) ? (['browser'] as const) : []),
    ...(isRecorded ? (['connection'] as const) : []),
    ...(recording.camera ? (['camera'] as const) : []),
    ...(recording.microphone ? (['microphone'] as const) : []),
    ...(recording.screen ? (['screen'] as const) : []),
    ...(verification.identity !== 'off' && !accommodation?.noIdScan ? (['identity'] as const) : []),
    ...(recording.deskScan !== 'off' ? (['desk-scan'] as const) : []),
    ...(verification.signature ? (['agreement'] as const) : []),
    'introduction',
    'start',
  ];
}

/** The step to do now; null once all are done, and without a session. */
export function openStep({ session, pausedAt, onboarding }: Snapshot): StepName | null {
  const steps = session ? stepsNeeded(session.policy, pausedAt !== null, session.accommodation) : [];
  return steps.find((step) => !onboarding.done.includes(step)) ?? null;
}

/**
 * Draws the view of a snapshot for our pages.
 * @param recorder null as long as it has not said how it is
 * @param mono monotonic milliseconds of now
 */
export function sessionView(
  snapshot: Snapshot,
  recorder: RecorderStatus | null,
  upload: UploadStatus,
  mono: number,
): SessionView {
  const { session, onboarding, budget } = snapshot;
  const isGivenBack = snapshot.phase === 'finished' && !snapshot.jobs.some((job) => job.do === 'giveBack');
  const steps = session ? stepsNeeded(session.policy, snapshot.pausedAt !== null, session.accommodation) : [];
  return {
    phase: snapshot.phase,
    problem: snapshot.problem,
    provider: session?.provider ?? null,
    exam: session?.exam ?? null,
    candidate: session?.candidate.name ?? '',
    session: session?.id ?? null,
    backend: session?.backend ?? '',
    rehearsal: isRehearsal(session?.backend ?? ''),
    policy: session?.policy ?? null,
    policyHash: session?.policyHash ?? '',
    steps,
    done: onboarding.done,
    step: openStep(snapshot),
    camera: onboarding.camera,
    microphone: onboarding.microphone,
    asked: onboarding.asked,
    without: onboarding.without,
    identity: onboarding.identity,
    desk: deskView(snapshot, mono),
    accommodation: session?.accommodation ?? null,
    budget: { leftMs: left(budget, mono), counting: isCounting(budget, mono), cause: budget.cause },
    extraDisplays: snapshot.extraDisplays,
    ...heldView(snapshot, mono),
    breaks: breaksView(snapshot),
    extraMinutes: snapshot.extraMinutes,
    paused: snapshot.pausedAt !== null,
    closedTabs: snapshot.closedTabs.length,
    unopened: isGivenBack ? snapshot.closedTabs.map(({ url }) => url) : [],
    unrestored: isGivenBack ? snapshot.disabledExtensions.map(({ name }) => name) : [],
    uploadUntil: session?.uploadUntil ?? null,
    startedAt: snapshot.startedAt,
    endedAt: snapshot.endedAt,
    ending: snapshot.ending,
    receipt: snapshot.receipt,
    recorder: recorder ?? noRecorder,
    isRecorderKnown: recorder !== null,
    upload,
  };
}

/** Whether a screen that has to be shared is not: the browser was closed, or the sharing stopped. */
export function isScreenGone({ policy, without, recorder, isRecorderKnown }: SessionView): boolean {
  if (policy?.recording.screen !== true || without.includes('screen')) return false;
  return isRecorderKnown && recorder.screen !== 'chosen' && recorder.screen !== 'recording';
}

/**
 * The step that the start page shows. A screen that is shared no more is asked for once more right before the start, and
 * not in the midst of another step.
 */
export function shownStep(view: SessionView): StepName {
  const step = view.step ?? 'start';
  return step === 'start' && view.phase === 'onboarding' && isScreenGone(view) ? 'screen' : step;
}

function deskView({ phase, deskScans }: Snapshot, mono: number): SessionView['desk'] {
  if (phase !== 'active' || !deskScans || deskScans.asked === null) return null;
  const { filming, isPutOff, isToCheck } = deskScans;
  const filmingMs = filming === null || isToCheck ? null : Math.max(0, mono - filming);
  return { mayPutOff: !isPutOff, filmingMs, isToCheck };
}

function heldView({ phase, deskPause, rest }: Snapshot, mono: number): Pick<SessionView, 'deskPause' | 'rest'> {
  if (phase !== 'active') return { deskPause: null, rest: null };
  return { deskPause, rest: rest && { leftMs: restLeft(rest, mono), reason: rest.reason } };
}

function breaksView({ session, breaks }: Snapshot): SessionView['breaks'] {
  const { taken, isAsked, refused } = breaks;
  const given = session ? breaksOf(session.policy, session.accommodation) : 'off';
  if (typeof given === 'string') return { way: given, left: 0, minutes: 0, isAsked, refused };
  return { way: 'granted', left: Math.max(0, given.count - taken), minutes: given.minutes, isAsked, refused };
}
