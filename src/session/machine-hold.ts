import { comeBack, openScreen } from '../lockdown/full-screen-budget.ts';
import { breaksOf } from '../policy/breaks.ts';
import type { EventData } from '../protocol/events.ts';
import { isHeld, type Rest, restLeft } from './hold.ts';
import type { InputType, Moment } from './inputs.ts';
import { type NewJob, type On, type Outcome, record } from './outcome.ts';
import type { Snapshot } from './snapshot.ts';

// An exam that stands still: the desk paused it, or the candidate has a break. Guards stay; time outside full screen is free.

/** The candidate takes a break that is granted, or asks the desk for one. */
export const breakRequested: On<'breakRequested'> = (state, { type: _, ...moment }) => {
  const { session, breaks } = state;
  if (!session || isHeld(state)) return null;
  const granted = breaksOf(session.policy, session.accommodation);
  if (granted === 'desk') {
    if (breaks.isAsked) return null;
    const asked = { ...state, breaks: { ...breaks, isAsked: true, refused: null } };
    return [asked, [record(moment, 'break.asked', 0, 'candidate')]];
  }
  if (granted === 'off' || breaks.taken >= granted.count) return null;
  const taken = { ...state, breaks: { ...breaks, taken: breaks.taken + 1 } };
  const source = session.accommodation?.breaks ? 'accommodation' : 'policy';
  return rested(taken, moment, { by: '', reason: '', minutes: granted.minutes }, { granted: source });
};

/** The break begins, or may go on for longer: the desk gives one in a break. */
export function rested(
  state: Snapshot,
  moment: Moment,
  given: Pick<Rest, 'by' | 'reason' | 'minutes'>,
  facts: EventData,
): Outcome {
  const { rest } = state;
  const minutes = (rest?.minutes ?? 0) + given.minutes;
  const next: Snapshot = {
    ...state,
    rest: { ...given, minutes, at: rest?.at ?? moment.at, mono: rest?.mono ?? moment.mono, isOver: false },
    breaks: { ...state.breaks, isAsked: false, refused: null },
    budget: comeBack(state.budget, moment.mono),
  };
  const paused = record(moment, 'session.paused', 0, 'break', { ...facts, minutes });
  // Told once it is so: the event takes the journal's entries of the last parts along to the backend.
  return [next, rest ? [paused] : [{ do: 'rest' }, paused]];
}

/** Nobody but the candidate ends a break: recording never begins unseen. */
export const breakEnded: On<'breakEnded'> = (state, moment) => {
  const { rest } = state;
  if (!rest) return null;
  return [wentOn({ ...state, rest: null }, moment), [...breakOver(state, moment), { do: 'goOn' }]];
};

/** The end of a break, if there is one: its gap, and by how much it took longer than it might. */
export function breakOver(state: Snapshot, moment: Moment): NewJob[] {
  const { rest } = state;
  if (!rest) return [];
  const durationMs = durationOf(state, moment);
  const overMs = durationMs - rest.minutes * 60_000;
  const data = { durationMs, ...(overMs > 0 ? { overMs } : {}) };
  return [...breakGap(state, moment), record(moment, 'session.resumed', 0, 'break', data)];
}

/** Told once; the break goes on until the candidate ends it. */
export const breakDue: On<'budgetDue'> = (state, moment) => {
  const { rest } = state;
  if (!rest || rest.isOver || restLeft(rest, moment.mono) > 0) return null;
  const told = { ...state, rest: { ...rest, isOver: true } };
  return [told, [record(moment, 'break.over', 0.3, 'candidate', { minutes: rest.minutes })]];
};

/** What holds the exam is less than before: unless something else still does, the way back into full screen is free. */
export function wentOn(state: Snapshot, { mono }: Moment): Snapshot {
  return isHeld(state) ? state : { ...state, budget: openScreen(state.budget, mono) };
}

/** A break as the gap that it leaves in the recording: until it ended, or the exam broke off in it. */
export function breakGap(state: Snapshot, moment: Moment): NewJob[] {
  const data = { stream: 'all', duration: durationOf(state, moment) };
  return state.rest ? [record(moment, 'record.gap', 0, 'break', data)] : [];
}

function durationOf({ rest, pausedAt }: Snapshot, { mono }: Moment): number {
  if (!rest) return 0;
  return Math.max(0, pausedAt === null ? mono - rest.mono : Date.parse(pausedAt) - Date.parse(rest.at));
}

/** Away and back while the desk has paused the exam: for the record, and without weight. In a break nobody looks. */
export const presenceWhileHeld: On<'presence'> = (state, { inside, cause, at, mono }) => {
  const { deskPause, rest } = state;
  if (!deskPause || rest || deskPause.isAway !== inside) return null;
  const next = { ...state, deskPause: { ...deskPause, isAway: !inside } };
  return [next, [record({ at, mono }, inside ? 'focus.back' : 'focus.lost', 0, cause, { held: true })]];
};

/** What would ask something of the candidate waits until the exam goes on. */
export function unlessHeld<T extends InputType>(on: On<T>): On<T> {
  return (state, input) => (isHeld(state) ? null : on(state, input));
}
