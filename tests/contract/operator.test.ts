import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

const names = Object.keys(endpoints) as EndpointName[];
const of = (caller: string) => names.filter((name) => endpoints[name].caller === caller);
const nowhere = {
  session: crypto.randomUUID(),
  attempt: crypto.randomUUID(),
  schedule: crypto.randomUUID(),
  template: 'x',
  stream: 'camera',
  segment: 0,
  part: 0,
  picture: crypto.randomUUID(),
};

/** Signs in. @returns the Set-Cookie header */
async function signIn(key = backend.operatorKey): Promise<string> {
  const reply = await call(backend, 'operatorLogin', { body: { key } });
  expect(reply.status).toBe(204);
  return reply.headers.get('set-cookie') ?? '';
}

const cookieOf = (header: string) => header.split(';')[0] ?? '';

describe('who may call', () => {
  test.each(of('session'))('%s: not the platform, not an operator, not nobody', async (name) => {
    for (const token of [backend.platformKey, backend.operatorKey, 'x']) {
      expect(problemName(await call(backend, name, { parameters: nowhere, token }))).toBe('401 unauthorized');
    }
    const nobody = await call(backend, name, { parameters: nowhere });
    expect(problemName(nobody)).toBe('401 unauthorized');
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each(of('platform'))('%s: the platform and an operator, no session', async (name) => {
    for (const token of [candidate.grant.token, 'x', `${backend.platformKey}x`]) {
      expect(problemName(await call(backend, name, { parameters: nowhere, token }))).toBe('401 unauthorized');
    }
    expect(problemName(await call(backend, name, { parameters: nowhere }))).toBe('401 unauthorized');
    for (const token of [backend.platformKey, backend.operatorKey]) {
      expect((await call(backend, name, { parameters: nowhere, token })).status).not.toBe(401);
    }
  });

  test.each(of('operator'))('%s: an operator, not the platform, no session', async (name) => {
    for (const token of [candidate.grant.token, backend.platformKey, 'x']) {
      expect(problemName(await call(backend, name, { parameters: nowhere, token }))).toBe('401 unauthorized');
    }
    expect(problemName(await call(backend, name, { parameters: nowhere }))).toBe('401 unauthorized');
    expect(await statusForOperator(name)).not.toBe(401);
  });

  /** Without waiting for the end of the answer: a stream has none. */
  async function statusForOperator(name: EndpointName): Promise<number> {
    const { method } = endpoints[name];
    const headers = { Authorization: `Bearer ${backend.operatorKey}` };
    const response = await fetch(`${backend.origin}${pathTo(name, nowhere)}`, { method, headers });
    await response.body?.cancel();
    return response.status;
  }
});

describe('the cookie of the console', () => {
  test('cannot be read by scripts, is sent by our pages only, and does not hold the key', async () => {
    const header = await signIn();
    expect(header).toMatch(/HttpOnly/);
    expect(header).toMatch(/SameSite=Strict/);
    expect(header).toMatch(/Path=\//);
    expect(header).not.toContain(backend.operatorKey);
  });

  test('over https is bound to this host and to secure connections', async () => {
    const secure = await startTestBackend({ publicOrigin: 'https://vigil.example' });
    // The public address leads elsewhere; here the backend is reached on its port.
    const direct = { origin: `http://127.0.0.1:${secure.port}` };
    const header = (await call(direct, 'operatorLogin', { body: { key: secure.operatorKey } })).headers.get(
      'set-cookie',
    );
    expect(header).toMatch(/^__Host-vigil-operator=.*Secure/);
    const Cookie = cookieOf(header ?? '');
    expect((await call(direct, 'listAttempts', { headers: { Cookie } })).status).toBe(200);
    await secure.remove();
  });

  test('opens the console until the operator leaves', async () => {
    const Cookie = cookieOf(await signIn());
    expect((await call(backend, 'listAttempts', { headers: { Cookie } })).status).toBe(200);
    const left = await call(backend, 'operatorLogout', { headers: { Cookie } });
    expect(left.status).toBe(204);
    expect(left.headers.get('set-cookie')).toMatch(/Max-Age=0/);
    expect(problemName(await call(backend, 'listAttempts', { headers: { Cookie } }))).toBe('401 unauthorized');
  });

  test.each([
    ['same-origin', 200],
    ['none', 200],
    ['same-site', 401],
    ['cross-site', 401],
  ])('sent from a %s page is answered with %i', async (site, status) => {
    const headers = { Cookie: cookieOf(await signIn()), 'Sec-Fetch-Site': site };
    expect((await call(backend, 'listAttempts', { headers })).status).toBe(status);
  });

  test.each([
    ['http://localhost:4601', 401],
    ['null', 401],
  ])('sent by %s is worth nothing in browsers that say no more', async (Origin, status) => {
    const headers = { Cookie: cookieOf(await signIn()), Origin };
    expect((await call(backend, 'operatorLogout', { headers })).status).toBe(status);
    expect((await call(backend, 'listAttempts', { headers: { ...headers, Origin: backend.origin } })).status).toBe(200);
  });

  test('is not given for a wrong key', async () => {
    const reply = await call(backend, 'operatorLogin', { body: { key: backend.platformKey } });
    expect(problemName(reply)).toBe('401 unauthorized');
    expect(reply.headers.get('set-cookie')).toBeNull();
  });

  test('made up is worth nothing', async () => {
    const Cookie = 'vigil-operator=made-up';
    expect((await call(backend, 'listAttempts', { headers: { Cookie } })).status).toBe(401);
  });

  test('loads a segment for a video element', async () => {
    await candidate.put(new Uint8Array([1, 2, 3]), { stream: 'camera', segment: 0, part: 0 });
    const parameters = { attempt: candidate.grant.attempt, stream: 'camera', segment: 0 };
    const headers = { Cookie: cookieOf(await signIn()), 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Dest': 'video' };
    const response = await fetch(`${backend.origin}${pathTo('readSegment', parameters)}`, { headers });
    expect(response.status).toBe(200);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });
});

test('a new operator key signs everybody out', async () => {
  const first = await startTestBackend({ operatorKey: 'the-first-operator-key' });
  const Cookie = cookieOf(
    (await call(first, 'operatorLogin', { body: { key: 'the-first-operator-key' } })).headers.get('set-cookie') ?? '',
  );
  expect((await call(first, 'listAttempts', { headers: { Cookie } })).status).toBe(200);
  await first.stop();
  const second = await startTestBackend({ dataDir: first.dataDir, operatorKey: 'the-second-operator-key' });
  expect((await call(second, 'listAttempts', { headers: { Cookie } })).status).toBe(401);
  await second.remove();
});
