import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BlobDigestMismatch, type BlobStore, BlobTooLarge } from './blob-store.ts';
import { openFileBlobStore } from './file-blob-store.ts';

let folder: string;
let store: BlobStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-blobs-'));
  store = await openFileBlobStore(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const text = 'eleven char';
const sha256 = createHash('sha256').update(text).digest('hex');

async function* body(...chunks: (string | Error)[]): AsyncIterable<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk;
    yield new TextEncoder().encode(chunk);
  }
}

async function read(key: string, from = 0, to = text.length): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of store.read(key, from, to)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function files(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

test('what was stored can be read, whole or in part', async () => {
  expect(await store.put('a/b/c', body('eleven', ' ', 'char'), { sha256, maxBytes: 11 })).toBe(11);
  expect(await read('a/b/c')).toBe(text);
  expect(await read('a/b/c', 3, 6)).toBe('ven');
  expect(await read('a/b/c', 4, 4)).toBe('');
});

test.each([
  ['longer than allowed', [text], 10, BlobTooLarge],
  ['not what was announced', ['eleven cha', 'X'], 11, BlobDigestMismatch],
  ['cut', ['eleven', new Error('cut')], 11, Error],
] as const)('a body that is %s leaves nothing', async (_, chunks, maxBytes, error) => {
  await expect(store.put('a/b', body(...chunks), { sha256, maxBytes })).rejects.toThrow(error);
  expect(await files()).toEqual([]);
  await expect(read('a/b')).rejects.toThrow('ENOENT');
});

test('eight writers of one key leave one file', async () => {
  await Promise.all(Array.from({ length: 8 }, () => store.put('a/b', body(text), { sha256, maxBytes: 11 })));
  expect(await files()).toEqual(['b']);
  expect(await read('a/b')).toBe(text);
});

test('what an earlier process left half-written is gone; what it stored is not', async () => {
  await store.put('a/b', body(text), { sha256, maxBytes: 11 });
  await writeFile(join(folder, 'incoming', 'half'), 'ele');
  store = await openFileBlobStore(folder);
  expect(await files()).toEqual(['b']);
  expect(await read('a/b')).toBe(text);
});

test('a blob, or all under a folder, can be deleted', async () => {
  for (const key of ['a/b', 'a/c', 'd/e']) await store.put(key, body(text), { sha256, maxBytes: 11 });
  await store.remove('a/b');
  expect((await files()).sort()).toEqual(['c', 'e']);
  await store.remove('a');
  await store.remove('nowhere');
  expect(await files()).toEqual(['e']);
});
