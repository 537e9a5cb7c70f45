import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeAttempt, makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
let candidate: TestCandidate;
const parts = [0, 1, 2, 3].map((part) => someBytes(1000 + part * 100, part));
const whole = Buffer.concat(parts);
beforeAll(async () => {
  backend = await startTestBackend();
  schedule = await makeSchedule(backend);
  candidate = await makeCandidate(backend, { schedule });
  for (const [part, bytes] of parts.entries()) {
    await candidate.recorded(bytes, { stream: 'camera', segment: 3, part }, part === 3);
  }
  await candidate.recorded(someBytes(7), { stream: 'screen', segment: 0, part: 0 });
  await candidate.send();
  for (const part of [2, 0, 3, 1])
    await candidate.put(parts[part] ?? someBytes(0), { stream: 'camera', segment: 3, part });
});
afterAll(() => backend.remove());

function segment(
  of: TestCandidate,
  stream: string,
  number: number | string,
  headers: Record<string, string> = {},
  method = 'GET',
) {
  const path = pathTo('readSegment', { attempt: of.grant.attempt, stream, segment: number });
  return fetch(`${backend.origin}${path}`, {
    method,
    headers: { Authorization: `Bearer ${backend.operatorKey}`, ...headers },
  });
}

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}

async function review(attempt: string) {
  return (await call(backend, 'reviewAttempt', { token: backend.operatorKey, parameters: { attempt } })).body;
}

describe('a segment', () => {
  test('is its parts, joined in order, under the type that the journal names', async () => {
    const response = await segment(candidate, 'camera', 3);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('video/webm;codecs=vp8,opus');
    expect(response.headers.get('content-length')).toBe(String(whole.length));
    expect(response.headers.get('accept-ranges')).toBe('bytes');
    expect((await bytesOf(response)).equals(whole)).toBe(true);
  });

  test.each([
    ['bytes=0-', 0, 4600],
    ['bytes=0-0', 0, 1],
    ['bytes=999-1000', 999, 1001],
    ['bytes=500-3499', 500, 3500],
    ['bytes=4599-', 4599, 4600],
    ['bytes=4000-99999', 4000, 4600],
    ['bytes=-1', 4599, 4600],
    ['bytes=-99999', 0, 4600],
  ])('is sent in portions: %s', async (range, from, to) => {
    const response = await segment(candidate, 'camera', 3, { Range: range });
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/4600`);
    expect(response.headers.get('content-length')).toBe(String(to - from));
    expect((await bytesOf(response)).equals(whole.subarray(from, to))).toBe(true);
  });

  test('is sent whole when several portions are asked for at once', async () => {
    const response = await segment(candidate, 'camera', 3, { Range: 'bytes=0-1,4-5' });
    expect(response.status).toBe(200);
    expect((await bytesOf(response)).length).toBe(4600);
  });

  test('has nothing behind its end', async () => {
    const response = await segment(candidate, 'camera', 3, { Range: 'bytes=4600-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('content-range')).toBe('bytes */4600');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
  });

  test('tells its length alone when only that is asked for', async () => {
    const response = await segment(candidate, 'camera', 3, {}, 'HEAD');
    expect(response.headers.get('content-length')).toBe('4600');
    expect((await bytesOf(response)).length).toBe(0);
  });

  test('can be left in the middle; the next one is served all the same', async () => {
    const leaving = new AbortController();
    const long = await makeCandidate(backend, { schedule });
    await long.put(someBytes(7_000_000), { stream: 'camera', segment: 0, part: 0 });
    const path = pathTo('readSegment', { attempt: long.grant.attempt, stream: 'camera', segment: 0 });
    const headers = { Authorization: `Bearer ${backend.operatorKey}` };
    const response = await fetch(`${backend.origin}${path}`, { headers, signal: leaving.signal });
    await response.body?.getReader().read();
    leaving.abort();
    expect((await bytesOf(await segment(long, 'camera', 0))).length).toBe(7_000_000);
  });

  test('with a hole is served up to it', async () => {
    const other = await makeCandidate(backend, { schedule });
    for (const part of [0, 1, 3]) await other.put(someBytes(100, part), { stream: 'camera', segment: 0, part });
    expect((await bytesOf(await segment(other, 'camera', 0))).length).toBe(200);
    expect((await segment(other, 'camera', 1)).status).toBe(404);
    await other.put(someBytes(100), { stream: 'camera', segment: 1, part: 1 });
    expect((await segment(other, 'camera', 1)).status).toBe(404);
  });

  test("is never served as a page, whatever the candidate's side called it", async () => {
    const other = await makeCandidate(backend, { schedule });
    const bytes = new TextEncoder().encode('<script>alert(1)</script>');
    const entry = await other.recorded(bytes, { stream: 'camera', segment: 0, part: 0 });
    await other.send([{ ...entry, body: { ...entry.body, mime: 'text/html' } }]);
    await other.put(bytes, { stream: 'camera', segment: 0, part: 0 });
    const { headers } = await segment(other, 'camera', 0);
    expect(headers.get('content-type')).toBe('video/webm');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each([
    ['camera', 99],
    ['microphone', 0],
    ['camera', 'x'],
  ])('%s/%s is not found', async (stream, number) => {
    expect((await segment(candidate, stream, number)).status).toBe(404);
  });
});

describe('a review', () => {
  test('holds the policy, the journal and the segments', async () => {
    const body = await review(candidate.grant.attempt);
    expect(body).toMatchObject({
      attempt: candidate.grant.attempt,
      schedule,
      exam: 'Algebra I',
      policy: defaultPolicy('http://localhost:4601'),
      policyHash: candidate.grant.policyHash,
      journal: candidate.entries,
      receipt: null,
      parts: 4,
      bytes: 4600,
      segments: [
        { stream: 'camera', segment: 3, parts: 4, bytes: 4600, from: 180_000, duration: 8000, complete: true },
        { stream: 'screen', segment: 0, parts: 1, bytes: 7, from: 0, duration: 2000, complete: false },
      ],
    });
  });

  test('of an attempt that nobody opened is empty', async () => {
    const { attempt } = await makeAttempt(backend, schedule);
    expect(await review(attempt)).toMatchObject({ state: 'created', journal: [], segments: [], receipt: null });
  });

  test('of an attempt that does not exist is not found', async () => {
    const parameters = { attempt: crypto.randomUUID() };
    for (const name of ['reviewAttempt', 'readAttempt'] as const) {
      expect(problemName(await call(backend, name, { token: backend.operatorKey, parameters }))).toBe('404 not-found');
    }
  });
});

test('attempts are listed, newest first', async () => {
  const own = await startTestBackend();
  const ownSchedule = await makeSchedule(own);
  const made: string[] = [];
  for (let number = 0; number < 3; number += 1) {
    const before = Date.now();
    made.unshift((await makeAttempt(own, ownSchedule)).attempt);
    while (Date.now() === before) await new Promise(setImmediate);
  }
  const { attempts } = (await call(own, 'listAttempts', { token: own.operatorKey })).body;
  expect(attempts.map(({ attempt }: { attempt: string }) => attempt)).toEqual(made);
  await own.remove();
});
