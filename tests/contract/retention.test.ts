import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepRecordings } from '../../backend/retention.ts';
import { type Database, openDatabase } from '../../backend/store/database.ts';
import { openFileBlobStore } from '../../backend/store/file-blob-store.ts';
import { nodeSqliteDialect } from '../../backend/store/node-sqlite-dialect.ts';
import { contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';
import { call, problemName, startTestBackend, type TestBackend } from './test-backend.ts';
import { makeCandidate, makeSchedule, someBytes, type TestCandidate } from './test-candidate.ts';

const picture = crypto.randomUUID();
const day = 24 * 60 * 60 * 1000;
let backend: TestBackend;
let db: Database;
beforeAll(async () => {
  backend = await startTestBackend();
  db = await openDatabase(nodeSqliteDialect(join(backend.dataDir, 'vigil.db')));
});
afterAll(async () => {
  await db.destroy();
  await backend.remove();
});

async function makeRecording(days: number): Promise<TestCandidate> {
  const template = `days-${days}`;
  const policy = { ...defaultPolicy('https://exam.example'), retention: { days }, help: { pictures: true } };
  await call(backend, 'putTemplate', {
    token: backend.operatorKey,
    parameters: { template },
    body: { name: `Kept ${days} days`, policy },
  });
  const candidate = await makeCandidate(backend, { schedule: await makeSchedule(backend, template) });
  const place = { stream: 'camera', segment: 0, part: 0 } as const;
  // A clock that is wrong by a century must not make a recording older than it is.
  const entry = await candidate.recorded(someBytes(100), place, true);
  await candidate.send([{ ...entry, at: '1926-11-22T00:00:00.000Z' }]);
  await candidate.put(someBytes(100), place);
  const bytes = someBytes(100);
  bytes.set([0xff, 0xd8, 0xff]);
  const headers = { 'Content-Digest': contentDigest(await sha256Hex(bytes)) };
  await candidate.ask('putPicture', { bytes, headers, parameters: { picture } });
  return candidate;
}

function ask({ grant }: TestCandidate) {
  return { token: backend.operatorKey, parameters: { attempt: grant.attempt, stream: 'camera', segment: 0 } };
}

test('recordings are deleted after the days that their policy names, and not before; the journal stays', async () => {
  const [short, long] = [await makeRecording(7), await makeRecording(30)];
  const parts = await openFileBlobStore(join(backend.dataDir, 'parts'));
  const folders = () => readdir(join(backend.dataDir, 'parts', 'kept'));
  const sweepAfter = (days: number) => sweepRecordings({ db, parts }, new Date(Date.now() + days * day));

  expect(await sweepAfter(6.9)).toBe(0);
  expect((await folders()).sort()).toEqual([short.grant.session, long.grant.session].sort());

  const pictureOf = async (candidate: TestCandidate) => {
    const parameters = { attempt: candidate.grant.attempt, picture };
    return call(backend, 'readPicture', { token: backend.operatorKey, parameters });
  };
  expect((await pictureOf(short)).status).toBe(200);

  expect(await sweepAfter(7.1)).toBe(1);
  expect(problemName(await pictureOf(short))).toBe('404 not-found');
  expect((await pictureOf(long)).status).toBe(200);
  expect(await db.selectFrom('pictures').select('session_id').execute()).toEqual([{ session_id: long.grant.session }]);
  expect(await folders()).toEqual([long.grant.session]);
  for (const name of ['readSegment', 'exportRecording', 'readPart'] as const) {
    const asked = { ...ask(short), parameters: { ...ask(short).parameters, part: 0 } };
    const gone = await call(backend, name, asked);
    expect(problemName(gone)).toBe('404 not-found');
    expect(gone.body.detail).toContain('deleted');
  }
  const review = (await call(backend, 'reviewAttempt', ask(short))).body;
  expect(review).toMatchObject({ parts: 0, bytes: 0, entries: 1 });
  expect(review.segments).toMatchObject([{ complete: false }]);
  expect(review.journal).toHaveLength(1);
  expect(problemName(await short.put(someBytes(100), { stream: 'camera', segment: 0, part: 0 }))).toBe(
    '401 unauthorized',
  );

  expect(await sweepAfter(29)).toBe(0);
  expect(await sweepAfter(31)).toBe(1);
  expect(await folders()).toEqual([]);
  expect(await sweepAfter(400)).toBe(0);
});
