import type * as v from 'valibot';
import type { SessionRecord } from '../../src/browser/database.ts';
import { contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import { delivered, type Outcome } from '../../src/outbox/verdict.ts';
import { type EndpointName, pathTo } from '../../src/protocol/endpoints.ts';

const patienceMs = 60_000;

export interface Delivery {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly query?: string;
}

/** The headers that say whose session a request belongs to. */
export function sessionHeaders({ token }: SessionRecord): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

/**
 * Sends one request of a session and accepts its answer. A document carries its digest: one that is damaged on its way
 * would break the journal's chain for good.
 * @throws NotDelivered when anything but a success in the protocol's form came back
 */
export async function deliver<S extends v.GenericSchema>(
  session: SessionRecord,
  endpoint: EndpointName,
  schema: S,
  { method, headers = {}, body, parameters = {}, query = '' }: Delivery,
): Promise<v.InferOutput<S>> {
  const url = `${session.backend}${pathTo(endpoint, { session: session.id, ...parameters })}${query}`;
  const init: RequestInit = {
    method,
    headers: { ...sessionHeaders(session), ...(await digestOf(body)), ...headers },
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  };
  return delivered(await ask(url, body === undefined ? init : { ...init, body }), schema, Date.now());
}

/** Sends a JSON document. */
export function json(value: unknown): Pick<Delivery, 'headers' | 'body'> {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

async function digestOf(body: BodyInit | undefined): Promise<Record<string, string>> {
  return typeof body === 'string' ? { 'Content-Digest': contentDigest(await sha256Hex(body)) } : {};
}

async function ask(url: string, init: RequestInit): Promise<Outcome> {
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    const retryAfter = response.headers.get('Retry-After');
    return { kind: 'answer', status: response.status, body: parse(text), retryAfter };
  } catch {
    return { kind: 'nothing' };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
