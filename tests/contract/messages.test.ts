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

const post = (text: string, id: string = crypto.randomUUID()) => ({ id, text, at: new Date().toISOString() });

function write(candidate: TestCandidate, text: string) {
  return candidate.ask('postMessage', { body: post(text) });
}

function answer({ grant }: TestCandidate, body: unknown) {
  return call(backend, 'answerCandidate', { token: backend.operatorKey, parameters: { attempt: grant.attempt }, body });
}

async function summary({ grant }: TestCandidate) {
  return (await call(backend, 'readAttempt', { token: backend.platformKey, parameters: { attempt: grant.attempt } }))
    .body;
}

describe('a conversation', () => {
  test('is numbered from 1 over both sides, and each reads all of it', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const first = await write(candidate, 'My camera is dark.');
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ number: 1, from: 'candidate', text: 'My camera is dark.' });
    expect((await answer(candidate, post('Is there a cover on it?'))).body).toMatchObject({ number: 2, from: 'desk' });
    expect((await write(candidate, 'Yes!')).body.number).toBe(3);
    const mine = (await candidate.ask('listMessages')).body.messages;
    expect(mine.map((message: { text: string }) => message.text)).toEqual([
      'My camera is dark.',
      'Is there a cover on it?',
      'Yes!',
    ]);
    const parameters = { attempt: candidate.grant.attempt };
    expect((await call(backend, 'listConversation', { token: backend.operatorKey, parameters })).body.messages).toEqual(
      mine,
    );
  });

  test('holds a message once that was sent eight times at once', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const body = post('Once');
    const replies = await Promise.all(Array.from({ length: 8 }, () => candidate.ask('postMessage', { body })));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(replies.map((reply) => reply.body)).toEqual(Array(8).fill({ ...body, number: 1, from: 'candidate' }));
    expect((await candidate.ask('listMessages')).body.messages).toHaveLength(1);
  });

  test('gives eight messages at once eight numbers', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const replies = await Promise.all(Array.from({ length: 8 }, (_, place) => write(candidate, `Message ${place}`)));
    expect(replies.map(({ body }) => body.number).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('is read from a number on', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    for (const text of ['a', 'b', 'c']) await write(candidate, text);
    const reply = await candidate.ask('listMessages', { query: '?after=2' });
    expect(reply.body.messages.map((message: { text: string }) => message.text)).toEqual(['c']);
    expect(problemName(await candidate.ask('listMessages', { query: '?after=two' }))).toBe('400 invalid-request');
  });

  test('takes what is written as text, whatever it looks like', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const text = '<img src=x onerror=alert(1)>\n\ndata: {}\r\nevent: order \u2028 "quoted" \u{1F4F7}';
    expect((await write(candidate, text)).body.text).toBe(text);
    const stream = await openStream(candidate);
    const block = await stream.next();
    expect(
      JSON.parse(
        block
          ?.split('\n')
          .find((line) => line.startsWith('data: '))
          ?.slice(6) ?? '',
      ).text,
    ).toBe(text);
    stream.leave();
  });

  test("is nobody else's", async () => {
    const [one, other] = [await makeCandidate(backend, { schedule }), await makeCandidate(backend, { schedule })];
    await write(one, 'Private');
    expect((await other.ask('listMessages')).body.messages).toEqual([]);
    expect(problemName(await other.ask('listMessages', { parameters: { session: one.grant.session } }))).toBe(
      '401 unauthorized',
    );
  });

  test('refuses an empty or endless text, and an id that the other side has used', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    expect(problemName(await write(candidate, '  '))).toBe('400 invalid-request');
    expect(problemName(await write(candidate, 'x'.repeat(4001)))).toBe('400 invalid-request');
    const body = post('Mine');
    await candidate.ask('postMessage', { body });
    expect(problemName(await answer(candidate, body))).toBe('400 invalid-request');
  });

  test('with an attempt that does not exist is not found', async () => {
    const ask = { token: backend.operatorKey, parameters: { attempt: crypto.randomUUID() } };
    expect(problemName(await call(backend, 'listConversation', ask))).toBe('404 not-found');
    expect(problemName(await call(backend, 'answerCandidate', { ...ask, body: post('Hello?') }))).toBe('404 not-found');
  });
});

describe('the desk', () => {
  test('sees how many messages wait since when, until it has read them', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    expect(await summary(candidate)).toMatchObject({ unread: 0, messages: 0, waitingSince: null });
    const before = new Date().toISOString();
    await write(candidate, 'One');
    const after = new Date().toISOString();
    await write(candidate, 'Two');
    await answer(candidate, post('Yes?'));
    const waiting = await summary(candidate);
    expect(waiting).toMatchObject({ unread: 2, messages: 3 });
    expect(waiting.waitingSince >= before && waiting.waitingSince <= after).toBe(true);
    await call(backend, 'listConversation', {
      token: backend.operatorKey,
      parameters: { attempt: candidate.grant.attempt },
    });
    expect(await summary(candidate)).toMatchObject({ unread: 0, messages: 3, waitingSince: null });
    await write(candidate, 'Three');
    expect(await summary(candidate)).toMatchObject({ unread: 1, messages: 4 });
    await candidate.ask('listMessages');
    expect((await summary(candidate)).unread).toBe(1);
  });
});

describe('the stream', () => {
  test('brings what is there and then what comes, from both sides, in order and with its number', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    await write(candidate, 'before');
    const stream = await openStream(candidate);
    expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
    expect(await stream.next()).toContain('"before"');
    await answer(candidate, post('from the desk'));
    const block = await stream.next();
    expect(block).toMatch(/^event: message\nid: 2\ndata: \{.*"from the desk".*\}$/);
    await write(candidate, 'mine');
    expect(await stream.next()).toContain('id: 3');
    stream.leave();
  });

  test('continues after the last message known', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    for (const text of ['a', 'b', 'c']) await write(candidate, text);
    const stream = await openStream(candidate, 2);
    expect(await stream.next()).toContain('id: 3');
    stream.leave();
  });

  test('loses and repeats nothing when a hundred messages come at once', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    const streams = await Promise.all([openStream(candidate), openStream(candidate), openStream(candidate)]);
    await Promise.all(Array.from({ length: 100 }, (_, place) => write(candidate, `Message ${place}`)));
    for (const stream of streams) {
      for (let number = 1; number <= 100; number += 1) expect(await stream.next()).toContain(`id: ${number}\n`);
      stream.leave();
    }
  });

  test('shows that it lives while nothing is said', async () => {
    const stream = await openStream(await makeCandidate(backend, { schedule }));
    const comment = (block: string) => block === ': still here';
    expect([await stream.next(comment), await stream.next(comment)]).toEqual([': still here', ': still here']);
    stream.leave();
  });

  test('is for its own session only', async () => {
    const candidate = await makeCandidate(backend, { schedule });
    expect(problemName(await candidate.ask('streamMessages', { token: 'nonsense' }))).toBe('401 unauthorized');
  });

  test('ends when the backend closes, which waits for nothing else', async () => {
    const closing = await startTestBackend();
    const candidate = await makeCandidate(closing);
    const stream = await openStream(candidate);
    const ended = stream.next();
    await closing.remove();
    expect(await ended).toBeNull();
  });
});
