import type { JournalEntry } from '../src/protocol/journal.ts';

/** What an attempt's journal tells the desk of its exam, besides where the attempt stands. */
export interface ExamProgress {
  /** Since when the desk pauses the exam. */
  readonly deskPaused: string | null;
  readonly onBreak: { readonly since: string; readonly minutes: number; readonly isOverdue: boolean } | null;
  readonly interrupted: { readonly cause: string; readonly since: string } | null;
  /** Since when a break that was asked for waits for an answer. */
  readonly breakAsked: string | null;
  readonly extraMinutes: number;
  readonly deskFlags: number;
}

export const untouched: ExamProgress = {
  deskPaused: null,
  onBreak: null,
  interrupted: null,
  breakAsked: null,
  extraMinutes: 0,
  deskFlags: 0,
};

type Body = Extract<JournalEntry['body'], { kind: 'event' }>;

/**
 * How an exam stands after a further journal entry; the same object where the entry says nothing of it.
 * @param now by the backend's clock: a candidate's decides for nobody how long they wait
 */
export function examProgressAfter(progress: ExamProgress, { body }: JournalEntry, now: string): ExamProgress {
  if (body.kind !== 'event') return progress;
  switch (body.type) {
    case 'session.paused':
      return pausedBy(progress, body, now);
    case 'session.resumed':
      return resumedFrom(progress, body.cause);
    case 'session.extended':
      return { ...progress, extraMinutes: progress.extraMinutes + minutesOf(body.data.minutes) };
    case 'session.flagged':
      return { ...progress, deskFlags: progress.deskFlags + 1 };
    case 'break.asked':
      return { ...progress, breakAsked: progress.breakAsked ?? now };
    case 'break.refused':
      return { ...progress, breakAsked: null };
    case 'break.over':
      return progress.onBreak ? { ...progress, onBreak: { ...progress.onBreak, isOverdue: true } } : progress;
    default:
      return progress;
  }
}

/** The desk, a break and an interruption hold an exam independently of each other. A break may be made longer. */
function pausedBy(progress: ExamProgress, { cause, data }: Body, now: string): ExamProgress {
  if (cause === 'desk') return { ...progress, deskPaused: now };
  if (cause !== 'break') return { ...progress, interrupted: { cause, since: now } };
  const since = progress.onBreak?.since ?? now;
  return { ...progress, breakAsked: null, onBreak: { since, minutes: minutesOf(data.minutes), isOverdue: false } };
}

function resumedFrom(progress: ExamProgress, cause: string): ExamProgress {
  if (cause === 'desk') return { ...progress, deskPaused: null };
  return cause === 'break' ? { ...progress, onBreak: null } : { ...progress, interrupted: null };
}

/** A journal is a device's word: what is no sensible number of minutes counts nothing. */
function minutesOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 6000 ? value : 0;
}

/** Whether an exam that broke off goes on with this: not what the desk had paused, and not after a break. */
export function endsInterruption({ body }: JournalEntry): boolean {
  return body.kind === 'event' && body.type === 'session.resumed' && body.cause !== 'desk' && body.cause !== 'break';
}

/** Whether an entry may change how an exam stands. */
export function tellsOfExam({ body }: JournalEntry): boolean {
  return body.kind === 'event' && /^(session|break)\./.test(body.type);
}

/** Whether an entry changes what the desk sees in its list, so that it is told at once. */
export function concernsDesk({ body }: JournalEntry): boolean {
  return body.kind === 'event' && (/^(session|break|check|identity)\./.test(body.type) || 'order' in body.data);
}
