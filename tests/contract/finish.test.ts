import { calculateJwkThumbprint, compactVerify, createLocalJWKSet } from 'jose';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/evidence/digest.ts';
import { type Receipt, receipt as receiptSchema } from '../../src/protocol/journal.ts';
import { call, problemName, type Reply, startTestBackend, type TestBackend } from './test-backend.ts';
import {
  makeCandidate,
  makeDevice,
  makeSchedule,
  openLaunch,
  someBytes,
  type TestCandidate,
} from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend();
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

/** What a receipt says, once its signature is verified with the published keys. */
async function readReceipt(reply: Reply): Promise<Receipt> {
  const keys = createLocalJWKSet((await call(backend, 'keys')).body);
  const { payload } = await compactVerify(reply.body.receipt, keys);
  return v.parse(receiptSchema, JSON.parse(new TextDecoder().decode(payload)));
}

const places = [
  { stream: 'camera', segment: 0, part: 0 },
  { stream: 'camera', segment: 0, part: 1 },
  { stream: 'camera', segment: 1, part: 0 },
  { stream: 'screen', segment: 0, part: 0 },
] as const;
const bytesOf = (number: number) => someBytes(1000 + number, number);

/** A candidate whose journal names four parts and is sent; the parts are not. */
async function withRecording(device = makeDevice()): Promise<TestCandidate> {
  const candidate = await makeCandidate(backend, { schedule, device: await device });
  await candidate.event('session.started');
  for (const [number, place] of places.entries()) await candidate.recorded(bytesOf(number), place);
  await candidate.event('record.gap', 0.3, { stream: 'camera', duration: 4200 }, 'crash');
  await candidate.event('session.submitted');
  await candidate.send();
  return candidate;
}

async function withEverything(device = makeDevice()): Promise<TestCandidate> {
  const candidate = await withRecording(device);
  await Promise.all(places.map((place, number) => candidate.put(bytesOf(number), place)));
  return candidate;
}

describe('the receipt', () => {
  test.each(['EdDSA', 'ES256'] as const)('confirms everything (device key %s)', async (alg) => {
    const candidate = await withEverything(makeDevice(alg));
    const end = await candidate.signEnd();
    const reply = await candidate.finish(end);
    expect(reply.status).toBe(200);
    expect(await readReceipt(reply)).toMatchObject({
      session: candidate.grant.session,
      attempt: candidate.grant.attempt,
      exam: 'Algebra I',
      provider: 'Vigil reference backend',
      backend: backend.origin,
      device: await calculateJwkThumbprint(candidate.device.publicJwk),
      policy: candidate.grant.policyHash,
      entries: 7,
      head: candidate.head,
      reason: 'submitted',
      end: await sha256Hex(end),
      startedAt: candidate.entries.at(0)?.at,
      endedAt: candidate.entries.at(-1)?.at,
      streams: [
        { stream: 'camera', segments: 2, parts: 3, bytes: 3003, duration: 6000 },
        { stream: 'screen', segments: 1, parts: 1, bytes: 1003, duration: 2000 },
      ],
      gaps: [{ stream: 'camera', cause: 'crash', duration: 4200 }],
    });
  });

  test('is the same however often it is asked for, at once or later', async () => {
    const candidate = await withEverything(makeDevice('ES256'));
    const replies = await Promise.all(Array.from({ length: 8 }, () => candidate.finish()));
    const later = await candidate.finish();
    expect(new Set([...replies, later].map(({ body }) => body.receipt)).size).toBe(1);
    const ask = { token: backend.operatorKey, parameters: { attempt: candidate.grant.attempt } };
    expect((await call(backend, 'reviewAttempt', ask)).body).toMatchObject({
      state: 'complete',
      receipt: later.body.receipt,
    });
  });

  test('closes the session: nothing more is taken, what is repeated is still confirmed, the chat goes on', async () => {
    const candidate = await withEverything();
    await candidate.finish();
    await candidate.event('note.added');
    expect(problemName(await candidate.send())).toBe('409 attempt-over');
    expect((await candidate.send(candidate.entries.slice(0, 7))).body).toEqual({ next: 7 });
    expect(problemName(await candidate.put(someBytes(10), { stream: 'camera', segment: 7, part: 0 }))).toBe(
      '409 attempt-over',
    );
    expect((await candidate.put(bytesOf(0), places[0])).status).toBe(200);
    expect(problemName(await openLaunch(backend, candidate.launchToken, candidate.device))).toBe('409 attempt-over');
    const message = { id: crypto.randomUUID(), text: 'Did all arrive?', at: new Date().toISOString() };
    expect((await candidate.ask('postMessage', { body: message })).status).toBe(201);
  });

  test('names the agreement that was signed, with the drawing among what was recorded', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const [drawing, place] = [someBytes(900), { stream: 'signature', segment: 0, part: 0 } as const];
    await candidate.recorded(drawing, place, true);
    const text = await sha256Hex('what was agreed');
    const { at } = await candidate.event('agreement.signed', 0, { text, language: 'en', segment: 0 }, 'drawn');
    await candidate.event('session.started');
    await candidate.event('session.submitted');
    await candidate.send();
    expect((await candidate.put(drawing, place)).status).toBe(201);
    const { streams, agreement } = await readReceipt(await candidate.finish());
    expect(agreement).toEqual({ way: 'drawn', at, text });
    expect(streams).toMatchObject([{ stream: 'signature', segments: 1, parts: 1, bytes: 900 }]);
  });

  test('is given to an attempt that was declined before anything was recorded', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const reply = await candidate.finish(await candidate.signEnd({ reason: 'declined' }));
    expect(await readReceipt(reply)).toMatchObject({
      reason: 'declined',
      entries: 0,
      head: candidate.grant.policyHash,
      streams: [],
    });
    const ask = { token: backend.platformKey, parameters: { attempt: candidate.grant.attempt } };
    expect((await call(backend, 'readAttempt', ask)).body).toMatchObject({ state: 'complete', reason: 'declined' });
  });
});

