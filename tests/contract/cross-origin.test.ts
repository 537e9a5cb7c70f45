import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/protocol/endpoint.ts';
import { type EndpointName, endpoints, pathTo } from '../../src/protocol/endpoints.ts';
import { extensionId, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate } from './test-candidate.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend.remove());

const names = Object.keys(endpoints) as EndpointName[];
const open: readonly EndpointName[] = ['keys', 'health'];
const guarded = names.filter((name) => name === 'openLaunch' || endpoints[name].caller === 'session');
const forExtension = [...open, ...guarded];
const others = names.filter((name) => !forExtension.includes(name));
const ours = `chrome-extension://${extensionId}`;
const strangers = [
  'https://exam.example',
  'null',
  'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
  `${ours}.example`,
];

const someValues = {
  session: crypto.randomUUID(),
  attempt: crypto.randomUUID(),
  schedule: crypto.randomUUID(),
  template: 'x',
  stream: 'camera',
  segment: 0,
  part: 0,
  picture: crypto.randomUUID(),
};

function preflight(name: EndpointName, origin: string): Promise<Response> {
  const headers = { Origin: origin, 'Access-Control-Request-Method': endpoints[name].method };
  return fetch(`${backend.origin}${pathTo(name, someValues)}`, { method: 'OPTIONS', headers });
}

function plain(name: EndpointName, origin: string): Promise<Response> {
  const { method }: Endpoint = endpoints[name];
  return fetch(`${backend.origin}${pathTo(name, someValues)}`, { method, headers: { Origin: origin } });
}

const corsHeaders = (response: Response) =>
  [...response.headers.keys()].filter((key) => key.startsWith('access-control'));

describe.each(forExtension)('%s', (name) => {
  test('may be called by our extension, which need not ask again for two hours', async () => {
    const { status, headers } = await preflight(name, ours);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(ours);
    expect(headers.get('access-control-max-age')).toBe('7200');
    expect(headers.get('access-control-allow-methods')).toContain(endpoints[name].method);
    for (const header of ['Authorization', 'Content-Type', 'Content-Digest', 'Last-Event-ID']) {
      expect(headers.get('access-control-allow-headers')).toContain(header);
    }
  });

  test('lets our extension read the answer, be it a refusal', async () => {
    const response = await plain(name, ours);
    expect(response.ok).toBe(open.includes(name));
    expect(response.headers.get('access-control-allow-origin')).toBe(ours);
    expect(response.headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(response.headers.get('vary')).toContain('Origin');
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
  });

  test.each(strangers)('says nothing to %s', async (origin) => {
    expect(corsHeaders(await preflight(name, origin))).toEqual([]);
    expect(corsHeaders(await plain(name, origin))).toEqual([]);
  });
});

test.each(others)('%s is for no other origin, not even our extension', async (name) => {
  expect(corsHeaders(await preflight(name, ours))).toEqual([]);
  expect(corsHeaders(await plain(name, ours))).toEqual([]);
});

test('a success carries the headers as well', async () => {
  const candidate = await makeCandidate(backend);
  const reply = await candidate.ask('listMessages', { headers: { Origin: ours } });
  expect(reply.status).toBe(200);
  expect(reply.headers.get('access-control-allow-origin')).toBe(ours);
});
