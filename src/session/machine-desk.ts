import { putOffMs } from '../recording/desk-scan.ts';
import { type On, record } from './outcome.ts';
import type { Snapshot } from './snapshot.ts';

// The desk is filmed during the exam, where the policy asks for it at random moments.

type DeskScans = NonNullable<Snapshot['deskScans']>;

export const deskDue: On<'deskDue'> = (state, { at, mono }) => {
  const { deskScans } = state;
  const [next = Number.POSITIVE_INFINITY, ...due] = deskScans?.due ?? [];
  if (!deskScans || deskScans.asked !== null || next > mono) return null;
  return [changed(state, { due, asked: mono }), [record({ at, mono }, 'desk.asked', 0, 'drawn')]];
};

/** Once for each time that it is asked for. */
export const deskPutOff: On<'deskPutOff'> = (state, { at, mono }) => {
  const { deskScans } = state;
  if (!deskScans || deskScans.asked === null || deskScans.filming !== null || deskScans.isPutOff) return null;
  const due = [mono + putOffMs, ...deskScans.due];
  return [changed(state, { due, asked: null, isPutOff: true }), [record({ at, mono }, 'desk.asked', 0, 'put-off')]];
};

export const deskFilming: On<'deskFilming'> = (state, { mono }) => {
  const { deskScans } = state;
  const isFree = deskScans !== null && (deskScans.filming === null || deskScans.isToCheck);
  return isFree && deskScans.asked !== null ? [changed(state, { filming: mono, isToCheck: false }), []] : null;
};

/** The candidate looks at the film, and keeps it or films once more. */
export const deskToCheck: On<'deskToCheck'> = (state, { isWhole }) => {
  if (typeof state.deskScans?.filming !== 'number') return null;
  return [changed(state, isWhole ? { isToCheck: true } : { filming: null, isToCheck: false }), []];
};

/** What was filmed is kept, whoever ended it. */
export const deskFilmed: On<'deskScanned'> = (state, { segment, durationMs, at, mono }) => {
  if (!state.deskScans) return null;
  const next = changed(state, { asked: null, filming: null, isToCheck: false, isPutOff: false });
  return [next, [record({ at, mono }, 'desk.scanned', 0, 'asked', { segment, durationMs })]];
};

function changed(state: Snapshot, change: Partial<DeskScans>): Snapshot {
  return state.deskScans ? { ...state, deskScans: { ...state.deskScans, ...change } } : state;
}
