import type * as v from 'valibot';
import { askBackend } from '../../src/browser/backend-door.ts';
import type { SessionRecord } from '../../src/browser/database.ts';
import { contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import { delivered, NotDelivered, type Outcome, readHealth } from '../../src/outbox/verdict.ts';
import { healthHeader } from '../../src/protocol/api.ts';
import { type EndpointName, pathTo } from '../../src/protocol/endpoints.ts';

const usualPatienceMs = 30_000;

export interface Delivery {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly query?: string;
  /** How long the answer may take, in milliseconds. */
  readonly patienceMs?: number;
  /** Gives the request up. */
  readonly signal?: AbortSignal;
  /** Told what the backend says of its health when it answered, be it with a refusal; null when it says nothing. */
  readonly onAnswer?: (health: number | null, isMultiplexed: boolean) => void;
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
export function deliver<S extends v.GenericSchema>(
  session: SessionRecord,
  endpoint: EndpointName,
  schema: S,
  delivery: Delivery,
): Promise<v.InferOutput<S>> {
  const parameters = { session: session.id, ...delivery.parameters };
  const headers = { ...sessionHeaders(session), ...delivery.headers };
  return ask(session.backend, endpoint, schema, { ...delivery, headers, parameters });
}

/**
 * Sends one request and accepts its answer.
 * @throws NotDelivered when anything but a success in the protocol's form came back
 */
export async function ask<S extends v.GenericSchema>(
  backend: string,
  endpoint: EndpointName,
  schema: S,
  { method, headers = {}, body, parameters = {}, query = '', patienceMs = usualPatienceMs, signal, onAnswer }: Delivery,
): Promise<v.InferOutput<S>> {
  const url = `${backend}${pathTo(endpoint, parameters)}${query}`;
  const init: RequestInit = {
    method,
    headers: { ...(await digestOf(body)), ...headers },
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.any([AbortSignal.timeout(patienceMs), ...(signal ? [signal] : [])]),
  };
  const { outcome, health } = await exchange(url, body === undefined ? init : { ...init, body });
  try {
    const answer = delivered(outcome, schema, Date.now());
    onAnswer?.(health, isMultiplexed(url));
    return answer;
  } catch (error) {
    // A refusal is an answer; a sign-in page is none.
    if (error instanceof NotDelivered && !error.isOffline && !error.isForeign) onAnswer?.(health, isMultiplexed(url));
    throw error;
  }
}

/** Sends a JSON document. */
export function json(value: unknown): Pick<Delivery, 'headers' | 'body'> {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(value) };
}

async function digestOf(body: BodyInit | undefined): Promise<Record<string, string>> {
  return typeof body === 'string' ? { 'Content-Digest': contentDigest(await sha256Hex(body)) } : {};
}

async function exchange(url: string, init: RequestInit): Promise<{ outcome: Outcome; health: number | null }> {
  try {
    const response = await askBackend(url, init);
    const text = await response.text();
    const retryAfter = response.headers.get('Retry-After');
    const outcome = { kind: 'answer', status: response.status, body: parse(text), retryAfter } as const;
    return { outcome, health: readHealth(response.headers.get(healthHeader)) };
  } catch {
    return { outcome: { kind: 'nothing' }, health: null };
  }
}

/** Whether the browser carries many requests to this address over one connection. */
function isMultiplexed(url: string): boolean {
  const entry = performance.getEntriesByName(url, 'resource').at(-1);
  performance.clearResourceTimings();
  return entry instanceof PerformanceResourceTiming && /^h[23]/.test(entry.nextHopProtocol);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
