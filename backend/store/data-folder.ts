import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keptSecret, randomSecret } from '../secrets.ts';
import { openSigningKey, type SigningKey } from '../signing-key.ts';
import type { BlobStore } from './blob-store.ts';
import { type Database, openDatabase } from './database.ts';
import { openFileBlobStore } from './file-blob-store.ts';
import { lockFolder } from './folder-lock.ts';
import { nodeSqliteDialect } from './node-sqlite-dialect.ts';

/** Everything that a backend keeps. */
export interface DataFolder {
  readonly db: Database;
  readonly parts: BlobStore;
  readonly signingKey: SigningKey;
  readonly platformKey: string;
  readonly operatorKey: string;
  close(): Promise<void>;
}

/**
 * Opens a backend's folder, and makes what is not there yet.
 * @param given keys that are used instead of the kept ones
 * @throws Error when another backend has the folder, or it cannot be used
 */
export async function openDataFolder(
  folder: string,
  given: { readonly platformKey?: string; readonly operatorKey?: string },
): Promise<DataFolder> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const release = lockFolder(folder);
  try {
    const kept = {
      signingKey: await openSigningKey(join(folder, 'signing-key.json')),
      platformKey: given.platformKey ?? (await apiKey(join(folder, 'platform.key'))),
      operatorKey: given.operatorKey ?? (await apiKey(join(folder, 'operator.key'))),
      parts: await openFileBlobStore(join(folder, 'parts')),
      db: await openDatabase(nodeSqliteDialect(join(folder, 'vigil.db'))),
    };
    const close = async () => {
      await kept.db.destroy();
      release();
    };
    return { ...kept, close };
  } catch (error) {
    release();
    throw error;
  }
}

async function apiKey(path: string): Promise<string> {
  return (await keptSecret(path, () => `${randomSecret()}\n`)).trim();
}
