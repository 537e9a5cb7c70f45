import { comeBack, newBudget, openScreen } from '../lockdown/full-screen-budget.ts';
import { isVirtualCamera } from '../recording/virtual-camera.ts';
import { say } from '../words/saying.ts';
import type { Moment } from './inputs.ts';
import { end, interruptionWords, isReEntryOver, stepsKept } from './machine-exam.ts';
import { breakOver } from './machine-hold.ts';
import { finishJob, type NewJob, type On, type Outcome, record } from './outcome.ts';
import { idleSnapshot, type Snapshot, type StepName } from './snapshot.ts';
import { stepsNeeded } from './view.ts';

// How an attempt gets from its launch into the exam.

export const launchGranted: On<'launchGranted'> = (state, { session, tabId }) => {
  if (state.jobs.length > 0) return null;
  const isSame = state.session?.id === session.id;
  // An interrupted exam is still its candidate's: nothing takes its place before it was ended. A session that is over stays so.
  if (isSame ? state.phase !== 'onboarding' : state.phase === 'onboarding' && state.startedAt !== null) return null;
  if (isSame) {
    return [{ ...state, session, problem: null, onboarding: { ...state.onboarding, tabId } }, []];
  }
  const budget = newBudget(session.policy, session.accommodation);
  const fresh = { ...idleSnapshot, phase: 'onboarding', session, budget } as const;
  return [{ ...fresh, onboarding: { ...idleSnapshot.onboarding, tabId } }, [{ do: 'openRecorder' }]];
};

export const launchRefused: On<'launchRefused'> = (state, { title, detail, tabId }) => [
  { ...state, problem: { title, detail }, onboarding: { ...state.onboarding, tabId } },
  [],
];

/** Marks a step as done; steps come in their order, so a later one is refused while an earlier one is open. */
export function stepDone(state: Snapshot, step: StepName, choice: Partial<Snapshot['onboarding']> = {}): Outcome {
  const { session } = state;
  const steps = session ? stepsNeeded(session.policy, state.pausedAt !== null, session.accommodation) : [];
  const open = steps.filter((name) => !state.onboarding.done.includes(name));
  const isDone = state.onboarding.done.includes(step);
  if (!steps.includes(step) || (open[0] !== step && !isDone)) return null;
  const done = isDone ? state.onboarding.done : [...state.onboarding.done, step];
  return [{ ...state, problem: null, onboarding: { ...state.onboarding, ...choice, done } }, []];
}

/** Marks a step as done whose outcome goes into the journal. Told again, it is recorded no second time. */
export function stepWithFacts(state: Snapshot, step: StepName, facts: NewJob): Outcome {
  const outcome = stepDone(state, step);
  return outcome && [outcome[0], state.onboarding.done.includes(step) ? [] : [facts]];
}

export const startRequested: On<'startRequested'> = (state, { tabId, ...moment }) => {
  if (isReEntryOver(state, moment)) return end(state, moment, 'left', 're-entry-over');
  const outcome = stepDone(state, 'start', { tabId });
  return outcome && [{ ...outcome[0], phase: 'starting' }, [{ do: 'startRecording' }]];
};

export const jobDone: On<'jobDone'> = (state, { job: id, tabs, extensions, examTab, deskScans, ...moment }) => {
  const [next, job] = finishJob(state, id);
  if (!job) return null;
  // What could not be given back stays in the list, and is shown to the candidate.
  if (job.do === 'giveBack') return [{ ...next, closedTabs: tabs ?? [], disabledExtensions: extensions ?? [] }, []];
  if (state.phase !== 'starting') return [next, []];
  switch (job.do) {
    case 'startRecording':
      return [next, [{ do: 'survey' }]];
    case 'survey': {
      // What was surveyed is in the snapshot before the first tab closes, beside what an earlier start has still to give back.
      const closedTabs = [...next.closedTabs, ...(tabs ?? [])];
      const disabledExtensions = [...next.disabledExtensions, ...(extensions ?? [])];
      return [{ ...next, closedTabs, disabledExtensions }, [{ do: 'lock' }]];
    }
    case 'lock':
      return [next, [{ do: 'openExam' }]];
    case 'openExam':
      return examTab ? enterExam(next, moment, examTab, deskScans ?? []) : null;
    default:
      return [next, []];
  }
};

/** What a gap in the recording is put down to, by what interrupted the exam. */
const gapCauses: Readonly<Record<string, string>> = {
  'extension-restarted': 'restart',
  'recorder-gone': 'recorder',
  'permission-removed': 'user',
  'encryption-failed': 'encryption',
};

function enterExam(
  state: Snapshot,
  moment: Moment,
  tab: { readonly tabId: number; readonly windowId: number },
  drawn: readonly number[],
): Outcome {
  const isResumed = state.startedAt !== null;
  const { deskPause } = state;
  const next: Snapshot = {
    ...state,
    phase: 'active',
    budget: deskPause ? comeBack(state.budget, moment.mono) : openScreen(state.budget, moment.mono),
    deskPause: deskPause && { ...deskPause, isAway: false },
    rest: null,
    startedAt: state.startedAt ?? moment.at,
    pausedAt: null,
    runUntil: null,
    pausedBy: '',
    examTab: tab,
    deskScans: deskScansOf(state, moment, drawn),
    examUrl: state.examUrl ?? state.session?.exam.url ?? null,
  };
  const label = state.onboarding.camera?.label ?? '';
  const virtual = isVirtualCamera(label) ? [record(moment, 'camera.virtual', 0.3, 'label', { label })] : [];
  if (!isResumed) return [next, [record(moment, 'session.started', 0, ''), ...virtual]];
  const duration = Date.parse(moment.at) - Date.parse(state.runUntil ?? state.pausedAt ?? moment.at);
  return [
    next,
    [
      ...breakOver(state, moment),
      record(moment, 'record.gap', 0.3, gapCauses[state.pausedBy] ?? 'crash', {
        stream: 'all',
        duration: Math.max(0, duration),
      }),
      record(moment, 'session.resumed', 0, ''),
      ...virtual,
    ],
  ];
}

/** Drawn once: an exam that goes on after an interruption keeps its times. */
function deskScansOf({ deskScans }: Snapshot, { mono }: Moment, drawn: readonly number[]): Snapshot['deskScans'] {
  if (deskScans) return { ...deskScans, filming: null, isToCheck: false };
  return drawn.length > 0
    ? { due: drawn.map((ms) => mono + ms), asked: null, filming: null, isToCheck: false, isPutOff: false }
    : null;
}

/** The exam could not start: everything is undone, and the candidate is back at the step that failed. */
export const startFailed: On<'jobFailed'> = (state, { job: id, detail }) => {
  const [next, job] = finishJob(state, id);
  if (!job) return null;
  return [
    {
      ...next,
      phase: 'onboarding',
      problem: { title: say('startFailed'), detail },
      onboarding: { ...next.onboarding, done: stepsKept(state) },
    },
    // An exam that was interrupted before stays interrupted, with its page covered.
    [{ do: state.pausedAt === null ? 'unlock' : 'pause' }, { do: 'stopRecording' }, { do: 'giveBack' }],
  ];
};

/** The browser was closed, or the recording failed, in the moment of the start. */
export const startInterrupted: On<'interrupted'> = (state, { cause, at, mono }) => {
  const pending = state.jobs.find((job) => ['startRecording', 'survey', 'lock', 'openExam'].includes(job.do));
  if (!pending) return null;
  const detail = interruptionWords[cause]?.detail ?? say('startBrowserClosed');
  return startFailed(state, { type: 'jobFailed', job: pending.id, detail, at, mono });
};
