import type * as v from 'valibot';
import type { EndpointName, endpoints } from '../src/protocol/endpoints.ts';
import type { RequestContext, Services } from './services.ts';
import type { SessionCaller } from './store/sessions.ts';

type Table = typeof endpoints;

/** The names behind the colons of a path. */
type ParameterOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterOf<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

/** The checked body of an endpoint's request. */
export type Body<Name extends EndpointName> = Table[Name] extends { body: infer Schema extends v.GenericSchema }
  ? v.InferOutput<Schema>
  : undefined;

/** What an endpoint answers with; nothing where the table names no answer. */
export type Answer<Name extends EndpointName> = Table[Name] extends { answer: infer Schema extends v.GenericSchema }
  ? v.InferInput<Schema>
  : undefined;

/** A request that has passed everything that the table of endpoints asks of it. */
export interface Call<Name extends EndpointName> {
  readonly context: RequestContext;
  readonly parameters: Readonly<Record<ParameterOf<Table[Name]['path']>, string>>;
  readonly body: Body<Name>;
  /** Who calls, where the table says that a session does. */
  readonly session: Table[Name]['caller'] extends 'session' ? SessionCaller : undefined;
}

/**
 * Does what an endpoint is for. A `Response` is sent as it is, for answers that are not JSON or have another status.
 */
export type Handler<Name extends EndpointName> = (
  services: Services,
  call: Call<Name>,
) => Promise<Answer<Name> | Response>;

export type Handlers = { readonly [Name in EndpointName]: Handler<Name> };
