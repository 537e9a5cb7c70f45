import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type ClientRequest, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentDigest } from '../../src/evidence/digest.ts';
import { bodyLimits } from '../../src/protocol/api.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';

let backend: TestBackend;
let schedule: string;
let candidate: TestCandidate;
let segment = 0;
beforeAll(async () => {
  backend = await startTestBackend({ maxUploads: 20 });
  schedule = await makeSchedule(backend);
  candidate = await makeCandidate(backend, { schedule });
});
afterAll(() => backend.remove());

/** A place that no other test uses. */
function newPlace() {
  segment += 1;
  return { stream: 'camera' as const, segment, part: 0 };
}

const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const digestOf = (bytes: Uint8Array) => contentDigest(hex(bytes));

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(backend.dataDir, 'parts', folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

function stored(place: { stream: string; segment: number }) {
  const parameters = { attempt: candidate.grant.attempt, stream: place.stream, segment: place.segment };
  const path = pathTo('readSegment', parameters);
  return fetch(`${backend.origin}${path}`, { headers: { Authorization: `Bearer ${backend.operatorKey}` } });
}

async function storedDigest(place: { stream: string; segment: number }): Promise<string> {
  return hex(new Uint8Array(await (await stored(place)).arrayBuffer()));
}

/** An upload whose body the test sends piece by piece. */
function slowPut(place: ReturnType<typeof newPlace>, digest: string, length?: number): ClientRequest {
  const path = pathTo('putPart', { session: candidate.grant.session, ...place });
  const headers = {
    Authorization: `Bearer ${candidate.grant.token}`,
    'Content-Digest': digest,
    ...(length === undefined ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': length }),
  };
  return request({ host: '127.0.0.1', port: backend.port, method: 'PUT', path, headers });
}

async function answerTo(upload: ClientRequest): Promise<{ status: number | undefined; type: string }> {
  const [response] = await once(upload, 'response');
  const text = Buffer.concat(await response.toArray()).toString();
  return { status: response.statusCode, type: String(JSON.parse(text).type).split('/').at(-1) ?? '' };
}

describe('a part', () => {
  test('is stored, once, however often it is sent', async () => {
    const place = newPlace();
    const bytes = someBytes(300_000);
    const first = await candidate.put(bytes, place);
    expect(first.status).toBe(201);
    expect(first.body).toEqual({ ...place, bytes: 300_000, sha256: hex(bytes) });
    const again = await candidate.put(bytes, place);
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await storedDigest(place)).toBe(hex(bytes));
  });

  test('is stored once when eight uploads of it race, and none is refused', async () => {
    const place = newPlace();
    const bytes = someBytes(200_000, 2);
    const replies = await Promise.all(Array.from({ length: 8 }, () => candidate.put(bytes, place)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201]);
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const names = (await filesIn('kept')).filter((name) => name.startsWith(`${place.segment}-0-`));
    expect(names).toHaveLength(1);
    expect(await storedDigest(place)).toBe(hex(bytes));
  });

  test('may be empty, and may be as long as the limit', async () => {
    expect((await candidate.put(someBytes(0), newPlace())).status).toBe(201);
    expect((await candidate.put(someBytes(bodyLimits.part), newPlace())).status).toBe(201);
  });

  test('is refused when another one is stored at its place, in a race too', async () => {
    const place = newPlace();
    await candidate.put(someBytes(100), place);
    expect(problemName(await candidate.put(someBytes(100, 9), place))).toBe('409 part-conflict');
    const raced = newPlace();
    const contents = Array.from({ length: 8 }, (_, seed) => someBytes(50_000, seed));
    const replies = await Promise.all(contents.map((bytes) => candidate.put(bytes, raced)));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    const winner = contents.at(replies.findIndex(({ status }) => status === 201)) ?? someBytes(0);
    expect(await storedDigest(raced)).toBe(hex(winner));
    expect((await filesIn('kept')).filter((name) => name.startsWith(`${raced.segment}-0-`))).toHaveLength(1);
  });
});

describe('a part that is refused', () => {
  test('without a digest', async () => {
    const parameters = newPlace();
    expect(problemName(await candidate.ask('putPart', { parameters, bytes: someBytes(10) }))).toBe(
      '400 digest-missing',
    );
    const headers = { 'Content-Digest': 'md5=:AAAA:' };
    expect(problemName(await candidate.ask('putPart', { parameters, headers, bytes: someBytes(10) }))).toBe(
      '400 digest-missing',
    );
  });

  test('with the digest of something else; nothing of it is kept', async () => {
    const parameters = newPlace();
    const headers = { 'Content-Digest': digestOf(someBytes(10, 5)) };
    const reply = await candidate.ask('putPart', { parameters, headers, bytes: someBytes(10, 6) });
    expect(problemName(reply)).toBe('422 digest-mismatch');
    expect((await stored(parameters)).status).toBe(404);
    expect(await filesIn('incoming')).toEqual([]);
  });

  test('longer than the limit, as announced', async () => {
    const bytes = someBytes(bodyLimits.part + 1);
    expect(problemName(await candidate.put(bytes, newPlace()))).toBe('413 too-large');
  });

  test('longer than the limit, without having said so', async () => {
    const place = newPlace();
    const bytes = someBytes(bodyLimits.part + 1);
    const upload = slowPut(place, digestOf(bytes));
    upload.end(bytes);
    expect(await answerTo(upload)).toEqual({ status: 413, type: 'too-large' });
    expect((await stored(place)).status).toBe(404);
    expect(await filesIn('incoming')).toEqual([]);
  });

  test('far longer than the limit: the connection is closed before it has all come', async () => {
    const length = 40 * bodyLimits.part;
    const path = pathTo('putPart', { session: candidate.grant.session, ...newPlace() });
    const socket = connect(backend.port, '127.0.0.1');
    const head = [`PUT ${path} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${candidate.grant.token}`];
    head.push(`Content-Digest: ${digestOf(someBytes(1))}`, `Content-Length: ${length}`, '', '');
    socket.write(head.join('\r\n'));
    const answer = (await socket.toArray()).map(String).join('');
    expect(answer).toMatch(/^HTTP\/1.1 413/);
    expect(answer.toLowerCase()).toContain('connection: close');
  });

  test.each([
    ['microphone', 0, 0],
    ['camera', -1, 0],
    ['camera', '1e3', 0],
    ['camera', 0, '..%2F..%2Fetc'],
    ['camera', 0, 1_000_000],
  ])('at the place %s/%s/%s', async (stream, number, part) => {
    const headers = { 'Content-Digest': digestOf(someBytes(1)) };
    const reply = await candidate.ask('putPart', {
      parameters: { stream, segment: number, part },
      headers,
      bytes: someBytes(1),
    });
    expect(problemName(reply)).toBe('400 invalid-request');
  });

  test('without a token, with a wrong one, or with that of another session; the sender gets to read why', async () => {
    const other = await makeCandidate(backend, { schedule });
    const path = pathTo('putPart', { session: candidate.grant.session, ...newPlace() });
    const body = someBytes(5_000_000);
    const headers = { 'Content-Digest': digestOf(body) };
    for (const token of ['', 'Bearer nonsense', `Bearer ${other.grant.token}`, `Bearer ${backend.operatorKey}`]) {
      const response = await fetch(`${backend.origin}${path}`, {
        method: 'PUT',
        body,
        headers: { ...headers, Authorization: token },
      });
      expect(response.status).toBe(401);
      expect(((await response.json()) as { type: string }).type).toMatch(/unauthorized$/);
    }
  });

  test('when as many uploads are under way as there may be; one that ends makes room', async () => {
    const bytes = someBytes(1000, 3);
    const places = Array.from({ length: 20 }, newPlace);
    const uploads = places.map((place) => slowPut(place, digestOf(bytes), bytes.length));
    for (const upload of uploads) upload.write(bytes.subarray(0, 500));
    let files: string[] = [];
    while (files.length < 20) files = await filesIn('incoming');
    const refused = await candidate.put(bytes, newPlace());
    expect(problemName(refused)).toBe('503 busy');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const heartbeat = { phase: 'active', waitingBytes: 0, waitingParts: 0, entries: 0 };
    expect((await candidate.ask('heartbeat', { body: heartbeat })).body.health).toBe(0);
    const answers = uploads.map(answerTo);
    for (const upload of uploads) upload.end(bytes.subarray(500));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(Array(20).fill(201));
    expect((await candidate.put(bytes, newPlace())).status).toBe(201);
  });
});

test('an upload that is cut half-way leaves nothing, and can be sent again', async () => {
  const place = newPlace();
  const bytes = someBytes(500_000, 7);
  const upload = slowPut(place, digestOf(bytes), bytes.length);
  const cut = once(upload, 'error');
  upload.write(bytes.subarray(0, 250_000));
  while ((await filesIn('incoming')).length === 0) await new Promise(setImmediate);
  upload.destroy(new Error('cut'));
  await cut;
  while ((await filesIn('incoming')).length > 0) await new Promise(setImmediate);
  expect((await stored(place)).status).toBe(404);
  expect((await candidate.put(bytes, place)).status).toBe(201);
});

test("parts are counted in the attempt's summary", async () => {
  const other = await makeCandidate(backend, { schedule });
  await other.put(someBytes(1000), { stream: 'camera', segment: 0, part: 0 });
  await other.put(someBytes(500), { stream: 'screen', segment: 0, part: 0 });
  await other.put(someBytes(500), { stream: 'screen', segment: 0, part: 0 });
  const ask = { token: backend.platformKey, parameters: { attempt: other.grant.attempt } };
  expect((await call(backend, 'readAttempt', ask)).body).toMatchObject({ parts: 2, bytes: 1500 });
});
