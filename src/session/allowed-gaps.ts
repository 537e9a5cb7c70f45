import type { Moment } from './inputs.ts';
import { type NewJob, record } from './outcome.ts';
import type { Snapshot } from './snapshot.ts';

/** What the recording of a whole exam lacks: the devices that the desk let the candidate go on without. */
export function allowedGaps({ startedAt, onboarding: { without } }: Snapshot, moment: Moment): NewJob[] {
  if (startedAt === null) return [];
  const duration = Math.max(0, Date.parse(moment.at) - Date.parse(startedAt));
  return without.map((stream) => record(moment, 'record.gap', 0, 'desk', { stream, duration }));
}
