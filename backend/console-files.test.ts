import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consoleFile } from './console-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-console-'));
  await mkdir(join(folder, 'console', 'assets'), { recursive: true });
  await writeFile(join(folder, 'console', 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'console', 'assets', 'main-a1b2.js'), 'start()');
  await writeFile(join(folder, 'secret.key'), 'secret');
});
afterAll(() => rm(folder, { recursive: true }));

const load = (path: string) => consoleFile(path, join(folder, 'console'));

test.each(['', 'attempts', 'attempts/7c9e6679-7425-40de-944b-e07fc1f90ae7'])(
  "'%s' is an address of the console",
  async (path) => {
    const response = await load(path);
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-type')).toMatch(/^text\/html/);
    expect(response.headers.get('cache-control')).toBe('no-cache');
  },
);

test('assets are kept by browsers, under their own type', async () => {
  const { headers } = await load('assets/main-a1b2.js');
  expect(headers.get('content-type')).toMatch(/javascript/);
  expect(headers.get('cache-control')).toContain('immutable');
});

test('the console loads nothing from elsewhere, runs nothing in line, and cannot be framed', async () => {
  const policy = (await load('')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|http|\*/);
});

test.each(['../secret.key', 'assets/../../secret.key', 'missing.js', 'assets/missing.css'])(
  '%s is not found',
  async (path) => {
    await expect(load(path)).rejects.toMatchObject({ kind: 'not-found' });
  },
);
