import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { healthHeader } from '../../src/protocol/api.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, openLaunch, someBytes, type TestCandidate } from './test-candidate.ts';

// What the outbox of a client may rely on: how loaded a backend is, until when it takes a recording, what time was lost.

const day = 24 * 60 * 60 * 1000;
let backend: TestBackend;
let past = 0;
beforeAll(async () => {
  backend = await startTestBackend({ uploadDays: 3, now: () => new Date(Date.now() + past) });
});
afterAll(() => backend.remove());

const place = { stream: 'camera', segment: 0, part: 0 } as const;

/** Later by so many days, for what is done in it. */
async function later<T>(days: number, work: () => Promise<T>): Promise<T> {
  past = days * day;
  return work().finally(() => {
    past = 0;
  });
}

function summary(candidate: TestCandidate) {
  const ask = { token: backend.platformKey, parameters: { attempt: candidate.grant.attempt } };
  return call(backend, 'readAttempt', ask).then(({ body }) => body);
}

test('every answer to a session says how well the backend is, refusals too', async () => {
  const candidate = await makeCandidate(backend);
  await candidate.event('session.started');
  const answers = [
    await candidate.send(),
    await candidate.put(someBytes(50), place),
    await candidate.put(someBytes(60), place),
    await call(backend, 'health'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 201, 409, 200]);
  for (const { headers } of answers) {
    expect(Number(headers.get(healthHeader))).toBeGreaterThan(0);
    expect(Number(headers.get(healthHeader))).toBeLessThanOrEqual(1);
  }
});

describe('the time in which a recording is taken', () => {
  test('is named when the launch is opened, and the same when it is opened again', async () => {
    const candidate = await makeCandidate(backend);
    const { uploadUntil } = candidate.grant;
    expect(Date.parse(uploadUntil ?? '') - Date.now()).toBeGreaterThan(3 * day - 60_000);
    const again = await openLaunch(backend, candidate.launchToken, candidate.device);
    expect(again.body.uploadUntil).toBe(uploadUntil);
  });

  test('is not over before its end; after it everything is refused, with the date, and the chat stays', async () => {
    const candidate = await makeCandidate(backend);
    await candidate.event('session.started');
    await candidate.recorded(someBytes(50), place, true);
    expect((await later(2.9, () => candidate.send())).status).toBe(200);
    const end = await candidate.signEnd();
    const refused = await later(3.1, async () => [
      await candidate.put(someBytes(50), place),
      await candidate.send(),
      await candidate.finish(end),
    ]);
    for (const reply of refused) {
      expect(problemName(reply)).toBe('410 upload-over');
      expect(reply.body.detail).toContain(candidate.grant.uploadUntil?.slice(0, 10));
    }
    const body = { id: crypto.randomUUID(), text: 'What now?', at: new Date().toISOString() };
    expect((await later(3.1, () => candidate.ask('postMessage', { body }))).status).toBe(201);
  });

  test('does not keep a receipt from who has it already', async () => {
    const candidate = await makeCandidate(backend);
    await candidate.event('session.started');
    await candidate.send();
    const end = await candidate.signEnd();
    const first = await candidate.finish(end);
    expect((await later(3.1, () => candidate.finish(end))).body).toEqual(first.body);
  });
});

test('time that was lost through no doing of the candidate is added up for desk and platform', async () => {
  const candidate = await makeCandidate(backend);
  await candidate.event('session.started');
  expect((await candidate.send()).status).toBe(200);
  expect(await summary(candidate)).toMatchObject({ lostMs: 0 });
  await candidate.event('record.gap', 0.3, { stream: 'all', duration: 61_000 }, 'crash');
  await candidate.event('record.gap', 0.3, { stream: 'all', duration: 500_000 }, 'user');
  await candidate.event('record.gap', 0.3, { stream: 'camera', duration: 9_000 }, 'crash');
  await candidate.event('record.gap', 0.3, { stream: 'all', duration: 4_000 }, 'restart');
  await candidate.send();
  await candidate.send();
  expect(await summary(candidate)).toMatchObject({ lostMs: 65_000 });
});

test.each([
  ['?mb=12', 'About 12 MB'],
  ['', 'A part'],
  ['?mb=%3Cscript%3E', 'A part'],
])('who removes Vigil too early is told what was lost (%s)', async (query, words) => {
  const response = await fetch(`${backend.origin}/uninstalled${query}`);
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(text).toContain(`${words} of the recording`);
  expect(text).not.toContain('script');
});

test.each([
  ['?mb=1200&language=de', 'en', 'lang="de" dir="ltr"', 'Etwa 1.200 MB der Aufzeichnung'],
  ['?language=ar', 'de', 'lang="ar" dir="rtl"', 'أُزيلت إضافة Vigil'],
  ['?mb=3', 'fr-CH, en;q=0.5', 'lang="fr"', 'Environ 3 Mo'],
  ['?language=%3Cscript%3E', 'nl', 'lang="nl"', 'Een deel van de opname'],
])('that page is in the candidate’s language (%s, browser in %s)', async (query, accepted, tag, words) => {
  const headers = { 'Accept-Language': accepted };
  const text = await (await fetch(`${backend.origin}/uninstalled${query}`, { headers })).text();
  expect(text).toContain(`<html ${tag}`);
  expect(text).toContain(words);
  expect(text).not.toContain('script');
});
