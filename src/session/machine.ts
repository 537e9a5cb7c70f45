import { comeBack, goOutside, isExhausted, left, newBudget, spent } from '../lockdown/full-screen-budget.ts';
import type { EventData, EventType } from '../protocol/events.ts';
import type { Input, InputType, Moment } from './inputs.ts';
import { type EndReason, idleSnapshot, type Job, type Snapshot, type StepName } from './snapshot.ts';
import { stepsNeeded } from './view.ts';

/** A job as the machine decides on it; `transition` gives it its id. */
type NewJob = Job extends infer J ? (J extends Job ? Omit<J, 'id'> : never) : never;

/** A handler changes the snapshot, and lists the jobs that follow from it. Null: the input means nothing in this phase. */
type Outcome = readonly [Snapshot, readonly NewJob[]] | null;
type On<T extends InputType> = (state: Snapshot, input: Extract<Input, { type: T }>) => Outcome;
type Handlers = { readonly [T in InputType]?: On<T> };

/**
 * The attempt's state machine: what an input does to the snapshot, with the jobs that follow appended to it.
 * Pure. An input that means nothing in the present phase leaves the snapshot as it is (the same object).
 * @param newId makes a UUID for each new job; the journal takes a recorded event once by this id
 */
export function transition(state: Snapshot, input: Input, newId: () => string): Snapshot {
  const handler = phases[state.phase][input.type] as On<InputType> | undefined;
  const outcome = handler?.(state, input as never);
  if (!outcome) return state;
  const [next, jobs] = outcome;
  return { ...next, jobs: [...next.jobs, ...jobs.map((job) => ({ ...job, id: newId() }) as Job)] };
}

const record = (
  { at, mono }: Moment,
  type: EventType,
  severity: number,
  cause: string,
  data: EventData = {},
): NewJob => ({ do: 'record', at, mono, type, severity, cause, data });

const launchGranted: On<'launchGranted'> = (state, { session, tabId }) => {
  if (state.jobs.length > 0) return null;
  const isSame = state.session?.id === session.id;
  // An interrupted exam is still its candidate's: nothing takes its place before it was ended. A session that is over stays so.
  if (isSame ? state.phase !== 'onboarding' : state.phase === 'onboarding' && state.startedAt !== null) return null;
  if (isSame) {
    return [{ ...state, session, problem: null, onboarding: { ...state.onboarding, tabId } }, []];
  }
  const fresh = { ...idleSnapshot, phase: 'onboarding', session, budget: newBudget(session.policy) } as const;
  return [{ ...fresh, onboarding: { ...idleSnapshot.onboarding, tabId } }, [{ do: 'openRecorder' }]];
};

const launchRefused: On<'launchRefused'> = (state, { title, detail, tabId }) => [
  { ...state, problem: { title, detail }, onboarding: { ...state.onboarding, tabId } },
  [],
];

/** Marks a step as done; steps come in their order, so a later one is refused while an earlier one is open. */
function stepDone(state: Snapshot, step: StepName, choice: Partial<Snapshot['onboarding']> = {}): Outcome {
  const steps = state.session ? stepsNeeded(state.session.policy) : [];
  const open = steps.filter((name) => !state.onboarding.done.includes(name));
  const isDone = state.onboarding.done.includes(step);
  if (!steps.includes(step) || (open[0] !== step && !isDone)) return null;
  const done = isDone ? state.onboarding.done : [...state.onboarding.done, step];
  return [{ ...state, problem: null, onboarding: { ...state.onboarding, ...choice, done } }, []];
}

/** Whether an interrupted exam may no longer be entered again. */
function isReEntryOver({ session, pausedAt }: Snapshot, { at }: Moment): boolean {
  const reEntry = session?.policy.lockdown.reEntry;
  if (pausedAt === null || typeof reEntry !== 'object') return false;
  return Date.parse(at) - Date.parse(pausedAt) > reEntry.allowed * 60_000;
}

const pauseDue: On<'budgetDue'> = (state, moment) =>
  isReEntryOver(state, moment) ? end(state, moment, 'left', 're-entry-over') : null;

const startRequested: On<'startRequested'> = (state, { tabId, ...moment }) => {
  if (isReEntryOver(state, moment)) return end(state, moment, 'left', 're-entry-over');
  const outcome = stepDone(state, 'start', { tabId });
  return outcome && [{ ...outcome[0], phase: 'starting' }, [{ do: 'startRecording' }]];
};

function finishJob(state: Snapshot, id: string): readonly [Snapshot, Job | undefined] {
  return [{ ...state, jobs: state.jobs.filter((job) => job.id !== id) }, state.jobs.find((job) => job.id === id)];
}

