import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import type { JournalEntry } from '../../src/protocol/journal.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend();
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

async function review({ grant }: TestCandidate) {
  return (await call(backend, 'reviewAttempt', { token: backend.operatorKey, parameters: { attempt: grant.attempt } }))
    .body;
}

/** A candidate who has written, and not sent, some events. */
async function withEntries(count: number): Promise<TestCandidate> {
  const candidate = await makeCandidate(backend, { schedule });
  for (let number = 0; number < count; number += 1) await candidate.event('focus.lost', 0.1, { number }, 'blur');
  return candidate;
}

describe('a journal', () => {
  test('is kept in order and as it was sent, in whatever portions', async () => {
    const candidate = await withEntries(7);
    expect((await candidate.send(candidate.entries.slice(0, 1))).body).toEqual({ next: 1 });
    expect((await candidate.send(candidate.entries.slice(1, 5))).body).toEqual({ next: 5 });
    expect((await candidate.send(candidate.entries.slice(5))).body).toEqual({ next: 7 });
    expect((await review(candidate)).journal).toEqual(candidate.entries);
  });

  test('passes over what is stored, alone or mixed with new entries', async () => {
    const candidate = await withEntries(6);
    await candidate.send(candidate.entries.slice(0, 4));
    expect((await candidate.send(candidate.entries.slice(0, 4))).body).toEqual({ next: 4 });
    expect((await candidate.send(candidate.entries.slice(2))).body).toEqual({ next: 6 });
    expect((await review(candidate)).journal).toEqual(candidate.entries);
  });

  test('stores a batch once that is sent eight times at once', async () => {
    const candidate = await withEntries(50);
    const replies = await Promise.all(Array.from({ length: 8 }, () => candidate.send()));
    expect(replies.map(({ status, body }) => `${status} ${body.next}`)).toEqual(Array(8).fill('200 50'));
    expect((await review(candidate)).journal).toEqual(candidate.entries);
  });

  test('takes 200 entries at once and no more', async () => {
    const candidate = await withEntries(201);
    expect(problemName(await candidate.send())).toBe('400 invalid-request');
    expect((await candidate.send(candidate.entries.slice(0, 200))).body).toEqual({ next: 200 });
  });
});

describe('what does not fit', () => {
  test('a batch that is not what its digest says is refused whole, and taken when it is sent again', async () => {
    const candidate = await withEntries(2);
    const body = { entries: candidate.entries };
    const digest = contentDigest(await sha256Hex(JSON.stringify(body)));
    const [first, second] = candidate.entries;
    const damaged = { entries: [first, { ...second, mono: 1 }] };
    const send = (what: unknown) =>
      candidate.ask('appendJournal', { body: what, headers: { 'Content-Digest': digest } });
    expect(problemName(await send(damaged))).toBe('422 digest-mismatch');
    expect((await review(candidate)).journal).toEqual([]);
    expect((await send(body)).body).toEqual({ next: 2 });
  });

  test('a hole: the place that is expected is named', async () => {
    const candidate = await withEntries(5);
    await candidate.send(candidate.entries.slice(0, 2));
    const reply = await candidate.send(candidate.entries.slice(3));
    expect(problemName(reply)).toBe('409 journal-gap');
    expect(reply.body.expected).toBe(2);
  });

  test('another entry at a stored place', async () => {
    const candidate = await withEntries(3);
    await candidate.send();
    const [first, second] = candidate.entries;
    const reply = await candidate.send([first, { ...second, mono: 1 }]);
    expect(problemName(reply)).toBe('409 journal-conflict');
    expect(reply.body.expected).toBe(3);
  });

  test('an entry that does not name the one before it', async () => {
    const candidate = await withEntries(2);
    const [first, second] = candidate.entries;
    const reply = await candidate.send([first, { ...second, prev: candidate.grant.policyHash }]);
    expect(problemName(reply)).toBe('409 journal-conflict');
  });

  test('a first entry that does not name the policy', async () => {
    const candidate = await withEntries(1);
    const reply = await candidate.send([{ ...candidate.entries[0], prev: '0'.repeat(64) }]);
    expect(problemName(reply)).toBe('409 journal-conflict');
  });

  test('two entries in the wrong order', async () => {
    const candidate = await withEntries(2);
    expect(problemName(await candidate.send([...candidate.entries].reverse()))).toBe('409 journal-gap');
  });

  test.each([
    ['session', crypto.randomUUID()],
    ['policy', 'a'.repeat(64)],
  ])('an entry of another %s', async (member, value) => {
    const candidate = await withEntries(1);
    const reply = await candidate.send([{ ...candidate.entries[0], [member]: value }]);
    expect(problemName(reply)).toBe('400 invalid-request');
  });

  test('a member that the contract does not know', async () => {
    const candidate = await withEntries(1);
    const reply = await candidate.send([{ ...candidate.entries[0], keys: 'typed' }]);
    expect(problemName(reply)).toBe('400 invalid-request');
    expect(reply.body.detail).toContain('keys');
  });

  test('nothing of a batch is kept of which one entry does not fit', async () => {
    const candidate = await withEntries(3);
    const broken: JournalEntry[] = candidate.entries.map((entry, place) =>
      place === 2 ? { ...entry, prev: '0'.repeat(64) } : entry,
    );
    await candidate.send(broken);
    expect((await review(candidate)).journal).toEqual([]);
    expect((await candidate.send()).body).toEqual({ next: 3 });
  });
});

describe('the state of an attempt', () => {
  test('follows from its journal', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const ask = { token: backend.platformKey, parameters: { attempt: candidate.grant.attempt } };
    const state = async () => (await call(backend, 'readAttempt', ask)).body;
    expect(await state()).toMatchObject({
      state: 'opened',
      startedAt: null,
      endedAt: null,
      reason: null,
      entries: 0,
      flags: 0,
    });
    const started = await candidate.event('session.started');
    await candidate.send();
    expect(await state()).toMatchObject({ state: 'running', startedAt: started.at, endedAt: null, entries: 1 });
    await candidate.event('fullscreen.left', 0.4);
    await candidate.event('help.opened', 0.29);
    const ended = await candidate.event('session.terminated', 1);
    await candidate.send();
    expect(await state()).toMatchObject({
      state: 'ended',
      reason: 'terminated',
      endedAt: ended.at,
      entries: 4,
      flags: 2,
    });
    await candidate.event('session.submitted');
    await candidate.send();
    expect(await state()).toMatchObject({ state: 'ended', reason: 'terminated', endedAt: ended.at });
  });

  test('an attempt that nobody opened is created', async () => {
    const body = { candidate: { id: 'late', name: 'Late' } };
    const made = await call(backend, 'createAttempt', { token: backend.platformKey, parameters: { schedule }, body });
    const ask = { token: backend.platformKey, parameters: { attempt: made.body.attempt } };
    expect((await call(backend, 'readAttempt', ask)).body).toMatchObject({
      state: 'created',
      lastSeenAt: null,
      candidate: body.candidate,
    });
  });
});

test('a heartbeat tells the clock, the health and the place expected next, and is noted', async () => {
  const candidate = await withEntries(4);
  await candidate.send();
  const body = { phase: 'active', waitingBytes: 10, waitingParts: 1, entries: 4 };
  const reply = await candidate.ask('heartbeat', { body });
  expect(reply.body).toMatchObject({ next: 4, orders: [] });
  expect(reply.body.health).toBeGreaterThan(0);
  const ask = { token: backend.platformKey, parameters: { attempt: candidate.grant.attempt } };
  expect((await call(backend, 'readAttempt', ask)).body.lastSeenAt).toBe(reply.body.serverTime);
});
