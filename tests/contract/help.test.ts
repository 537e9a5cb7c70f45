import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { bodyLimits } from '../../src/protocol/api.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { openStream } from './event-stream.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let plain: string;
let helped: string;
beforeAll(async () => {
  backend = await startTestBackend();
  plain = await makeSchedule(backend);
  const policy = { ...defaultPolicy('https://exam.example'), help: { technical: true, pictures: true } };
  const body = { name: 'With help', policy };
  await call(backend, 'putTemplate', { token: backend.operatorKey, parameters: { template: 'helped' }, body });
  helped = await makeSchedule(backend, 'helped');
});
afterAll(() => backend.remove());

const at = '2026-11-29T10:00:00.000Z';
const post = (more: object = {}) => ({ id: crypto.randomUUID(), text: 'Hello?', at, ...more });
const write = (candidate: TestCandidate, more: object = {}) => candidate.ask('postMessage', { body: post(more) });
const asDesk = ({ grant }: TestCandidate, body?: unknown) => ({
  token: backend.operatorKey,
  parameters: { attempt: grant.attempt },
  body,
});
const read = async (candidate: TestCandidate) => (await call(backend, 'listConversation', asDesk(candidate))).body;

describe('a message', () => {
  const context = {
    provider: 'Northfield',
    exam: 'Algebra I',
    step: 'camera',
    check: { check: 'camera', cause: 'no-device' },
    policyHash: 'a'.repeat(64),
    browser: 'Chromium 142',
    problems: ['device.lost', 'net.offline.upload'],
  };

  test('says whom it is for, and brings the card that the candidate let go along', async () => {
    const candidate = await makeCandidate(backend, { schedule: helped });
    expect((await write(candidate, { route: 'technical', context })).body).toMatchObject({
      route: 'technical',
      context,
    });
    await write(candidate, { route: 'desk' });
    const { messages } = await read(candidate);
    expect(messages).toMatchObject([
      { number: 1, route: 'technical', context },
      { number: 2, route: 'desk' },
    ]);
    expect(messages[1]).not.toHaveProperty('context');
  });

  test('to technical help is refused where the policy offers none', async () => {
    const candidate = await makeCandidate(backend, { schedule: plain });
    expect(problemName(await write(candidate, { route: 'technical' }))).toBe('400 invalid-request');
    expect((await write(candidate, { route: 'desk' })).status).toBe(201);
  });

  test('with a card that names more than a card does is refused', async () => {
    const candidate = await makeCandidate(backend, { schedule: plain });
    for (const wrong of [
      { ...context, name: 'Ada' },
      { ...context, step: 'https://exam.example/?q=1' },
    ]) {
      expect(problemName(await write(candidate, { context: wrong }))).toBe('400 invalid-request');
    }
  });

  test('of the desk says who wrote; a candidate cannot', async () => {
    const candidate = await makeCandidate(backend, { schedule: plain });
    const answered = await call(backend, 'answerCandidate', asDesk(candidate, post({ agent: ' Grace ' })));
    expect(answered.body).toMatchObject({ from: 'desk', agent: 'Grace' });
    expect((await candidate.ask('listMessages')).body.messages).toMatchObject([{ agent: 'Grace' }]);
    expect(problemName(await write(candidate, { agent: 'Grace' }))).toBe('400 invalid-request');
  });
});

describe('marks', () => {
  const mark = (candidate: TestCandidate, seen: number, typing = false) =>
    candidate.ask('markMessages', { body: { seen, typing } });
  const deskMark = (candidate: TestCandidate, seen: number, typing = false) =>
    call(backend, 'markConversation', asDesk(candidate, { seen, typing }));

  test('of the candidate reach the desk, never go back, and name no message that is not there', async () => {
    const candidate = await makeCandidate(backend, { schedule: plain });
    expect((await read(candidate)).marks).toEqual({ seen: 0, typing: false });
    await write(candidate);
    await write(candidate);
    expect((await mark(candidate, 1, true)).status).toBe(204);
    expect((await read(candidate)).marks).toEqual({ seen: 1, typing: true });
    await mark(candidate, 99);
    expect((await read(candidate)).marks).toEqual({ seen: 2, typing: false });
    await mark(candidate, 1);
    expect((await read(candidate)).marks.seen).toBe(2);
  });

  test('of writing end with the message', async () => {
    const candidate = await makeCandidate(backend, { schedule: plain });
    await mark(candidate, 0, true);
    await write(candidate);
    expect((await read(candidate)).marks.typing).toBe(false);
  });

  test('of the desk reach the candidate, by the list and the stream, each once', async () => {
    const candidate = await makeCandidate(backend, { schedule: plain });
    await write(candidate);
    const stream = await openStream(candidate, 1);
    const marks = (block: string) => block.startsWith('event: marks');
    await read(candidate); // who reads has seen
    expect(await stream.next(marks)).toBe('event: marks\ndata: {"seen":1,"typing":false}');
    await read(candidate); // no news
    await deskMark(candidate, 1, true);
    expect(await stream.next(marks)).toBe('event: marks\ndata: {"seen":1,"typing":true}');
    expect((await candidate.ask('listMessages')).body.marks).toEqual({ seen: 1, typing: true });
    await deskMark(candidate, 1);
    expect(await stream.next(marks)).toBe('event: marks\ndata: {"seen":1,"typing":false}');
    stream.leave();
    const late = await openStream(candidate, 1); // who comes late is told what there is
    expect(await late.next(marks)).toBe('event: marks\ndata: {"seen":1,"typing":false}');
    late.leave();
  });

  test('say nothing to anybody else, and nothing in the journal', async () => {
    const [one, other] = [await makeCandidate(backend, { schedule: plain }), await makeCandidate(backend)];
    const parameters = { session: one.grant.session };
    expect(problemName(await other.ask('markMessages', { parameters, body: { seen: 1, typing: true } }))).toBe(
      '401 unauthorized',
    );
    await mark(one, 0, true);
    const review = await call(backend, 'reviewAttempt', asDesk(one));
    expect(review.body).toMatchObject({ entries: 0, journal: [] });
  });
});

