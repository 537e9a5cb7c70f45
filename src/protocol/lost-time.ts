import type { JournalBody } from './journal.ts';

/**
 * Causes of a gap in which the exam itself stood still through no doing of the candidate's. A missing network is none: the
 * exam goes on without it. What the candidate or a device's owner did is none either.
 */
const blameless: ReadonlySet<string> = new Set(['crash', 'restart', 'recorder']);

/** How much of the exam's time the candidate lost by what an entry tells, in milliseconds; mostly 0. */
export function lostMs(body: JournalBody): number {
  if (body.kind !== 'event' || body.type !== 'record.gap' || !blameless.has(body.cause)) return 0;
  const { stream, duration } = body.data;
  return stream === 'all' && typeof duration === 'number' && duration > 0 ? Math.round(duration) : 0;
}
