import type { ExamPause } from '../src/protocol/exam-standing.ts';
import type { JournalEntry } from '../src/protocol/journal.ts';

/** What an attempt's journal tells the desk of its exam, besides where the attempt stands. */
export interface ExamProgress {
  readonly paused: ExamPause | null;
  /** Since when a break that was asked for waits for an answer. */
  readonly breakAsked: string | null;
  readonly extraMinutes: number;
  readonly deskFlags: number;
}

export const untouched: ExamProgress = { paused: null, breakAsked: null, extraMinutes: 0, deskFlags: 0 };

/**
 * How an exam stands after a further journal entry; the same object where the entry says nothing of it.
 * @param now by the backend's clock: a candidate's decides for nobody how long they wait
 */
export function examProgressAfter(progress: ExamProgress, { body }: JournalEntry, now: string): ExamProgress {
  if (body.kind !== 'event') return progress;
  switch (body.type) {
    case 'session.paused':
      return { ...progress, paused: { cause: body.cause, since: now }, breakAsked: null };
    case 'session.resumed':
      return { ...progress, paused: null };
    case 'session.extended':
      return { ...progress, extraMinutes: progress.extraMinutes + minutesOf(body.data.minutes) };
    case 'session.flagged':
      return { ...progress, deskFlags: progress.deskFlags + 1 };
    case 'break.asked':
      return { ...progress, breakAsked: progress.breakAsked ?? now };
    case 'break.refused':
      return { ...progress, breakAsked: null };
    default:
      return progress;
  }
}

/** A journal is a device's word: what is no sensible number of minutes counts nothing. */
function minutesOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 600 ? value : 0;
}

/** Whether an entry changes what the desk sees in its list, so that it is told at once. */
export function concernsDesk({ body }: JournalEntry): boolean {
  return body.kind === 'event' && (/^(session|break|check|identity)\./.test(body.type) || 'order' in body.data);
}
