import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { call, startTestBackend } from './test-backend.ts';
import { makeCandidate } from './test-candidate.ts';

test('what was stored, the keys and the sessions outlive a restart', async () => {
  const first = await startTestBackend();
  const candidate = await makeCandidate(first);
  await candidate.event('session.started');
  await candidate.send();
  const keys = (await call(first, 'keys')).body;
  await first.stop();
  const second = await startTestBackend({ dataDir: first.dataDir });
  expect([second.platformKey, second.operatorKey]).toEqual([first.platformKey, first.operatorKey]);
  expect((await call(second, 'keys')).body).toEqual(keys);
  candidate.backend = second;
  await candidate.event('focus.lost');
  expect((await candidate.send()).body).toEqual({ next: 2 });
  await second.remove();
});

test('secrets are for this user only', async () => {
  const backend = await startTestBackend();
  for (const name of ['signing-key.json', 'platform.key', 'operator.key']) {
    expect((await stat(join(backend.dataDir, name))).mode & 0o077).toBe(0);
  }
  await backend.remove();
});

test('keys that are given are used', async () => {
  const backend = await startTestBackend({ platformKey: 'given-by-the-platform', operatorKey: 'given-by-the-desk' });
  expect((await call(backend, 'listAttempts', { token: 'given-by-the-desk' })).status).toBe(200);
  await backend.remove();
});

test('two backends do not share a folder', async () => {
  const first = await startTestBackend();
  await expect(startTestBackend({ dataDir: first.dataDir })).rejects.toThrow(/in use by another backend/);
  await first.remove();
});

test('a port that is taken is said to be, and the folder is free again', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vigil-backend-'));
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(startTestBackend({ dataDir, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
  await (await startTestBackend({ dataDir })).remove();
});

test.each([
  [{ extensionIds: ['not-an-id'] }, /extension id/],
  [{ operatorKey: 'short' }, /16 to 300/],
  [{ platformKey: 'long enough, but with spaces' }, /without spaces/],
  [{ publicOrigin: 'https://vigil.example/path' }, /not an origin/],
])('options that make no sense are refused: %o', async (options, message) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'vigil-backend-'));
  await expect(startTestBackend({ dataDir, ...options })).rejects.toThrow(message);
  await rm(dataDir, { recursive: true });
});

test('closing twice is closing once', async () => {
  const backend = await startTestBackend();
  await Promise.all([backend.stop(), backend.stop()]);
  await expect(fetch(`${backend.origin}/v1/health`)).rejects.toThrow();
  await rm(backend.dataDir, { recursive: true });
});
