import {
  breakOff,
  comeBack,
  goOutside,
  isExhausted,
  left,
  spent,
  stillOutside,
} from '../lockdown/full-screen-budget.ts';
import type { EventData, EventType } from '../protocol/events.ts';
import { say } from '../words/saying.ts';
import { allowedGaps } from './allowed-gaps.ts';
import { isHeld } from './hold.ts';
import type { Moment } from './inputs.ts';
import { breakDue, breakGap, presenceWhileHeld } from './machine-hold.ts';
import { finishJob, type On, type Outcome, record } from './outcome.ts';
import type { EndReason, Snapshot, StepName } from './snapshot.ts';

// What happens in the exam, and how it ends.

const endEvents = {
  submitted: ['session.submitted', 0],
  left: ['session.left', 0.5],
  terminated: ['session.terminated', 1],
} as const;

/** Ends an attempt that was under way: everything is taken back, and the device signs. */
export function end(
  state: Snapshot,
  moment: Moment,
  reason: Exclude<EndReason, 'declined'>,
  cause: string,
  data: EventData = {},
): Outcome {
  const [type, severity] = endEvents[reason];
  const budget = comeBack(state.budget, moment.mono);
  return [
    {
      ...state,
      phase: 'finishing',
      endedAt: moment.at,
      ending: { reason, cause },
      budget,
      extraDisplays: [],
      deskPause: null,
      rest: null,
    },
    [
      ...allowedGaps(state, moment),
      ...breakGap(state, moment),
      record(moment, type, severity, cause, data),
      { do: 'unlock' },
      { do: 'stopRecording' },
      { do: 'signEnd' },
      { do: 'showFinish' },
      { do: 'giveBack' },
    ],
  ];
}

export const presence: On<'presence'> = (state, input) => {
  if (isHeld(state)) return presenceWhileHeld(state, input);
  const { inside, cause, excused, at, mono } = input;
  const moment = { at, mono };
  const { budget } = state;
  if (inside) {
    const next = { ...state, budget: comeBack(budget, mono) };
    if (budget.outsideSince === null) return budget.armed ? null : [next, []];
    const outsideMs = Math.max(0, Math.round(mono - budget.outsideSince));
    const data = { outsideMs, spentMs: spent(budget, mono) - budget.spentMs, leftMs: left(next.budget, mono) };
    return [next, [record(moment, awayEvents(budget.cause)[1], 0, budget.cause, data)]];
  }
  const outside = { ...state, budget: goOutside(budget, mono, cause, excused) };
  if (outside.budget === budget) return null;
  const severity = excused ? 0.1 : 0.4;
  const away = record(moment, awayEvents(cause)[0], severity, cause, { leftMs: left(outside.budget, mono) });
  if (!isExhausted(outside.budget, mono)) return [outside, [away]];
  const ended = end(outside, moment, 'terminated', 'full-screen-left');
  return ended && [ended[0], [away, ...ended[1]]];
};

/** The pair of events for going away and coming back: full screen that was left, or else the focus. */
function awayEvents(cause: string): readonly [EventType, EventType] {
  return cause === 'full-screen-left' ? ['fullscreen.left', 'fullscreen.back'] : ['focus.lost', 'focus.back'];
}

export const budgetDue: On<'budgetDue'> = (state, moment) => {
  if (state.rest) return breakDue(state, moment);
  if (state.budget.outsideSince === null) return null;
  const outside = { ...state, budget: stillOutside(state.budget, moment.mono) };
  return isExhausted(outside.budget, moment.mono)
    ? end(outside, moment, 'terminated', 'full-screen-left')
    : [outside, []];
};

export const examPage: On<'examPage'> = (state, { kind, url, ...moment }) => {
  if (kind === 'end') return end(state, moment, 'submitted', '');
  if (kind === 'outside') return end(state, moment, 'left', 'exam-page-left');
  return kind === 'allowed' || state.examUrl === url ? null : [{ ...state, examUrl: url }, []];
};

