import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import { decryptWith, encryptFor, recipientsOf } from '../../src/evidence/part-cipher.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';

/** How every WebM begins. */
const ebml = [0x1a, 0x45, 0xdf, 0xa3];
const plain = [0, 1, 2].map((seed) => Uint8Array.from([...(seed === 0 ? ebml : []), ...someBytes(5000, seed)]));

let backend: TestBackend;
let identity: string;
let recipient: string;
let candidate: TestCandidate;
let sealed: Uint8Array<ArrayBuffer>[];
beforeAll(async () => {
  backend = await startTestBackend();
  identity = await generateX25519Identity();
  [recipient = ''] = await recipientsOf([identity]);
  expect((await putTemplate([recipient])).status).toBe(200);
  candidate = await makeCandidate(backend, { schedule: await makeSchedule(backend, 'sealed') });
  const encrypt = await encryptFor([recipient]);
  sealed = await Promise.all(plain.map(encrypt));
});
afterAll(() => backend.remove());

const place = (part: number) => ({ stream: 'camera', segment: 0, part }) as const;

function putTemplate(recipients: unknown) {
  const policy = defaultPolicy('https://exam.example');
  const body = { name: 'Sealed', policy: { ...policy, recording: { ...policy.recording, recipients } } };
  return call(backend, 'putTemplate', { token: backend.operatorKey, parameters: { template: 'sealed' }, body });
}

function ask(name: 'readSegment' | 'reviewAttempt', of = candidate) {
  const parameters = { attempt: of.grant.attempt, stream: 'camera', segment: 0 };
  return call(backend, name, { token: backend.operatorKey, parameters });
}

function readPart(part: number | string, of = candidate, stream = 'camera') {
  const path = pathTo('readPart', { attempt: of.grant.attempt, stream, segment: 0, part });
  return fetch(`${backend.origin}${path}`, { headers: { Authorization: `Bearer ${backend.operatorKey}` } });
}

/** Every byte that the backend has written. */
async function everythingStored(): Promise<Buffer> {
  const entries = await readdir(backend.dataDir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file))));
}

test('a template names keys that are keys; others are refused with their place', async () => {
  const refused = await putTemplate([recipient, recipient.replace(/.$/, '0'), identity]);
  expect(problemName(refused)).toBe('422 policy-refused');
  expect(refused.body.faults.map(({ key }: { key: string }) => key)).toEqual([
    'recording.recipients.1',
    'recording.recipients.2',
  ]);
  expect(JSON.stringify(refused.body)).not.toContain(identity);
});

describe('an encrypted recording', () => {
  test('is never shown as video, also before its entries are here', async () => {
    for (const part of [0, 1]) {
      expect((await candidate.put(sealed[part] ?? someBytes(0), place(part))).status).toBe(201);
    }
    const refused = await ask('readSegment');
    expect(problemName(refused)).toBe('409 encrypted');
    expect(refused.body.detail).toContain('age -d -i key.txt');
    const path = pathTo('readSegment', { attempt: candidate.grant.attempt, stream: 'camera', segment: 0 });
    const headers = { Authorization: `Bearer ${backend.operatorKey}`, Range: 'bytes=0-100' };
    for (const method of ['GET', 'HEAD']) {
      const response = await fetch(`${backend.origin}${path}`, { method, headers });
      expect(response.status).toBe(409);
      expect(response.headers.get('content-type')).not.toContain('video');
    }
  });

  test('is complete and gets its receipt like any other; its summary says that it is encrypted', async () => {
    await candidate.put(sealed[2] ?? someBytes(0), place(2));
    await candidate.event('session.started');
    for (const [part, bytes] of sealed.entries()) {
      await candidate.recorded(bytes, { ...place(part), cipher: 'age' }, part === 2);
    }
    await candidate.send();
    expect(problemName(await ask('readSegment'))).toBe('409 encrypted');
    const bytes = sealed.reduce((total, part) => total + part.length, 0);
    expect((await ask('reviewAttempt')).body.segments).toEqual([
      expect.objectContaining({ stream: 'camera', segment: 0, cipher: 'age', parts: 3, bytes, complete: true }),
    ]);
    expect((await candidate.finish()).status).toBe(200);
  });

  test('is read part by part as it was sent, and opened with the key alone', async () => {
    for (const [part, bytes] of sealed.entries()) {
      const response = await readPart(part);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('application/octet-stream');
      expect(response.headers.get('content-digest')).toBe(contentDigest(await sha256Hex(bytes)));
      expect(response.headers.get('content-length')).toBe(String(bytes.length));
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="camera-0-${part}"`);
      const opened = await decryptWith([identity])(new Uint8Array(await response.arrayBuffer()));
      expect(Buffer.compare(opened, plain[part] ?? someBytes(0))).toBe(0);
    }
  });

  test('leaves nothing plain at the backend, in no file of it', async () => {
    const stored = await everythingStored();
    expect(stored.includes('age-encryption.org/v1')).toBe(true);
    expect(stored.includes(Buffer.from(ebml))).toBe(false);
    for (const part of plain) expect(stored.includes(Buffer.from(part.subarray(100, 116)))).toBe(false);
    expect(stored.includes(identity)).toBe(false);
  });
});

test('that search would find a recording that is not encrypted, whose parts are read in the same way', async () => {
  const open = await makeCandidate(backend);
  const [bytes = someBytes(0)] = plain;
  await open.recorded(bytes, place(0), true);
  await open.send();
  await open.put(bytes, place(0));
  expect((await everythingStored()).includes(Buffer.from(ebml))).toBe(true);
  expect(Buffer.compare(new Uint8Array(await (await readPart(0, open)).arrayBuffer()), bytes)).toBe(0);
  const [segment] = (await ask('reviewAttempt', open)).body.segments;
  expect('cipher' in segment).toBe(false);
  expect((await ask('readSegment', open)).status).toBe(200);
});

test.each([
  [7, 'camera', 404, 'Nothing is stored at camera/0/7'],
  [0, 'screen', 404, 'Nothing is stored at screen/0/0'],
  ['x', 'camera', 400, 'such as camera/0/3'],
  [0, 'microphone', 400, 'such as camera/0/3'],
])('part %s of the %s stream: %i', async (part, stream, status, words) => {
  const response = await readPart(part, candidate, stream);
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(words);
});