describe('no receipt while', () => {
  test('parts are missing; they are named, and it is given once they are here', async () => {
    const candidate = await withRecording();
    await candidate.put(bytesOf(1), places[1]);
    const reply = await candidate.finish();
    expect(problemName(reply)).toBe('409 incomplete');
    expect(reply.body).toMatchObject({ missing: ['camera/0/0', 'camera/1/0', 'screen/0/0'], expected: 7 });
    await Promise.all(places.map((place, number) => candidate.put(bytesOf(number), place)));
    expect((await candidate.finish()).status).toBe(200);
  });

  test('more than a hundred are missing: the first hundred are named', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    for (let part = 0; part < 120; part += 1)
      await candidate.recorded(someBytes(8, part), { stream: 'screen', segment: 0, part });
    await candidate.send();
    const reply = await candidate.finish();
    expect(reply.body.missing).toEqual(Array.from({ length: 100 }, (_, part) => `screen/0/${part}`));
    expect(reply.body.detail).toContain('120');
  });

  test('a stored part is not the one that the journal names', async () => {
    const candidate = await withRecording();
    await Promise.all(places.map((place, number) => candidate.put(bytesOf(number === 2 ? 9 : number), place)));
    expect((await candidate.finish()).body.missing).toEqual(['camera/1/0']);
  });

  test('entries are missing; the place that is expected is named', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    for (let number = 0; number < 5; number += 1) await candidate.event('focus.lost');
    await candidate.send(candidate.entries.slice(0, 3));
    const reply = await candidate.finish();
    expect(problemName(reply)).toBe('409 incomplete');
    expect(reply.body.expected).toBe(3);
  });

  test('the end leaves out stored entries, or names another last one', async () => {
    const candidate = await withEverything();
    const short = await candidate.finish(await candidate.signEnd({ entries: 6 }));
    expect(problemName(short)).toBe('409 incomplete');
    expect(short.body.expected).toBe(7);
    expect(problemName(await candidate.finish(await candidate.signEnd({ head: '0'.repeat(64) })))).toBe(
      '409 incomplete',
    );
  });
});

describe('an end is refused', () => {
  test('that another device signed', async () => {
    const candidate = await withEverything();
    const reply = await candidate.finish(await candidate.signEnd({}, await makeDevice()));
    expect(problemName(reply)).toBe('400 invalid-request');
    expect(reply.body.detail).toContain('signed');
  });

  test('that was changed after it was signed', async () => {
    const candidate = await withEverything();
    const [header = '', , signature = ''] = (await candidate.signEnd()).split('.');
    const [, payload = ''] = (await candidate.signEnd({ reason: 'left' })).split('.');
    expect(problemName(await candidate.finish(`${header}.${payload}.${signature}`))).toBe('400 invalid-request');
  });

  test.each([{ session: crypto.randomUUID() }, { policy: 'b'.repeat(64) }])(
    'that is for something else: %o',
    async (changes) => {
      const candidate = await withEverything();
      expect(problemName(await candidate.finish(await candidate.signEnd(changes)))).toBe('400 invalid-request');
    },
  );

  test('that is no end record, or no JWS', async () => {
    const candidate = await withEverything();
    const odd = { at: 'yesterday' };
    expect(problemName(await candidate.finish(await candidate.signEnd(odd)))).toBe('400 invalid-request');
    expect(problemName(await candidate.finish('nonsense'))).toBe('400 invalid-request');
  });

  test('after the receipt, when it is not signed by the device', async () => {
    const candidate = await withEverything();
    await candidate.finish();
    expect(problemName(await candidate.finish(await candidate.signEnd({}, await makeDevice())))).toBe(
      '400 invalid-request',
    );
  });
});
