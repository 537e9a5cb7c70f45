import { comeBack } from '../lockdown/full-screen-budget.ts';
import type { EventData } from '../protocol/events.ts';
import { type ExamOrderKind, examOrderKind, type Order } from '../protocol/orders.ts';
import type { Moment } from './inputs.ts';
import { end } from './machine-exam.ts';
import { rested, wentOn } from './machine-hold.ts';
import { type On, type Outcome, record } from './outcome.ts';
import type { Snapshot } from './snapshot.ts';

// What the desk orders for an exam. Each order ends in an event that names it: so the desk knows what became of it.

/** Null: it makes no sense as things are. */
type Carry = (state: Snapshot, order: Order, moment: Moment) => Outcome;

const facts = ({ id, by = '', reason }: Order) => ({ order: id, by, reason });

const pause: Carry = (state, order, moment) => {
  if (state.deskPause) return null;
  const { by = '', reason } = order;
  // An exam that was interrupted is not gone on with before it is entered again.
  const budget = state.phase === 'active' ? comeBack(state.budget, moment.mono) : state.budget;
  const next = { ...state, budget, deskPause: { at: moment.at, by, reason, isAway: false } };
  return [next, [record(moment, 'session.paused', 0, 'desk', facts(order))]];
};

const resume: Carry = (state, order, moment) => {
  const { deskPause, phase, pausedAt, runUntil } = state;
  if (!deskPause) return null;
  const durationMs = Math.max(0, Date.parse(moment.at) - Date.parse(deskPause.at));
  const resumed = record(moment, 'session.resumed', 0, 'desk', { ...facts(order), durationMs });
  const next = { ...state, deskPause: null };
  if (phase === 'active') return [wentOn(next, moment), [resumed, { do: 'goOn' }]];
  // While the desk paused it, no time to enter again ran.
  return [{ ...next, pausedAt: moment.at, runUntil: runUntil ?? pausedAt }, [resumed]];
};

const terminate: Carry = (state, order, moment) => {
  const ended = end(state, moment, 'terminated', 'desk', facts(order));
  const ending = ended?.[0].ending;
  return ended && ending ? [{ ...ended[0], ending: { ...ending, words: order.reason } }, ended[1]] : null;
};

const extend: Carry = (state, order, moment) => {
  const { minutes = 0 } = order;
  const next = { ...state, extraMinutes: state.extraMinutes + minutes };
  return [next, [record(moment, 'session.extended', 0, 'desk', { ...facts(order), minutes })]];
};

/** For the reviewers, who find it in the journal. The candidate's exam is not disturbed by it. */
const flag: Carry = (state, order, moment) => [state, [record(moment, 'session.flagged', 0.5, 'desk', facts(order))]];

const giveBreak: Carry = (state, order, moment) => {
  const { by = '', reason, minutes = 1 } = order;
  return rested(state, moment, { by, reason, minutes }, facts(order));
};

const refuseBreak: Carry = (state, order, moment) => {
  const { breaks } = state;
  if (!breaks.isAsked) return null;
  const next = { ...state, breaks: { ...breaks, isAsked: false, refused: order.reason } };
  return [next, [record(moment, 'break.refused', 0, 'desk', facts(order))]];
};

type Carried = Partial<Readonly<Record<ExamOrderKind, Carry>>>;
const always: Carried = { terminate, 'extra-time': extend, flag };
const underWay: Carried = { ...always, pause, resume };
const running: Carried = { ...underWay, break: giveBreak, 'no-break': refuseBreak };

/** Carries out what is about the exam; null for other orders. */
export const examOrdered: On<'ordered'> = (state, { order, ...input }) => {
  if (!isExamOrder(order.kind)) return null;
  const moment = { at: input.at, mono: input.mono };
  const carry = possible(state)[order.kind];
  const outcome = carry?.(state, order, moment);
  if (outcome) return outcome;
  const data: EventData = { ...facts(order), kind: order.kind };
  return [state, [record(moment, 'order.void', 0, carry || isOver(state) ? 'too-late' : 'not-running', data)]];
};

function possible(state: Snapshot): Carried {
  if (isOver(state)) return {};
  if (state.phase === 'active') return running;
  return state.startedAt === null ? always : underWay;
}

function isOver({ phase }: Snapshot): boolean {
  return phase === 'finishing';
}

function isExamOrder(kind: Order['kind']): kind is ExamOrderKind {
  return (examOrderKind.options as readonly string[]).includes(kind);
}
