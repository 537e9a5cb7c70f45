import { signal } from '@preact/signals';
import * as v from 'valibot';
import type { PolicyFault } from '../../../src/policy/combinations.ts';
import { problem } from '../../../src/protocol/api.ts';
import { type EndpointName, endpoints, pathTo } from '../../../src/protocol/endpoints.ts';

type Schema<Name extends EndpointName> = (typeof endpoints)[Name] extends {
  readonly answer: infer Answer extends v.GenericSchema;
}
  ? Answer
  : v.VoidSchema<undefined>;

/** What an endpoint answers, as the contract says. */
export type Answer<Name extends EndpointName> = v.InferOutput<Schema<Name>>;

export type Template = Answer<'listTemplates'>['templates'][number];
export type Schedule = Answer<'listSchedules'>['schedules'][number];

/** Why a call failed: nobody answered, nobody is signed in, or the backend refused. The message may be shown. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly kind: 'gone' | 'signed-out' | 'refused';
  /** Keys of a policy that break a rule. */
  readonly faults: readonly PolicyFault[];
  constructor(kind: ApiError['kind'], message: string, faults: readonly PolicyFault[] = []) {
    super(message);
    this.kind = kind;
    this.faults = faults;
  }
}

/** Whether the backend answered the last call; null before the first. */
export const reachable = signal<boolean | null>(null);
/** Whether an operator is signed in; null until the first answer tells. */
export const signedIn = signal<boolean | null>(null);

interface Request {
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Calls one endpoint of the backend as the signed-in operator.
 * @throws ApiError, and the signal's reason when it aborts
 */
export async function call<Name extends EndpointName>(name: Name, request: Request = {}): Promise<Answer<Name>> {
  const response = await send(name, request);
  const document: unknown = response.status === 204 ? undefined : await response.json().catch(() => null);
  if (!response.ok) throw refusal(response.status, document);
  if (name !== 'operatorLogout') signedIn.value = true;
  const { answer } = endpoints[name] as { answer?: v.GenericSchema };
  if (!answer) return undefined as Answer<Name>;
  const parsed = v.safeParse(answer, document);
  if (parsed.success) return parsed.output as Answer<Name>;
  throw new ApiError('refused', 'The backend’s answer was not understood. Console and backend may differ in version.');
}

async function send(name: EndpointName, { parameters, body, signal: abort }: Request): Promise<Response> {
  const json =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  try {
    const response = await fetch(pathTo(name, parameters), {
      method: endpoints[name].method,
      ...json,
      ...(abort ? { signal: abort } : {}),
    });
    reachable.value = true;
    return response;
  } catch {
    abort?.throwIfAborted();
    reachable.value = false;
    throw new ApiError('gone', 'The backend does not answer.');
  }
}

function refusal(status: number, document: unknown): ApiError {
  signedIn.value = status !== 401;
  if (status === 401) return new ApiError('signed-out', detailOf(document) ?? 'Sign in again with the operator key.');
  const faults = v.is(problem, document) ? (document.faults ?? []) : [];
  return new ApiError('refused', detailOf(document) ?? `The backend answered ${status} without saying why.`, faults);
}

function detailOf(document: unknown): string | undefined {
  return v.is(problem, document) ? document.detail : undefined;
}

/**
 * Signs in with the operator key; the backend answers with a cookie that scripts cannot read.
 * @throws ApiError
 */
export async function signIn(key: string): Promise<void> {
  await call('operatorLogin', { body: { key } });
}

/** Signs out, also when the backend cannot be told. */
export async function signOut(): Promise<void> {
  await call('operatorLogout').catch(() => {});
  signedIn.value = false;
}

/** The address of one segment as a playable video; a segment that grew has a new address. */
export function segmentAddress(
  attempt: string,
  { stream, segment, bytes }: { readonly stream: string; readonly segment: number; readonly bytes: number },
): string {
  return `${pathTo('readSegment', { attempt, stream, segment })}?bytes=${bytes}`;
}

/**
 * The bytes of one part as it was sent; null when nothing is stored there.
 * @throws ApiError, and the signal's reason when it aborts
 */
export async function readPart(
  parameters: NonNullable<Request['parameters']>,
  abort: AbortSignal,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const response = await send('readPart', { parameters, signal: abort });
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  if (response.status === 404) return null;
  throw refusal(response.status, await response.json().catch(() => null));
}

/** An error's words for whoever sees it. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
