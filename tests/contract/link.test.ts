import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bodyLimits } from '../../src/protocol/api.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { call, extensionId, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend();
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

const candidate = () => makeCandidate(backend, { schedule });
const push = (of: TestCandidate, bytes: number) => of.ask('measureLink', { bytes: someBytes(bytes) });

describe('measuring the link', () => {
  test('answers how much arrived, and how long it took by the clock of the backend', async () => {
    const { status, body } = await push(await candidate(), 100_000);
    expect(status).toBe(200);
    expect(body).toEqual({ bytes: 100_000, ms: expect.any(Number) });
  });

  test('a body that takes its time is told to have taken it', async () => {
    const { grant } = await candidate();
    const half = someBytes(4_000);
    const slow = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(half);
        await new Promise((resolve) => setTimeout(resolve, 300));
        controller.enqueue(half);
        controller.close();
      },
    });
    const init = { method: 'POST', headers: { Authorization: `Bearer ${grant.token}` }, body: slow, duplex: 'half' };
    const address = `${backend.origin}${pathTo('measureLink', { session: grant.session })}`;
    const answer = (await (await fetch(address, init as RequestInit)).json()) as { bytes: number; ms: number };
    expect(answer.bytes).toBe(8_000);
    expect(answer.ms).toBeGreaterThanOrEqual(250);
  });

  test('an empty body is a body', async () => {
    expect((await push(await candidate(), 0)).body).toMatchObject({ bytes: 0 });
  });

  test('keeps nothing: neither part nor journal entry, and the attempt goes no further', async () => {
    const one = await candidate();
    await push(one, 1_000);
    const parameters = { attempt: one.grant.attempt };
    const { body } = await call(backend, 'reviewAttempt', { token: backend.operatorKey, parameters });
    expect(body).toMatchObject({ state: 'opened', entries: 0, parts: 0, bytes: 0 });
  });

  test('is for the session alone', async () => {
    const [one, other] = [await candidate(), await candidate()];
    const parameters = { session: one.grant.session };
    const bytes = someBytes(10);
    expect((await call(backend, 'measureLink', { parameters, bytes })).status).toBe(401);
    const { status } = await call(backend, 'measureLink', { token: other.grant.token, parameters, bytes });
    expect([401, 403, 404]).toContain(status);
  });

  test('refuses a body that is too large, announced or not', async () => {
    const { grant } = await candidate();
    const tooLarge = someBytes(bodyLimits.link + 1);
    const parameters = { session: grant.session };
    const { body } = await call(backend, 'measureLink', { token: grant.token, parameters, bytes: tooLarge });
    expect(body).toMatchObject({ status: 413 });
    const init = { method: 'POST', headers: { Authorization: `Bearer ${grant.token}` }, duplex: 'half' };
    const stream = new Blob([tooLarge]).stream();
    const address = `${backend.origin}${pathTo('measureLink', parameters)}`;
    expect((await fetch(address, { ...init, body: stream } as RequestInit)).status).toBe(413);
  });

  test('a session that measures again and again is told to wait, and others are not', async () => {
    const [one, other] = [await candidate(), await candidate()];
    const statuses = new Set<number>();
    for (let at = 0; at < 60; at += 1) statuses.add((await push(one, 1)).status);
    expect([...statuses]).toEqual([200]);
    const { status, headers, body } = await push(one, 1);
    expect(status).toBe(429);
    expect(Number(headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(body.type).toMatch(/\/busy$/);
    expect((await push(other, 1)).status).toBe(200);
  });

  test('the extension may do it from its own origin', async () => {
    const { grant } = await candidate();
    const origin = `chrome-extension://${extensionId}`;
    const parameters = { session: grant.session };
    const ask = { token: grant.token, parameters, bytes: someBytes(1), headers: { Origin: origin } };
    const { headers } = await call(backend, 'measureLink', ask);
    expect(headers.get('Access-Control-Allow-Origin')).toBe(origin);
  });
});
