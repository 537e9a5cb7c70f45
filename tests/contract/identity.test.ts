import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { openStream } from './event-stream.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend({ keepAliveMs: 40 });
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

/** A candidate who handed photos in; a person has to look at them unless told otherwise. */
async function applicant(cause = 'live'): Promise<TestCandidate> {
  const candidate = await makeCandidate(backend, { schedule });
  await show(candidate, 0, cause);
  return candidate;
}

async function show(candidate: TestCandidate, document: number, cause = 'live'): Promise<void> {
  const entry = await candidate.event('identity.shown', 0, { document, face: document + 1, blackened: 1 }, cause);
  expect((await candidate.send([entry])).status).toBe(200);
}

function decide({ grant }: TestCandidate, decision: object, token = backend.operatorKey) {
  const body = { id: crypto.randomUUID(), verdict: 'admit', document: 0, reason: '', ...decision };
  return call(backend, 'decideOnIdentity', { token, parameters: { attempt: grant.attempt }, body });
}

async function standing({ grant }: TestCandidate) {
  const parameters = { attempt: grant.attempt };
  return (await call(backend, 'readAttempt', { token: backend.platformKey, parameters })).body.identity;
}

async function orders(candidate: TestCandidate) {
  const body = { phase: 'onboarding', waitingBytes: 0, waitingParts: 0, entries: candidate.entries.length };
  return (await candidate.ask('heartbeat', { body })).body.orders;
}

const dataOf = (block: string | null) =>
  JSON.parse(
    block
      ?.split('\n')
      .find((line) => line.startsWith('data: '))
      ?.slice(6) ?? 'null',
  );
const isOrder = (block: string) => block.startsWith('event: order');

describe('the queue of those who wait to be admitted', () => {
  test('holds whose photos a person has to look at, and nobody else', async () => {
    expect(await standing(await makeCandidate(backend, { schedule }))).toBeNull();
    expect(await standing(await applicant('photo'))).toBeNull();
    const before = new Date().toISOString();
    const candidate = await applicant();
    const { since, ...waiting } = await standing(candidate);
    expect(waiting).toEqual({ state: 'waiting', document: 0 });
    expect(since >= before && since <= new Date().toISOString()).toBe(true);
  });

  test('holds the newest photos', async () => {
    const candidate = await applicant();
    await decide(candidate, { verdict: 'refuse', reason: 'Too dark.' });
    expect(await standing(candidate)).toMatchObject({ state: 'refused', document: 0 });
    await show(candidate, 2);
    expect(await standing(candidate)).toMatchObject({ state: 'waiting', document: 2 });
  });
});

describe('a decision', () => {
  test('reaches the candidate on the stream that is open, and with each heartbeat until the journal tells of it', async () => {
    const candidate = await applicant();
    const stream = await openStream(candidate);
    await stream.next((block) => block === ': open');
    const id = crypto.randomUUID();
    const at = performance.now();
    expect((await decide(candidate, { id })).status).toBe(204);
    expect(dataOf(await stream.next(isOrder))).toEqual({ id, kind: 'admit', reason: '' });
    expect(performance.now() - at).toBeLessThan(2000);
    expect(await standing(candidate)).toMatchObject({ state: 'admitted' });
    expect(await orders(candidate)).toEqual([{ id, kind: 'admit', reason: '' }]);
    const again = await openStream(candidate);
    expect(dataOf(await again.next(isOrder))).toMatchObject({ id });
    const carriedOut = await candidate.event('identity.admitted', 0, { order: id, waitedMs: 900 }, 'desk');
    await candidate.send([carriedOut]);
    expect(await orders(candidate)).toEqual([]);
    stream.leave();
    again.leave();
  });

  test('is told once on a stream, whatever else comes over it', async () => {
    const candidate = await applicant();
    const stream = await openStream(candidate);
    await decide(candidate, {});
    await stream.next(isOrder);
    for (const text of ['Thank you', 'Goodbye']) {
      await candidate.ask('postMessage', { body: { id: crypto.randomUUID(), text, at: new Date().toISOString() } });
      expect(await stream.next()).toContain(text);
    }
    stream.leave();
  });

  test('counts once: repeated it is harmless, and of several the first holds', async () => {
    const candidate = await applicant();
    const id = crypto.randomUUID();
    const replies = await Promise.all(Array.from({ length: 6 }, () => decide(candidate, { id })));
    expect(replies.map(({ status }) => status)).toEqual(Array(6).fill(204));
    expect(await orders(candidate)).toHaveLength(1);
    const late = await decide(candidate, { verdict: 'refuse', reason: 'Too late.' });
    expect(problemName(late)).toBe('409 invalid-request');
    expect(await standing(candidate)).toMatchObject({ state: 'admitted' });
  });

  test('is about the photos that were looked at', async () => {
    const candidate = await applicant();
    await show(candidate, 2);
    expect(problemName(await decide(candidate, { document: 0 }))).toBe('409 invalid-request');
    expect(await orders(candidate)).toEqual([]);
    expect((await decide(candidate, { document: 2 })).status).toBe(204);
  });

  test('that asks for other photos says why', async () => {
    const candidate = await applicant();
    expect(problemName(await decide(candidate, { verdict: 'refuse', reason: '  ' }))).toBe('400 invalid-request');
    expect((await decide(candidate, { verdict: 'refuse', reason: ' The name is covered. ' })).status).toBe(204);
    expect(await orders(candidate)).toMatchObject([{ kind: 'refuse', reason: 'The name is covered.' }]);
  });

  test('is the desk’s alone, and about an attempt that goes on', async () => {
    const candidate = await applicant();
    for (const token of [candidate.grant.token, backend.platformKey]) {
      expect(problemName(await decide(candidate, {}, token))).toBe('401 unauthorized');
    }
    const unshown = await makeCandidate(backend, { schedule });
    expect(problemName(await decide(unshown, {}))).toBe('409 invalid-request');
    await candidate.finish(await candidate.signEnd({ reason: 'declined' }));
    expect(problemName(await decide(candidate, {}))).toMatch(/attempt-over$/);
  });
});

test('a picture is stored as a part, served as a picture and counted by the receipt', async () => {
  const candidate = await makeCandidate(backend, { schedule });
  const place = { stream: 'identity', segment: 0, part: 0 } as const;
  const bytes = someBytes(3000);
  const entry = await candidate.recorded(bytes, place, true, { mime: 'image/jpeg', duration: 0 });
  await candidate.send([entry]);
  expect((await candidate.put(bytes, place)).status).toBe(201);
  const path = pathTo('readSegment', { attempt: candidate.grant.attempt, stream: 'identity', segment: 0 });
  const response = await fetch(`${backend.origin}${path}`, {
    headers: { Authorization: `Bearer ${backend.operatorKey}` },
  });
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  expect((await candidate.finish()).status).toBe(200);
  const reply = await call(backend, 'reviewAttempt', {
    token: backend.operatorKey,
    parameters: { attempt: candidate.grant.attempt },
  });
  expect(reply.body.segments).toMatchObject([{ stream: 'identity', parts: 1, duration: 0, complete: true }]);
});