export const displays: On<'displays'> = (state, { extra, ...moment }) => {
  const before = state.extraDisplays;
  if (extra.join('\n') === before.join('\n')) return null;
  const next = { ...state, extraDisplays: [...extra] };
  // Counted, not compared by name: two displays may have the same.
  return extra.length < before.length
    ? [next, [record(moment, 'display.removed', 0, 'disconnected', { extra: extra.length })]]
    : [next, [record(moment, 'display.added', 0.5, 'connected', { displays: extra.join(', ') })]];
};

/** An extension goes into the snapshot before it is switched off, so that it is switched on again whatever happens. */
export const extensionDisabled: On<'extensionDisabled'> = (state, { extension }) => {
  if (state.disabledExtensions.some(({ id }) => id === extension.id)) return null;
  return [{ ...state, disabledExtensions: [...state.disabledExtensions, extension] }, []];
};

/** What tells what the candidate does, and not what a guard stopped: in a break it is nobody's business. */
const ownDoings: ReadonlySet<EventType> = new Set(['input.summary', 'page.visited', 'window.resized']);

export const observed: On<'observed'> = (state, { event, severity, cause, data, accommodated, ...moment }) => {
  if (state.rest && ownDoings.has(event)) return null;
  const job = record(moment, event, accommodated ? 0 : severity, cause, data);
  return [state, [accommodated ? { ...job, accommodated } : job]];
};

/** What a start cannot take over from an earlier one: the browser asks for the screen each time, the desk for a code. */
const repeated: readonly StepName[] = ['re-entry', 'screen', 'start'];

/** The steps that stay done when a start has to be repeated. */
export function stepsKept({ onboarding: { done, without } }: Snapshot): StepName[] {
  const isNone = (step: StepName) => without.some((device) => device === step);
  return done.filter((step) => !repeated.includes(step) || isNone(step));
}

/** What the candidate should know of an interruption that a new start alone might not mend. */
export const interruptionWords: Readonly<Record<string, NonNullable<Snapshot['problem']>>> = {
  'encryption-failed': { title: say('encryptionFailed'), detail: say('encryptionFailedDetail') },
};

/** The exam broke off: it goes on from the start page, with nothing checked twice that has not changed. */
export const interrupted: On<'interrupted'> = (state, { cause, runUntil, ...moment }) => {
  if (!state.session) return null;
  const budget = breakOff(state.budget);
  if (state.session.policy.lockdown.reEntry === 'never') return end({ ...state, budget }, moment, 'terminated', cause);
  const done = stepsKept(state).filter((step) => step !== 'consent' || cause !== 'permission-removed');
  return [
    {
      ...state,
      phase: 'onboarding',
      problem: interruptionWords[cause] ?? null,
      pausedAt: moment.at,
      runUntil: (state.rest ? null : runUntil) ?? null, // in a break nothing was written that could tell
      pausedBy: cause,
      budget,
      extraDisplays: [],
      examTab: cause === 'browser-restarted' || cause === 'exam-tab-gone' ? null : state.examTab,
      onboarding: { ...state.onboarding, tabId: null, done },
    },
    [
      record(moment, 'session.paused', 0.3, cause),
      { do: 'pause' },
      { do: 'stopRecording' },
      { do: 'giveBack' },
      { do: 'openRecorder' },
      { do: 'showOnboarding' },
    ],
  ];
};

/** A recorder that does not rest, or does not go on, is as good as gone. */
export const jobFailed: On<'jobFailed'> = (state, { job: id, at, mono }) => {
  const [next, job] = finishJob(state, id);
  if (!job) return null;
  const isRecorders = job.do === 'rest' || job.do === 'goOn';
  return isRecorders ? interrupted(next, { type: 'interrupted', cause: 'recorder-gone', at, mono }) : [next, []];
};

/** Whether an interrupted exam may no longer be entered again. No time runs while the desk pauses it, or in a break. */
export function isReEntryOver({ session, pausedAt, deskPause, rest }: Snapshot, { at }: Moment): boolean {
  const reEntry = session?.policy.lockdown.reEntry;
  if (pausedAt === null || deskPause || typeof reEntry !== 'object') return false;
  const restUntil = rest ? Date.parse(rest.at) + rest.minutes * 60_000 : 0;
  return Date.parse(at) - Math.max(Date.parse(pausedAt), restUntil) > reEntry.allowed * 60_000;
}
