import type { Accommodation } from '../policy/accommodations.ts';
import type { Input, InputType } from './inputs.ts';
import type { Job } from './job.ts';
import {
  browserChecked,
  cameraChosen,
  connectionChecked,
  microphoneChosen,
  screenChosen,
  screenLetGo,
} from './machine-checks.ts';
import { deskDue, deskFilmed, deskFilming, deskPutOff, deskToCheck } from './machine-desk.ts';
import {
  budgetDue,
  displays,
  end,
  examPage,
  extensionDisabled,
  interrupted,
  isReEntryOver,
  jobFailed,
  observed,
  presence,
} from './machine-exam.ts';
import { breakEnded, breakGap, breakRequested, unlessHeld } from './machine-hold.ts';
import { deskScanned, identityDecided, identityShown } from './machine-identity.ts';
import { examOrdered } from './machine-orders.ts';
import { deskAsked, overridden, passing, wentWithout } from './machine-override.ts';
import {
  jobDone,
  launchGranted,
  launchRefused,
  startFailed,
  startInterrupted,
  startRequested,
  stepDone,
  stepWithFacts,
} from './machine-start.ts';
import { finishJob, type Handlers, type NewJob, type On, once, record } from './outcome.ts';
import { idleSnapshot, type Snapshot } from './snapshot.ts';

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
  const accommodation = next.session?.accommodation ?? null;
  const added = jobs.map((job) => ({ ...accommodated(job, accommodation), id: newId() }) as Job);
  return { ...next, jobs: inOrder(next.jobs, added) };
}

/** New jobs come last; but what still goes into the journal is written before its end is signed. */
function inOrder(jobs: readonly Job[], added: readonly Job[]): Job[] {
  const signing = jobs.findIndex((job) => job.do === 'signEnd');
  const isRecorded = added.length > 0 && added.every((job) => job.do === 'record');
  return signing >= 0 && isRecorded ? jobs.toSpliced(signing, 0, ...added) : [...jobs, ...added];
}

const budgetEvents = new Set(['focus.lost', 'focus.back', 'fullscreen.left', 'fullscreen.back']);

/** An event that the candidate's accommodation covers is born accommodated, and weighs nothing. */
function accommodated(job: NewJob, accommodation: Accommodation | null): NewJob {
  if (job.do !== 'record' || accommodation === null) return job;
  const isExempt = accommodation.exempt?.includes(job.type) === true;
  const isLarger = accommodation.fullScreenSeconds !== undefined && budgetEvents.has(job.type);
  return isExempt || isLarger ? { ...job, severity: 0, accommodated: true } : job;
}

const jobGivenUp: On<'jobFailed'> = (state, { job }) => {
  const [next, failed] = finishJob(state, job);
  return failed ? [next, []] : null;
};

const declined: On<'declined'> = (state, { type: _, ...moment }) => [
  {
    ...state,
    phase: 'finishing',
    problem: null,
    endedAt: moment.at,
    ending: { reason: 'declined', cause: 'candidate' },
    deskPause: null,
    rest: null,
  },
  [...breakGap(state, moment), { do: 'stopRecording' }, { do: 'signEnd' }],
];

const receiptArrived: On<'receiptArrived'> = (state, { session, receipt }) => {
  if (state.session?.id !== session) return null;
  const isCleared = state.session.policy.lockdown.clearCache && state.startedAt !== null;
  const jobs: NewJob[] = [...(isCleared ? ([{ do: 'clearCache' }] as const) : []), { do: 'forget' }];
  return [{ ...state, phase: 'finished', receipt }, jobs];
};

const dismissed: On<'dismissed'> = (state) =>
  state.jobs.length > 0 ? null : [idleSnapshot, [{ do: 'closeRecorder' }]];

/** When the recording stops, a device that is still missing leaves a gap behind. */
const lastGap: On<'observed'> = (state, input) =>
  input.event === 'record.gap' && state.startedAt !== null ? observed(state, input) : null;

/** An order is carried out once, however often it comes. One that comes in the moment of the start waits to come again. */
const ordered = (on: On<'ordered'>) => once<'ordered'>(({ order }) => order.id, on);

const decided: On<'ordered'> = (state, input) =>
  (input.order.kind === 'override' ? overridden : identityDecided)(state, input);

const noted: On<'noted'> = once<'noted'>(
  ({ note }) => note,
  (state, { cause, text, at, mono }) => [
    state,
    [record({ at, mono }, 'note.added', 0, cause, text === '' ? {} : { text })],
  ],
);

const anyLaunch = { launchGranted, launchRefused };

const phases: Readonly<Record<Snapshot['phase'], Handlers>> = {
  idle: { ...anyLaunch, dismissed, jobDone, jobFailed: jobGivenUp },
  onboarding: {
    ...anyLaunch,
    consented: (state) => stepDone(state, 'consent'),
    declined,
    reEntryAllowed: (state) => stepDone(state, 're-entry'),
    cameraChosen: passing('camera', cameraChosen),
    microphoneChosen: passing('microphone', microphoneChosen),
    screenChosen: passing('screen', screenChosen),
    screenLetGo,
    deskAsked,
    wentWithout,
    identityShown,
    ordered: ordered((state, input) => examOrdered(state, input) ?? decided(state, input)),
    // An exam that broke off had filmed the desk until then.
    deskScanned: (state, input) => (state.startedAt === null ? deskScanned : deskFilmed)(state, input),
    browserChecked: passing('browser', browserChecked),
    connectionChecked: passing('connection', connectionChecked),
    agreementSigned: (state, { way, facts, ...moment }) =>
      stepWithFacts(state, 'agreement', record(moment, 'agreement.signed', 0, way, facts)),
    introductionRead: (state) => stepDone(state, 'introduction'),
    startRequested,
    budgetDue: (state, moment) => (isReEntryOver(state, moment) ? end(state, moment, 'left', 're-entry-over') : null),
    leaveRequested: (state, moment) =>
      state.startedAt === null
        ? declined(state, { ...moment, type: 'declined' })
        : end(state, moment, 'left', 'candidate'),
    observed: lastGap,
    jobDone,
    jobFailed: jobGivenUp,
  },
  starting: { jobDone, jobFailed: startFailed, interrupted: startInterrupted },
  active: {
    examPage,
    examTabClosed: (state, moment) => end(state, moment, 'left', 'exam-tab-closed'),
    presence,
    budgetDue,
    displays,
    extensionDisabled,
    ordered: ordered(examOrdered),
    breakRequested,
    breakEnded,
    noted,
    deskDue: unlessHeld(deskDue),
    deskPutOff,
    deskFilming: unlessHeld(deskFilming),
    deskToCheck,
    deskScanned: deskFilmed,
    observed,
    leaveRequested: (state, moment) => end(state, moment, 'left', 'candidate'),
    terminated: (state, { cause, ...moment }) => end(state, moment, 'terminated', cause),
    interrupted,
    jobDone,
    jobFailed,
  },
  finishing: {
    launchGranted,
    // Once the end is signed nothing more is written.
    ordered: ordered((state, input) =>
      state.jobs.some((job) => job.do === 'signEnd') ? examOrdered(state, input) : null,
    ),
    receiptArrived,
    deskScanned: deskFilmed,
    observed: lastGap,
    jobDone,
    jobFailed: jobGivenUp,
  },
  finished: { ...anyLaunch, jobDone, jobFailed: jobGivenUp, dismissed },
};
