import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, startTestBackend, type TestBackend } from './test-backend.ts';

let backend: TestBackend;
beforeAll(async () => {
  backend = await startTestBackend();
});
afterAll(() => backend.remove());

test('the walk-through in docs/ takes an attempt from the schedule to the receipt', async () => {
  const script = fileURLToPath(new URL('../../docs/protocol-walkthrough.sh', import.meta.url));
  const env = {
    ...process.env,
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    BACKEND: backend.origin,
    PLATFORM_KEY: backend.platformKey,
    OPERATOR_KEY: backend.operatorKey,
  };
  const { stdout, stderr } = await promisify(execFile)('bash', [script], { env });
  expect(stderr).toBe('');
  expect(stdout).toContain('(201)');
  expect(stdout).toContain('(200)');
  expect(stdout).toContain('The segment is what was recorded.');
  expect(stdout).toMatch(/receipt\.json\n.*journal\.jsonl\n.*parts\/camera\/000000\/000000/);
  const { attempts } = (await call(backend, 'listAttempts', { token: backend.operatorKey })).body;
  expect(attempts).toMatchObject([
    { state: 'complete', reason: 'submitted', entries: 3, parts: 1, bytes: 300_000, messages: 2 },
  ]);
});
