import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AttemptSummary } from '../../backend/store/attempts.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { blocksOf } from './event-stream.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
beforeAll(async () => {
  backend = await startTestBackend({ keepAliveMs: 40 });
  schedule = await makeSchedule(backend);
});
afterAll(() => backend.remove());

function pass({ grant }: TestCandidate, from: string | null, to: string | null, changes: object = {}) {
  const body = { from, to, by: to ?? from ?? '', note: '', ...changes };
  return call(backend, 'handOver', { token: backend.operatorKey, parameters: { attempt: grant.attempt }, body });
}

function answer({ grant }: TestCandidate, text: string, agent?: string) {
  const body = { id: crypto.randomUUID(), text, at: new Date().toISOString(), agent };
  return call(backend, 'answerCandidate', { token: backend.operatorKey, parameters: { attempt: grant.attempt }, body });
}

async function holder({ grant }: TestCandidate) {
  const parameters = { attempt: grant.attempt };
  return (await call(backend, 'readAttempt', { token: backend.platformKey, parameters })).body.holder;
}

describe('a conversation', () => {
  test('is taken, handed on with a note, and given back to the queue', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    expect(await holder(candidate)).toBeNull();
    expect((await pass(candidate, null, 'Grace')).body.holder).toMatchObject({ agent: 'Grace', note: '' });
    expect(await holder(candidate)).toMatchObject({ agent: 'Grace' });
    await pass(candidate, 'Grace', 'Alan', { by: 'Grace', note: 'Waits for another cable.' });
    expect(await holder(candidate)).toMatchObject({ agent: 'Alan', note: 'Waits for another cable.' });
    expect((await pass(candidate, 'Alan', null, { by: 'Alan', note: 'End of my shift.' })).body).toEqual({
      holder: null,
    });
    expect(await holder(candidate)).toBeNull();
    const parameters = { attempt: candidate.grant.attempt };
    const { handOvers } = (await call(backend, 'listConversation', { token: backend.operatorKey, parameters })).body;
    expect(handOvers).toMatchObject([
      { number: 1, from: null, to: 'Grace', by: 'Grace' },
      { number: 2, from: 'Grace', to: 'Alan', by: 'Grace', note: 'Waits for another cable.' },
      { number: 3, from: 'Alan', to: null, by: 'Alan', note: 'End of my shift.' },
    ]);
  });

  test('that two take at once is one’s, and the other is told whose', async () => {
    for (let round = 0; round < 5; round += 1) {
      const candidate = await makeCandidate(backend, { schedule });
      const names = ['Grace', 'Alan'] as const;
      const replies = await Promise.all(names.map((name) => pass(candidate, null, name)));
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
      const winner = names[replies.findIndex(({ status }) => status === 200)];
      expect(await holder(candidate)).toMatchObject({ agent: winner });
      const loser = replies.find(({ status }) => status === 409);
      expect(loser?.body.detail).toContain(`${winner} has this conversation`);
    }
  });

  test('is not handed on by whoever believed to have it', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    await pass(candidate, null, 'Grace');
    expect(problemName(await pass(candidate, 'Alan', 'Ada'))).toBe('409 invalid-request');
    expect((await pass(candidate, 'Grace', null)).status).toBe(200);
    const gone = await pass(candidate, 'Grace', 'Alan', { by: 'Grace' });
    expect(gone.body.detail).toContain('back in the queue');
  });

  test('that is taken again by the same is theirs since the first time', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const first = (await pass(candidate, null, 'Grace')).body.holder;
    expect((await pass(candidate, null, 'Grace')).body.holder).toEqual(first);
    expect(problemName(await pass(candidate, null, null, { by: 'Grace' }))).toBe('400 invalid-request');
  });

  test('can be answered by another all the same, who is told whose it is; each answer says who wrote', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    await pass(candidate, null, 'Grace');
    expect((await answer(candidate, 'Hello!', 'Grace')).body.holder).toBeUndefined();
    expect((await answer(candidate, 'Me too.', 'Alan')).body.holder).toMatchObject({ agent: 'Grace' });
    await answer(candidate, 'No name.');
    const { messages } = (await candidate.ask('listMessages')).body;
    expect(messages.map(({ agent }: { agent?: string }) => agent)).toEqual(['Grace', 'Alan', undefined]);
  });

  test('is the desk’s to pass on', async () => {
    const { grant } = await makeCandidate(backend, { schedule });
    const body = { from: null, to: 'Grace', by: 'Grace', note: '' };
    for (const token of [grant.token, backend.platformKey]) {
      const reply = await call(backend, 'handOver', { token, parameters: { attempt: grant.attempt }, body });
      expect(problemName(reply)).toBe('401 unauthorized');
    }
  });
});

describe("the desk's stream", () => {
  async function openDesk() {
    const leaving = new AbortController();
    const response = await fetch(`${backend.origin}${pathTo('streamDesk')}`, {
      headers: { Authorization: `Bearer ${backend.operatorKey}` },
      signal: leaving.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const next = blocksOf(response);
    await next((block) => block === ': open');
    /** The next news of an attempt. */
    const news = async ({ grant }: TestCandidate): Promise<AttemptSummary> => {
      const block = await next((text) => text.startsWith('event: attempt') && text.includes(grant.attempt));
      return JSON.parse(block?.split('data: ')[1] ?? 'null');
    };
    return { news, leave: () => leaving.abort() };
  }

  test('tells of messages, journals, orders and hand-overs, as they come', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const desk = await openDesk();
    await candidate.ask('postMessage', {
      body: { id: crypto.randomUUID(), text: 'Help', at: new Date().toISOString() },
    });
    expect(await desk.news(candidate)).toMatchObject({ unread: 1, state: 'opened' });
    await candidate.send([await candidate.event('session.started')]);
    expect(await desk.news(candidate)).toMatchObject({ state: 'running' });
    const order = { id: crypto.randomUUID(), kind: 'pause', by: 'Grace', reason: 'Alarm' };
    const parameters = { attempt: candidate.grant.attempt };
    await call(backend, 'orderExam', { token: backend.operatorKey, parameters, body: order });
    expect(await desk.news(candidate)).toMatchObject({ openOrders: [{ kind: 'pause' }] });
    await pass(candidate, null, 'Grace');
    expect(await desk.news(candidate)).toMatchObject({ holder: { agent: 'Grace' } });
    desk.leave();
  });

  test('tells of a hundred changes at once in a few words, and of the last state', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const desk = await openDesk();
    const post = (_: unknown, place: number) =>
      candidate.ask('postMessage', {
        body: { id: crypto.randomUUID(), text: `Message ${place}`, at: new Date().toISOString() },
      });
    await Promise.all(Array.from({ length: 100 }, post));
    let told = 0;
    for (let unread = 0; unread < 100; told += 1) ({ unread } = await desk.news(candidate));
    expect(told).toBeLessThan(50);
    desk.leave();
  });

  test('is for the desk only', async () => {
    expect(problemName(await call(backend, 'streamDesk', { token: backend.platformKey }))).toBe('401 unauthorized');
  });
});
