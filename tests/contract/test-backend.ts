import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type BackendOptions, startBackend } from '../../backend/server.ts';
import { problem } from '../../src/protocol/api.ts';
import type { Endpoint } from '../../src/protocol/endpoint.ts';
import { type EndpointName, endpoints, pathTo } from '../../src/protocol/endpoints.ts';

/** The extension that the backends of these tests serve. */
export const extensionId = 'abcdefghijklmnopabcdefghijklmnop';

/** A backend of a test, on a free port and in a folder of its own. */
export interface TestBackend {
  readonly origin: string;
  readonly port: number;
  readonly dataDir: string;
  readonly platformKey: string;
  readonly operatorKey: string;
  /** Closes the backend and keeps its folder. */
  stop(): Promise<void>;
  /** Closes the backend and removes its folder. */
  remove(): Promise<void>;
}

export async function startTestBackend(options: Partial<BackendOptions> = {}): Promise<TestBackend> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'vigil-backend-')));
  const backend = await startBackend({ port: 0, extensionIds: [extensionId], ...options, dataDir });
  const { origin, port, platformKey, operatorKey } = backend;
  const stop = () => backend.close();
  const remove = async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { origin, port, dataDir, platformKey, operatorKey, stop, remove };
}

export interface Ask {
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Bearer token; none when absent. */
  readonly token?: string;
  /** Behind the path, such as `?after=3`. */
  readonly query?: string;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape, after the schema has accepted them
  readonly body: any;
}

/**
 * Calls an endpoint, and holds its answer against the schema of the contract: its own when all is well, a problem
 * otherwise.
 */
export async function call(backend: { origin: string }, name: EndpointName, ask: Ask = {}): Promise<Reply> {
  const endpoint: Endpoint = endpoints[name];
  const response = await fetch(`${backend.origin}${pathTo(name, ask.parameters)}${ask.query ?? ''}`, {
    method: endpoint.method,
    redirect: 'manual',
    headers: {
      ...(ask.token === undefined ? {} : { Authorization: `Bearer ${ask.token}` }),
      ...(ask.body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...ask.headers,
    },
    ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
    ...(ask.bytes === undefined ? {} : { body: ask.bytes }),
  });
  const isStream = response.headers.get('content-type') === 'text/event-stream';
  const text = isStream ? '' : await response.text();
  if (isStream) await response.body?.cancel(); // it would never end
  return { status: response.status, headers: response.headers, body: checked(endpoint, response, text) };
}

function checked(endpoint: Endpoint, response: Response, text: string): unknown {
  if (!response.ok) {
    if (response.headers.get('content-type') !== 'application/problem+json') throw new Error(`not a problem: ${text}`);
    const document = v.parse(problem, JSON.parse(text));
    if (document.status !== response.status) throw new Error('the problem names another status than the answer has');
    if (document.detail.length < 20) throw new Error(`the problem says too little: ${text}`);
    return document;
  }
  if (!endpoint.answer) return text;
  const document: unknown = JSON.parse(text);
  v.parse(endpoint.answer, document);
  return document;
}

/** The stable name of a problem. */
export function problemName(reply: Reply): string {
  return `${reply.status} ${String(reply.body.type).split('/').at(-1)}`;
}
