import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pathTo } from '../../src/protocol/endpoints.ts';
import { type BackendProcess, startBackendProcess } from '../harness/backend-process.ts';
import type { TestBackend } from './test-backend.ts';
import { makeCandidate, someBytes, type TestCandidate } from './test-candidate.ts';

const running = new Set<BackendProcess>();
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vigil-kill-'));
});
afterEach(async () => {
  await Promise.all([...running].map((backend) => backend.kill()));
  running.clear();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<TestBackend & BackendProcess> {
  const backend = await startBackendProcess({ dataDir });
  running.add(backend);
  return { ...backend, dataDir, stop: backend.close, remove: backend.close };
}

const contentOf = (number: number) => someBytes(60_000 + number, number);
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Every part is a segment of its own, so that it can be read back alone. */
const placeOf = (number: number) => ({ stream: 'camera' as const, segment: number, part: 0 });

async function readBack(backend: TestBackend, candidate: TestCandidate, number: number): Promise<string | null> {
  const path = pathTo('readSegment', { attempt: candidate.grant.attempt, stream: 'camera', segment: number });
  const headers = { Authorization: `Bearer ${backend.operatorKey}` };
  const response = await fetch(`${backend.origin}${path}`, { headers });
  if (response.status === 404) return null;
  expect(response.status).toBe(200);
  return digestOf(new Uint8Array(await response.arrayBuffer()));
}

test('a backend that is killed in the middle of 200 uploads has every part that it confirmed, whole', async () => {
  const first = await start();
  const candidate = await makeCandidate(first);
  const numbers = Array.from({ length: 200 }, (_, number) => number);
  const confirmed: number[] = [];
  const exited = once(first.child, 'exit');
  await Promise.all(
    numbers.map(async (number) => {
      const reply = await candidate.put(contentOf(number), placeOf(number)).catch(() => null);
      if (reply?.status !== 201) return;
      confirmed.push(number);
      if (confirmed.length === 70) first.child.kill('SIGKILL');
    }),
  );
  expect(await exited).toEqual([null, 'SIGKILL']);
  expect(confirmed.length).toBeGreaterThanOrEqual(70);
  expect(confirmed.length).toBeLessThan(200);

  const second = await start();
  const found = await Promise.all(numbers.map((number) => readBack(second, candidate, number)));
  for (const number of confirmed) expect(found[number]).toBe(digestOf(contentOf(number)));
  for (const number of numbers) expect([null, digestOf(contentOf(number))]).toContain(found[number]);
  expect(await readdir(join(dataDir, 'parts', 'incoming'))).toEqual([]);

  candidate.backend = second;
  const again = await Promise.all(numbers.map((number) => candidate.put(contentOf(number), placeOf(number))));
  for (const number of numbers) expect(again[number]?.status).toBe(found[number] === null ? 201 : 200);
});

test('a journal that was confirmed before a kill is there after it, and goes on', async () => {
  const first = await start();
  const candidate = await makeCandidate(first);
  let confirmed = 0;
  const exited = once(first.child, 'exit');
  for (;;) {
    await candidate.event('focus.lost', 0.1);
    const sending = candidate.send(candidate.entries.slice(confirmed)).catch(() => null);
    if (confirmed === 25) first.child.kill('SIGKILL');
    const reply = await sending;
    if (!reply) break;
    confirmed = reply.body.next;
  }
  await exited;
  const second = await start();
  candidate.backend = second;
  const reply = await candidate.send(candidate.entries.slice(confirmed));
  expect(reply.body).toEqual({ next: candidate.entries.length });
});

test('SIGTERM lets an upload under way finish, and ends the process', async () => {
  const backend = await start();
  const candidate = await makeCandidate(backend);
  const replies = [1, 2, 3].map((number) => candidate.put(someBytes(4_000_000, number), placeOf(number)));
  while ((await readdir(join(dataDir, 'parts', 'incoming'))).length === 0) await new Promise(setImmediate);
  const exited = once(backend.child, 'exit');
  backend.child.kill('SIGTERM');
  const settled = await Promise.allSettled(replies);
  expect(settled.some((result) => result.status === 'fulfilled' && result.value.status === 201)).toBe(true);
  expect(await exited).toEqual([0, null]);
});
