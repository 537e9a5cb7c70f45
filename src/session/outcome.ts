import type { EventData, EventType } from '../protocol/events.ts';
import type { Input, InputType, Moment } from './inputs.ts';
import type { Job } from './job.ts';
import type { Snapshot } from './snapshot.ts';

/** A job as the machine decides on it; `transition` gives it its id. */
export type NewJob = Job extends infer J ? (J extends Job ? Omit<J, 'id'> : never) : never;

/** A handler changes the snapshot, and lists the jobs that follow from it. Null: the input means nothing in this phase. */
export type Outcome = readonly [Snapshot, readonly NewJob[]] | null;
export type On<T extends InputType> = (state: Snapshot, input: Extract<Input, { type: T }>) => Outcome;
export type Handlers = { readonly [T in InputType]?: On<T> };

/** The job that writes an event into the journal. */
export function record(
  { at, mono }: Moment,
  type: EventType,
  severity: number,
  cause: string,
  data: EventData = {},
): Extract<NewJob, { do: 'record' }> {
  return { do: 'record', at, mono, type, severity, cause, data };
}

/** How many ids are remembered of what may come again. */
const remembered = 200;

/** A handler of what may come again: it takes each once, by its id. */
export function once<T extends InputType>(idOf: (input: Extract<Input, { type: T }>) => string, on: On<T>): On<T> {
  return (state, input) => {
    const id = idOf(input);
    const outcome = state.taken.includes(id) ? null : on(state, input);
    return outcome && [{ ...outcome[0], taken: [...outcome[0].taken, id].slice(-remembered) }, outcome[1]];
  };
}

/** Ticks a job off. */
export function finishJob(state: Snapshot, id: string): readonly [Snapshot, Job | undefined] {
  return [{ ...state, jobs: state.jobs.filter((job) => job.id !== id) }, state.jobs.find((job) => job.id === id)];
}
