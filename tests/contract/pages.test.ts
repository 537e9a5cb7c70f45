import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyLimits } from '../../src/protocol/api.ts';
import type { Endpoint } from '../../src/protocol/endpoint.ts';
import { type EndpointName, endpoints, pathTo } from '../../src/protocol/endpoints.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let candidate: TestCandidate;
beforeAll(async () => {
  backend = await startTestBackend();
  candidate = await makeCandidate(backend);
});
afterAll(() => backend.remove());

const get = (path: string) => fetch(`${backend.origin}${path}`, { redirect: 'manual' });
const names = Object.keys(endpoints) as EndpointName[];
const withBody = names.filter((name) => 'body' in endpoints[name]);

/** Parameters and a token with which an endpoint lets us in. */
function allowed(name: EndpointName) {
  const { caller } = endpoints[name];
  const parameters = {
    session: candidate.grant.session,
    attempt: candidate.grant.attempt,
    schedule: 'x',
    template: 'x',
  };
  const token = caller === 'session' ? candidate.grant.token : backend.operatorKey;
  return caller === 'anyone' ? { parameters } : { parameters, token };
}

function send(
  name: EndpointName,
  body: string | Uint8Array<ArrayBuffer>,
  type = 'application/json',
): Promise<Response> {
  const { parameters, token } = { token: '', ...allowed(name) };
  const { method }: Endpoint = endpoints[name];
  const headers = { 'Content-Type': type, ...(token && { Authorization: `Bearer ${token}` }) };
  return fetch(`${backend.origin}${pathTo(name, parameters)}`, { method, headers, body });
}

async function problemOf(response: Response) {
  return { status: response.status, ...((await response.json()) as { type: string; detail: string }) };
}

describe.each(withBody)('the body of %s', (name) => {
  test('may not be longer than a document may be', async () => {
    const reply = await call(backend, name, { ...allowed(name), body: { text: 'x'.repeat(bodyLimits.json) } });
    expect(problemName(reply)).toBe('413 too-large');
  });

  test('must be JSON, and say so', async () => {
    for (const response of [
      await send(name, '{"a":'),
      await send(name, '{}', 'text/plain'),
      await send(name, new Uint8Array([0x22, 0xff, 0x22])),
    ]) {
      const problem = await problemOf(response);
      expect(problem.status).toBe(400);
      expect(problem.type).toMatch(/\/invalid-request$/);
    }
  });

  test('must have the members that are expected: what is wrong is named, without a stack', async () => {
    for (const body of [null, [], {}, { unknown: 1 }]) {
      const reply = await call(backend, name, { ...allowed(name), body });
      expect(problemName(reply)).toBe('400 invalid-request');
      expect(JSON.stringify(reply.body)).not.toMatch(/\.ts|node_modules|at .*:\d+/);
    }
  });
});

test('bodies of which the length was not announced have the same limit', async () => {
  const chunks = Array.from({ length: 20 }, () => new TextEncoder().encode(`"${'x'.repeat(100_000)}"`));
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  const init = { method: 'POST', body, duplex: 'half', headers: { 'Content-Type': 'application/json' } };
  const response = await fetch(`${backend.origin}${pathTo('openLaunch')}`, init);
  expect(response.status).toBe(413);
});

describe('every answer', () => {
  test.each(['/v1/health', '/v1/attempts', '/nowhere', '/launch', '/openapi.json', '/', '/console/missing.js'])(
    '%s has the strict headers',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    },
  );

  test.each([
    '/nowhere',
    '/v1/nowhere',
    '/console/missing.js',
    '/console/..%2f..%2fpackage.json',
    '/console/%2e%2e/package.json',
  ])('%s is a problem: not found', async (path) => {
    const response = await get(path);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await problemOf(response)).toMatchObject({ status: 404, type: `${backend.origin}/problems/not-found` });
  });
});

describe('pages for people', () => {
  test('a launch address opened without the extension says what to do, and runs no script', async () => {
    const response = await get('/launch');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    expect(page).toContain('Install the Vigil extension');
    expect(page).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).not.toContain('unsafe');
    const german = await fetch(`${backend.origin}/launch`, { headers: { 'Accept-Language': 'de-AT,de;q=0.9' } });
    expect(await german.text()).toContain('Installieren Sie die Erweiterung Vigil');
  });

  test('the root leads to the console', async () => {
    for (const path of ['/', '/console']) {
      const { status, headers } = await get(path);
      expect([status, headers.get('location')]).toEqual([302, '/console/']);
    }
  });
});

test('health and keys are open to anyone', async () => {
  expect((await call(backend, 'health')).body).toMatchObject({ ok: true });
  const { keys } = (await call(backend, 'keys')).body;
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', x: expect.any(String), kid: expect.any(String), alg: 'EdDSA', use: 'sig' },
  ]);
});
