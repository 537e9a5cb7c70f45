import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keptSecret, randomSecret, sameSecret } from './secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a secret is made once, for this user only', async () => {
  const path = join(folder, 'a.key');
  const made = await keptSecret(path, randomSecret);
  expect(await keptSecret(path, randomSecret)).toBe(made);
  expect(await readFile(path, 'utf8')).toBe(made);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('of eight that make it at once all get the same, and nothing else is left behind', async () => {
  const path = join(folder, 'a.key');
  const secrets = await Promise.all(Array.from({ length: 8 }, () => keptSecret(path, randomSecret)));
  expect(new Set(secrets).size).toBe(1);
  expect(await readdir(folder)).toEqual(['a.key']);
});

test('a secret that cannot be read is not replaced', async () => {
  await expect(keptSecret(folder, randomSecret)).rejects.toThrow('EISDIR');
});

test('secrets are compared whole', () => {
  expect(sameSecret('abc', 'abc')).toBe(true);
  expect(sameSecret('abc', 'abd')).toBe(false);
  expect(sameSecret('abc', 'abcd')).toBe(false);
  expect(sameSecret('', 'a')).toBe(false);
});
