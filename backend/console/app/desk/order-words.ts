import type { GivenOrder } from '../../../../src/protocol/desk.ts';
import { orderFault } from '../../../../src/protocol/exam-standing.ts';
import { type ExamOrderKind, examOrderKind } from '../../../../src/protocol/orders.ts';
import { spanText } from '../format.ts';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { causeText } from '../review/event-words.ts';

interface OrderWords {
  /** On the button that gives it. */
  readonly action: string;
  /** What was done, after the name of who did. */
  readonly done: string;
  /** What is said most often. */
  readonly reasons: readonly string[];
}

const technical = 'A technical fault that is not yours.';

export const orderWords: Readonly<Record<ExamOrderKind, OrderWords>> = {
  pause: {
    action: 'Pause the exam',
    done: 'paused the exam',
    reasons: ['A fire alarm.', technical, 'A question that we look into.'],
  },
  resume: { action: 'Let the exam go on', done: 'let the exam go on', reasons: ['It is settled. Good luck.'] },
  'extra-time': {
    action: 'Give extra time',
    done: 'gave extra time',
    reasons: [technical, 'For the time of the interruption.'],
  },
  break: { action: 'Give a break', done: 'gave a break', reasons: ['As you asked.', 'A medical reason.'] },
  'no-break': {
    action: 'Refuse the break',
    done: 'refused the break',
    reasons: ['This exam allows no further break.', 'The exam ends soon.'],
  },
  flag: {
    action: 'Flag this moment',
    done: 'flagged the moment',
    reasons: ['Somebody else is in the room.', 'Another device is in sight.'],
  },
  terminate: {
    action: 'End the attempt',
    done: 'ended the attempt',
    reasons: ['At your own wish.', 'The rules of the exam were broken.'],
  },
};

/** The orders that make sense for an exam as it stands, in the order in which they are offered. */
export function possibleOrders(attempt: AttemptSummary): ExamOrderKind[] {
  return examOrderKind.options.filter((kind) => orderFault(kind, attempt) === null).sort((a, b) => place(a) - place(b));
}

const offered: readonly ExamOrderKind[] = ['resume', 'pause', 'break', 'no-break', 'extra-time', 'flag', 'terminate'];
const place = (kind: ExamOrderKind) => offered.indexOf(kind);

/** Who ordered what: `Grace gave extra time of 10 min`. */
export function orderText({ kind, by, minutes }: Pick<GivenOrder, 'kind' | 'by' | 'minutes'>): string {
  return `${by ?? 'The desk'} ${orderWords[kind].done}${minutes === undefined ? '' : ` of ${minutes} min`}`;
}

/** How far the candidate's device is with an order. @param now wall-clock milliseconds */
export function deliveryText({ givenAt, doneAt, voidCause }: GivenOrder, isOver: boolean, now: number): string {
  if (voidCause !== null) return `not carried out: ${causeText(voidCause)}`;
  if (doneAt !== null) {
    const seconds = Math.max(0, Date.parse(doneAt) - Date.parse(givenAt)) / 1000;
    return `carried out after ${seconds < 10 ? `${seconds.toFixed(1)} s` : spanText(seconds * 1000)}`;
  }
  if (isOver) return 'never carried out: the attempt ended before';
  const ago = spanText(Math.max(0, now - Date.parse(givenAt)));
  return `ordered ${ago === 'now' ? 'just now' : `${ago} ago`}, not carried out yet`;
}

/** How an exam stands, as short sentences. @param now wall-clock milliseconds */
export function standingTexts(attempt: AttemptSummary, now: number): string[] {
  const { deskPaused, onBreak, interrupted, breakAsked, extraMinutes = 0, deskFlags = 0 } = attempt;
  const span = (since: string) => spanText(Math.max(0, now - Date.parse(since)));
  const texts = [
    interrupted && `Interrupted (${causeText(interrupted.cause)}), ${span(interrupted.since)}`,
    deskPaused && `Paused by the desk, ${span(deskPaused)}`,
    onBreak && `On a break of ${onBreak.minutes} min, ${span(onBreak.since)}${onBreak.isOverdue ? ', overdue' : ''}`,
    breakAsked && `Asks for a break, ${span(breakAsked)}`,
    extraMinutes > 0 && `${extraMinutes} min of extra time given`,
    deskFlags > 0 && `Flagged by the desk ${deskFlags === 1 ? 'once' : `${deskFlags} times`}`,
  ];
  return texts.filter((text) => typeof text === 'string');
}