describe('a picture', () => {
  const beginnings = {
    'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    'image/jpeg': [0xff, 0xd8, 0xff, 0xe0],
    'image/webp': [...Buffer.from('RIFF'), 1, 2, 3, 4, ...Buffer.from('WEBP')],
  };
  const picture = (mime: keyof typeof beginnings, length = 500) => {
    const bytes = someBytes(length);
    bytes.set(beginnings[mime]);
    return bytes;
  };
  const put = async (candidate: TestCandidate, bytes: Uint8Array<ArrayBuffer>, id: string = crypto.randomUUID()) =>
    candidate.ask('putPicture', {
      bytes,
      parameters: { picture: id },
      headers: { 'Content-Digest': contentDigest(await sha256Hex(bytes)), 'Content-Type': 'text/html' },
    });
  const readBack = ({ grant }: TestCandidate, id: string, token = backend.operatorKey) =>
    fetch(`${backend.origin}${pathTo('readPicture', { attempt: grant.attempt, picture: id })}`, {
      headers: { Authorization: `Bearer ${token}` },
    });

  test.each(Object.keys(beginnings) as (keyof typeof beginnings)[])(
    'of the kind %s is what its bytes say',
    async (mime) => {
      const candidate = await makeCandidate(backend, { schedule: helped });
      const id = crypto.randomUUID();
      const bytes = picture(mime);
      const reply = await put(candidate, bytes, id);
      expect([reply.status, reply.body]).toEqual([201, { id, mime, bytes: 500, sha256: await sha256Hex(bytes) }]);
      expect((await put(candidate, bytes, id)).status).toBe(200);
      expect((await write(candidate, { text: '', picture: id })).body).toMatchObject({ text: '', picture: id });
      const back = await readBack(candidate, id);
      expect(back.headers.get('content-type')).toBe(mime);
      expect(back.headers.get('x-content-type-options')).toBe('nosniff');
      expect(back.headers.get('content-security-policy')).toContain('sandbox');
      expect(new Uint8Array(await back.arrayBuffer())).toEqual(bytes);
    },
  );

  test('sent eight times at once is there once', async () => {
    const candidate = await makeCandidate(backend, { schedule: helped });
    const id = crypto.randomUUID();
    const replies = await Promise.all(Array.from({ length: 8 }, () => put(candidate, picture('image/png'), id)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(problemName(await put(candidate, picture('image/png', 501), id))).toBe('409 part-conflict');
  });

  test('that is none, is damaged, too large, nameless or not to be is refused', async () => {
    const candidate = await makeCandidate(backend, { schedule: helped });
    const html = new TextEncoder().encode('<script>alert(1)</script>');
    expect(problemName(await put(candidate, html))).toBe('400 invalid-request');
    expect(problemName(await put(candidate, picture('image/png'), 'one'))).toBe('400 invalid-request');
    expect(problemName(await put(candidate, picture('image/png', bodyLimits.picture + 1)))).toBe('413 too-large');
    expect((await put(candidate, picture('image/png', bodyLimits.picture))).status).toBe(201);
    const ask = { bytes: picture('image/png'), parameters: { picture: crypto.randomUUID() } };
    expect(problemName(await candidate.ask('putPicture', ask))).toBe('400 digest-missing');
    const headers = { 'Content-Digest': contentDigest('0'.repeat(64)) };
    expect(problemName(await candidate.ask('putPicture', { ...ask, headers }))).toBe('422 digest-mismatch');
    const other = await makeCandidate(backend, { schedule: plain });
    expect(problemName(await put(other, picture('image/png')))).toBe('400 invalid-request');
  });

  test('is for the desk alone, and a message cannot name one that is not there', async () => {
    const [candidate, other] = [
      await makeCandidate(backend, { schedule: helped }),
      await makeCandidate(backend, { schedule: helped }),
    ];
    const id = crypto.randomUUID();
    expect(problemName(await write(candidate, { picture: id }))).toBe('400 invalid-request');
    await put(candidate, picture('image/jpeg'), id);
    expect((await readBack(candidate, id, backend.platformKey)).status).toBe(401);
    expect((await readBack(candidate, id, candidate.grant.token)).status).toBe(401);
    expect((await readBack(other, id)).status).toBe(404);
    expect(problemName(await write(other, { picture: id }))).toBe('400 invalid-request');
  });

  test('may be one of a hundred', async () => {
    const candidate = await makeCandidate(backend, { schedule: helped });
    const all = await Promise.all(Array.from({ length: 100 }, () => put(candidate, picture('image/png'))));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([201]));
    expect(problemName(await put(candidate, picture('image/png')))).toBe('413 too-large');
  });
});
