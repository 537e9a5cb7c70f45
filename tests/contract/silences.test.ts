import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { call, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';
import { minute, second, TestClock } from './test-clock.ts';

const clock = new TestClock();
let backend: TestBackend;
let schedule: string;
let candidate: TestCandidate;
beforeAll(async () => {
  backend = await startTestBackend({ now: clock.now });
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());
beforeEach(async () => {
  clock.pass(minute);
  candidate = await makeCandidate(backend, { schedule });
});

const heartbeat = { phase: 'active', waitingBytes: 0, waitingParts: 0, entries: 0 };
const beat = (of = candidate) => of.ask('heartbeat', { body: heartbeat });
const part = (number: number) => candidate.put(someBytes(50), { stream: 'camera', segment: 0, part: number });

/** Writes an event and sends it. @returns when it arrived */
async function tell(type: Parameters<TestCandidate['event']>[0]): Promise<string> {
  await candidate.event(type);
  await candidate.send();
  return clock.now().toISOString();
}

/** What the console is told of the silences: in the summary of the list, and in the review. */
async function silences(): Promise<{ since: string | null; all: { from: string; to: string | null }[] }> {
  const { attempt } = candidate.grant;
  const token = backend.operatorKey;
  const review = (await call(backend, 'reviewAttempt', { token, parameters: { attempt } })).body;
  const { attempts } = (await call(backend, 'listAttempts', { token })).body;
  const listed = attempts.find((summary: { attempt: string }) => summary.attempt === attempt);
  expect(listed.silentSince).toBe(review.silentSince);
  return { since: listed.silentSince, all: review.silences };
}

const nothing = { since: null, all: [] };

describe('a running session', () => {
  test('is silent once more than 12 s have passed since its last sign of life, and not before', async () => {
    const from = await tell('session.started');
    clock.pass(12 * second);
    expect(await silences()).toEqual(nothing);
    clock.pass(1);
    expect(await silences()).toEqual({ since: from, all: [{ from, to: null }] });
  });

  test('that is killed right after a beat is noticed within 15 s of it', async () => {
    await tell('session.started');
    clock.pass(5 * second);
    const { serverTime } = (await beat()).body;
    clock.pass(15 * second);
    expect((await silences()).since).toBe(serverTime);
  });

  test.each([
    ['a heartbeat', beat],
    ['the journal', () => tell('focus.lost')],
    ['entries that are stored already', () => candidate.send()],
    ['a part', () => part(0)],
    ['a part that is stored already', () => part(1)],
  ])('breaks its silence by %s; the silence is kept with both ends', async (_, sign) => {
    await part(1);
    const from = await tell('session.started');
    const to = clock.pass(12 * second + 1);
    await sign();
    expect(await silences()).toEqual({ since: null, all: [{ from, to }] });
    clock.pass(12 * second);
    expect(await silences()).toEqual({ since: null, all: [{ from, to }] });
    clock.pass(1);
    expect(await silences()).toEqual({
      since: to,
      all: [
        { from, to },
        { from: to, to: null },
      ],
    });
  });

  test('that beats in time leaves none behind, lost beats in between or not', async () => {
    await tell('session.started');
    for (const pause of [5, 5, 10, 12, 5]) {
      clock.pass(pause * second);
      await beat();
    }
    expect(await silences()).toEqual(nothing);
  });

  test('that comes back with eight requests at once has had one silence', async () => {
    const from = await tell('session.started');
    const to = clock.pass(minute);
    await Promise.all(Array.from({ length: 8 }, (_, number) => (number % 2 === 0 ? beat() : part(number))));
    expect(await silences()).toEqual({ since: null, all: [{ from, to }] });
  });

  test('that is paused is heard of while it beats, and silent when it does not', async () => {
    await tell('session.started');
    const from = await tell('session.paused');
    for (let beats = 0; beats < 5; beats += 1) {
      clock.pass(5 * second);
      await beat();
    }
    expect(await silences()).toEqual(nothing);
    clock.pass(13 * second);
    expect((await silences()).since).toBe(new Date(Date.parse(from) + 25 * second).toISOString());
  });
});

describe('there is no silence', () => {
  test('before the exam has started, however long the start takes', async () => {
    clock.pass(5 * minute);
    expect(await silences()).toEqual(nothing);
    await tell('session.started');
    expect(await silences()).toEqual(nothing);
  });

  test('of an attempt that nobody has opened', async () => {
    const body = { candidate: { id: 'late', name: 'Late' } };
    const token = backend.operatorKey;
    const { attempt } = (await call(backend, 'createAttempt', { token, parameters: { schedule }, body })).body;
    clock.pass(minute);
    const review = await call(backend, 'reviewAttempt', { token, parameters: { attempt } });
    expect(review.body).toMatchObject({ silentSince: null, silences: [] });
  });

  test('after the end', async () => {
    await tell('session.started');
    await tell('session.submitted');
    clock.pass(5 * minute);
    expect(await silences()).toEqual(nothing);
    await candidate.finish();
    clock.pass(5 * minute);
    expect(await silences()).toEqual(nothing);
  });

  test('but the one that its end broke is kept', async () => {
    const from = await tell('session.started');
    const to = clock.pass(minute);
    await tell('session.submitted');
    clock.pass(minute);
    expect(await silences()).toEqual({ since: null, all: [{ from, to }] });
  });
});

test('a backend that was away itself does not blame that on those who come back at once', async () => {
  const first = await startTestBackend({ now: clock.now });
  const [quick, late] = [await makeCandidate(first), await makeCandidate(first)];
  for (const each of [quick, late]) {
    await each.event('session.started');
    await each.send();
  }
  const from = clock.now().toISOString();
  await first.stop();
  clock.pass(3 * minute);
  const again = await startTestBackend({ now: clock.now, dataDir: first.dataDir });
  for (const each of [quick, late]) each.backend = again;
  const reviewed = async ({ grant: { attempt } }: TestCandidate) =>
    (await call(again, 'reviewAttempt', { token: again.operatorKey, parameters: { attempt } })).body;
  clock.pass(12 * second);
  expect(await reviewed(late)).toMatchObject({ silentSince: null, silences: [] });
  await beat(quick);
  clock.pass(1);
  expect(await reviewed(quick)).toMatchObject({ silentSince: null, silences: [] });
  expect(await reviewed(late)).toMatchObject({ silentSince: from, silences: [{ from, to: null }] });
  await again.remove();
});

test('a part is a sign of life that the platform sees too', async () => {
  const at = clock.pass(3 * second);
  await part(0);
  const ask = { token: backend.platformKey, parameters: { attempt: candidate.grant.attempt } };
  expect((await call(backend, 'readAttempt', ask)).body).toMatchObject({ lastSeenAt: at, silentSince: null });
});
