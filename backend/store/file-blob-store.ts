import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BlobDigestMismatch, type BlobStore, BlobTooLarge, type Expectation } from './blob-store.ts';

/**
 * Keeps blobs as files. A body goes to a file of its own in `incoming`, is hashed on the way, flushed, and only then
 * moved to its place,
 * so that no reader ever meets half a part, whenever the process or the power fails.
 * @param folder created when absent; what an earlier process left half-written in it is removed
 */
export async function openFileBlobStore(folder: string): Promise<BlobStore> {
  const incoming = join(folder, 'incoming');
  const kept = join(folder, 'kept');
  await rm(incoming, { recursive: true, force: true });
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await mkdir(kept, { recursive: true, mode: 0o700 });
  return {
    async put(key, body, expected) {
      const temporary = join(incoming, randomUUID());
      try {
        const bytes = await write(temporary, body, expected);
        await moveDurably(temporary, join(kept, key));
        return bytes;
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
    },
    read(key, from, to) {
      return readRange(join(kept, key), from, to);
    },
    async remove(keyOrFolder) {
      await rm(join(kept, keyOrFolder), { recursive: true, force: true });
    },
  };
}

async function write(path: string, body: AsyncIterable<Uint8Array>, expected: Expectation): Promise<number> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > expected.maxBytes) throw new BlobTooLarge(`longer than ${expected.maxBytes} bytes`);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (hash.digest('hex') !== expected.sha256) throw new BlobDigestMismatch(`not ${expected.sha256}`);
    await file.sync();
  } finally {
    await file.close();
  }
  return bytes;
}

/** A new name is only as durable as the folder that holds it, so the folder is flushed too. */
async function moveDurably(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  const created = await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(from, to);
  await flushFolder(folder);
  if (!created) return;
  for (let parent = dirname(folder); parent.length >= dirname(created).length; parent = dirname(parent)) {
    await flushFolder(parent);
  }
}

async function flushFolder(path: string): Promise<void> {
  // Windows cannot open folders, and keeps its own journal of names.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function* readRange(path: string, from: number, to: number): AsyncIterable<Uint8Array> {
  if (to <= from) return;
  for await (const chunk of createReadStream(path, { start: from, end: to - 1 })) yield chunk;
}