const jobDone: On<'jobDone'> = (state, { job: id, tabs, examTab, ...moment }) => {
  const [next, job] = finishJob(state, id);
  if (!job) return null;
  // What could not be opened again stays in the list, and is shown to the candidate.
  if (job.do === 'giveBack') return [{ ...next, closedTabs: tabs ?? [] }, []];
  if (state.phase !== 'starting') return [next, []];
  switch (job.do) {
    case 'startRecording':
      return [next, [{ do: 'surveyTabs' }]];
    case 'surveyTabs':
      // What was surveyed is in the snapshot before the first tab closes, beside what an earlier start has still to give back.
      return [{ ...next, closedTabs: [...next.closedTabs, ...(tabs ?? [])] }, [{ do: 'lock' }]];
    case 'lock':
      return [next, [{ do: 'openExam' }]];
    case 'openExam':
      return examTab ? enterExam(next, moment, examTab) : null;
    default:
      return [next, []];
  }
};

function enterExam(
  state: Snapshot,
  moment: Moment,
  tab: { readonly tabId: number; readonly windowId: number },
): Outcome {
  const isResumed = state.startedAt !== null;
  const next: Snapshot = {
    ...state,
    phase: 'active',
    startedAt: state.startedAt ?? moment.at,
    pausedAt: null,
    examTab: tab,
    examUrl: state.examUrl ?? state.session?.exam.url ?? null,
  };
  if (!isResumed) return [next, [record(moment, 'session.started', 0, '')]];
  const duration = Date.parse(moment.at) - Date.parse(state.pausedAt ?? moment.at);
  return [
    next,
    [
      record(moment, 'record.gap', 0.3, 'crash', { stream: 'all', duration: Math.max(0, duration) }),
      record(moment, 'session.resumed', 0, ''),
    ],
  ];
}

/** What a start cannot take over from an earlier one: the browser asks for the screen each time. */
const repeated: readonly StepName[] = ['screen', 'start'];

/** The exam could not start: everything is undone, and the candidate is back at the step that failed. */
const startFailed: On<'jobFailed'> = (state, { job: id, detail }) => {
  const [next, job] = finishJob(state, id);
  if (!job) return null;
  const done = state.onboarding.done.filter((step) => !repeated.includes(step));
  return [
    {
      ...next,
      phase: 'onboarding',
      problem: { title: 'The exam could not start', detail },
      onboarding: { ...next.onboarding, done },
    },
    [{ do: 'unlock' }, { do: 'stopRecording' }, { do: 'giveBack' }],
  ];
};

const jobGivenUp: On<'jobFailed'> = (state, { job }) => {
  const [next, failed] = finishJob(state, job);
  return failed ? [next, []] : null;
};

const endEvents = {
  submitted: ['session.submitted', 0],
  left: ['session.left', 0.5],
  terminated: ['session.terminated', 1],
} as const;

function end(state: Snapshot, moment: Moment, reason: Exclude<EndReason, 'declined'>, cause: string): Outcome {
  const [type, severity] = endEvents[reason];
  const budget = comeBack(state.budget, Date.parse(moment.at));
  return [
    { ...state, phase: 'finishing', endedAt: moment.at, ending: { reason, cause }, budget },
    [
      record(moment, type, severity, cause),
      { do: 'unlock' },
      { do: 'stopRecording' },
      { do: 'signEnd' },
      { do: 'showFinish' },
      { do: 'giveBack' },
    ],
  ];
}

const declined: On<'declined'> = (state, { at }) => [
  { ...state, phase: 'finishing', problem: null, endedAt: at, ending: { reason: 'declined', cause: 'candidate' } },
  [{ do: 'stopRecording' }, { do: 'signEnd' }],
];

const presence: On<'presence'> = (state, { inside, cause, at, mono }) => {
  const moment = { at, mono };
  const now = Date.parse(moment.at);
  const { budget } = state;
  if (inside) {
    const next = { ...state, budget: comeBack(budget, now) };
    if (budget.outsideSince === null) return budget.armed ? null : [next, []];
    const outsideMs = spent(budget, now) - budget.spentMs;
    const data = { outsideMs, leftMs: left(next.budget, now) };
    return [next, [record(moment, awayEvents(budget.cause)[1], 0, budget.cause, data)]];
  }
  const outside = { ...state, budget: goOutside(budget, now, cause) };
  if (outside.budget === budget) return null;
  const away = record(moment, awayEvents(cause)[0], 0.4, cause, { leftMs: left(outside.budget, now) });
  if (!isExhausted(outside.budget, now)) return [outside, [away]];
  const ended = end(outside, moment, 'terminated', 'full-screen-left');
  return ended && [ended[0], [away, ...ended[1]]];
};

