import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStream } from './event-stream.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend({ keepAliveMs: 40 });
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

async function tell(
  candidate: TestCandidate,
  type: 'check.failed' | 'check.passed' | 'check.overridden',
  data: object,
) {
  const { cause, ...facts } = { cause: 'missing', check: 'camera', ...data } as Record<string, string>;
  const entry = await candidate.event(type, 0, facts, cause);
  expect((await candidate.send([entry])).status).toBe(200);
}

/** A candidate whose camera check failed, and who asked the desk. */
async function heldUp(data: object = {}): Promise<TestCandidate> {
  const candidate = await makeCandidate(backend, { schedule });
  await tell(candidate, 'check.failed', { way: 'without', ...data });
  return candidate;
}

function overrule({ grant }: TestCandidate, decision: object = {}, token = backend.operatorKey) {
  const failed = { check: 'camera', cause: 'missing', by: 'Grace', reason: 'It broke this morning.' };
  const body = { id: crypto.randomUUID(), ...failed, ...decision };
  return call(backend, 'overrideCheck', { token, parameters: { attempt: grant.attempt }, body });
}

async function barred({ grant }: TestCandidate) {
  const parameters = { attempt: grant.attempt };
  return (await call(backend, 'readAttempt', { token: backend.platformKey, parameters })).body.barred;
}

async function orders(candidate: TestCandidate) {
  const body = { phase: 'onboarding', waitingBytes: 0, waitingParts: 0, entries: candidate.entries.length };
  return (await candidate.ask('heartbeat', { body })).body.orders;
}

describe('a check that failed', () => {
  test('is listed with its cause until the candidate is past it', async () => {
    expect(await barred(await makeCandidate(backend, { schedule }))).toBeNull();
    const candidate = await heldUp();
    expect(await barred(candidate)).toMatchObject({ check: 'camera', cause: 'missing', way: 'without' });
    await tell(candidate, 'check.passed', { check: 'microphone' });
    expect(await barred(candidate)).not.toBeNull();
    await tell(candidate, 'check.passed', { cause: 'mended' });
    expect(await barred(candidate)).toBeNull();
  });

  test('that nobody understands is passed over', async () => {
    expect(await barred(await heldUp({ check: 'oven' }))).toBeNull();
    expect(await barred(await heldUp({ cause: 'way-3' }))).toBeNull();
    expect(await barred(await heldUp({ way: 'anyhow' }))).toBeNull();
  });

  test('is none of an attempt that has ended', async () => {
    const candidate = await heldUp();
    await candidate.finish(await candidate.signEnd({ reason: 'declined' }));
    expect(await barred(candidate)).toBeNull();
    expect(problemName(await overrule(candidate))).toMatch(/attempt-over$/);
  });
});

describe('an override', () => {
  test('reaches the candidate on the open stream, with the reason and who, until the journal tells of it', async () => {
    const candidate = await heldUp();
    const stream = await openStream(candidate);
    await stream.next((block) => block === ': open');
    const id = crypto.randomUUID();
    const at = performance.now();
    expect((await overrule(candidate, { id })).status).toBe(204);
    const told = await stream.next((block) => block.startsWith('event: order'));
    expect(performance.now() - at).toBeLessThan(2000);
    const order = {
      id,
      kind: 'override',
      reason: 'It broke this morning.',
      override: { check: 'camera', cause: 'missing', by: 'Grace' },
    };
    expect(JSON.parse(told?.split('data: ')[1] ?? 'null')).toEqual(order);
    expect(await barred(candidate)).toBeNull();
    expect(await orders(candidate)).toEqual([order]);
    await tell(candidate, 'check.overridden', { cause: 'desk', order: id });
    expect(await orders(candidate)).toEqual([]);
    stream.leave();
  });

  test('counts once, and of two that are given the first', async () => {
    const candidate = await heldUp();
    const id = crypto.randomUUID();
    const replies = await Promise.all([overrule(candidate, { id }), overrule(candidate, { id })]);
    expect(replies.map(({ status }) => status)).toEqual([204, 204]);
    expect(await orders(candidate)).toHaveLength(1);
    expect(problemName(await overrule(candidate))).toBe('409 invalid-request');
  });

  test('is about the failure that was looked at', async () => {
    const candidate = await heldUp();
    await tell(candidate, 'check.failed', { cause: 'in-use', way: 'without' });
    expect(problemName(await overrule(candidate))).toBe('409 invalid-request');
    expect((await overrule(candidate, { cause: 'in-use' })).status).toBe(204);
  });

  test('is refused where a later step needs the device, and says so', async () => {
    const candidate = await heldUp({ way: 'none' });
    const reply = await overrule(candidate);
    expect(problemName(reply)).toBe('409 invalid-request');
    expect(reply.body.detail).toContain('cannot be overridden');
    expect(await orders(candidate)).toEqual([]);
  });

  test('says why and who, and is the desk’s alone', async () => {
    const candidate = await heldUp();
    expect(problemName(await overrule(candidate, { reason: ' ' }))).toBe('400 invalid-request');
    expect(problemName(await overrule(candidate, { by: '' }))).toBe('400 invalid-request');
    for (const token of [candidate.grant.token, backend.platformKey]) {
      expect(problemName(await overrule(candidate, {}, token))).toBe('401 unauthorized');
    }
  });
});
