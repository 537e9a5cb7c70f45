import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

test('a folder is for one at a time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-lock-'));
  const release = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(/in use by another backend/);
  release();
  lockFolder(folder)();
  await rm(folder, { recursive: true });
});