/** The pair of events for going away and coming back: focus or full screen, whichever was lost first. */
function awayEvents(cause: string): readonly [EventType, EventType] {
  return cause.startsWith('focus') ? ['focus.lost', 'focus.back'] : ['fullscreen.left', 'fullscreen.back'];
}

const budgetDue: On<'budgetDue'> = (state, moment) =>
  isExhausted(state.budget, Date.parse(moment.at)) ? end(state, moment, 'terminated', 'full-screen-left') : null;

const examPage: On<'examPage'> = (state, { kind, url, ...moment }) => {
  if (kind === 'end') return end(state, moment, 'submitted', '');
  if (kind === 'outside') return end(state, moment, 'left', 'exam-page-left');
  return kind === 'allowed' || state.examUrl === url ? null : [{ ...state, examUrl: url }, []];
};

/** The browser was closed or killed in the exam: it goes on from the start page, with nothing checked twice that has not changed. */
const interrupted: On<'interrupted'> = (state, { cause, ...moment }) => {
  if (!state.session) return null;
  const { policy } = state.session;
  if (policy.lockdown.reEntry === 'never') return end(state, moment, 'terminated', cause);
  const now = Date.parse(moment.at);
  return [
    {
      ...state,
      phase: 'onboarding',
      pausedAt: moment.at,
      budget: { ...comeBack(state.budget, now), armed: false },
      examTab: cause === 'browser-restarted' ? null : state.examTab,
      onboarding: {
        ...state.onboarding,
        tabId: null,
        done: state.onboarding.done.filter((step) => !repeated.includes(step)),
      },
    },
    [
      record(moment, 'session.paused', 0.3, cause),
      { do: 'unlock' },
      { do: 'stopRecording' },
      { do: 'giveBack' },
      { do: 'openRecorder' },
      { do: 'showOnboarding' },
    ],
  ];
};

const observed: On<'observed'> = (state, { event, severity, cause, data, ...moment }) => [
  state,
  [record(moment, event, severity, cause, data)],
];

const receiptArrived: On<'receiptArrived'> = (state, { session, receipt }) =>
  state.session?.id === session ? [{ ...state, phase: 'finished', receipt }, [{ do: 'forget' }]] : null;

const dismissed: On<'dismissed'> = (state) =>
  state.jobs.length > 0 ? null : [idleSnapshot, [{ do: 'closeRecorder' }]];

const anyLaunch = { launchGranted, launchRefused };

const phases: Readonly<Record<Snapshot['phase'], Handlers>> = {
  idle: { ...anyLaunch, dismissed, jobDone, jobFailed: jobGivenUp },
  onboarding: {
    ...anyLaunch,
    consented: (state) => stepDone(state, 'consent'),
    declined,
    cameraChosen: (state, { device }) => stepDone(state, 'camera', { camera: device }),
    microphoneChosen: (state, { device }) => stepDone(state, 'microphone', { microphone: device }),
    screenChosen: (state) => stepDone(state, 'screen'),
    introductionRead: (state) => stepDone(state, 'introduction'),
    startRequested,
    budgetDue: pauseDue,
    leaveRequested: (state, moment) =>
      state.startedAt === null
        ? declined(state, { ...moment, type: 'declined' })
        : end(state, moment, 'left', 'candidate'),
    jobDone,
    jobFailed: jobGivenUp,
  },
  starting: {
    jobDone,
    jobFailed: startFailed,
    interrupted: (state, { at, mono }) => {
      const pending = state.jobs.find((job) => ['startRecording', 'surveyTabs', 'lock', 'openExam'].includes(job.do));
      if (!pending) return null;
      const detail = 'The browser was closed before the exam began. Choose your screen again and start.';
      return startFailed(state, { type: 'jobFailed', job: pending.id, detail, at, mono });
    },
  },
  active: {
    examPage,
    examTabClosed: (state, moment) => end(state, moment, 'left', 'exam-tab-closed'),
    presence,
    budgetDue,
    observed,
    leaveRequested: (state, moment) => end(state, moment, 'left', 'candidate'),
    terminated: (state, { cause, ...moment }) => end(state, moment, 'terminated', cause),
    interrupted,
    jobDone,
    jobFailed: jobGivenUp,
  },
  finishing: { launchGranted, receiptArrived, jobDone, jobFailed: jobGivenUp },
  finished: { ...anyLaunch, jobDone, jobFailed: jobGivenUp, dismissed },
};
