import type * as v from 'valibot';

/**
 * Who may call an endpoint: anybody, an exam platform (API key), a session (its token), an operator of the console.
 * An operator may also call what a platform may, so that the console can create and activate schedules.
 */
export type Caller = 'anyone' | 'platform' | 'session' | 'operator';

export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path with `:name` parameters. */
  readonly path: string;
  readonly caller: Caller;
  readonly summary: string;
  readonly body?: v.GenericSchema;
  readonly answer?: v.GenericSchema;
  /** Status of the answer when all is well; 200 unless told. */
  readonly status?: number;
}
