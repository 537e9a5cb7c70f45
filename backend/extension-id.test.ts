import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { extensionId } from './extension-id.ts';

test("an id is made of the first half of the key's digest", () => {
  // SHA-256 of no bytes begins with e3b0c44298fc1c149afbf4c8996fb924.
  expect(extensionId('')).toBe('odlameecjipmbmbejkplpemijjgpljce');
});

test("the manifest's own id looks like one", async () => {
  const { key } = JSON.parse(await readFile(new URL('../manifest.json', import.meta.url), 'utf8'));
  expect(extensionId(key)).toMatch(/^[a-p]{32}$/);
});
