import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Takes a folder for this process alone. The system takes the lock back when the process ends, however it ends.
 * @returns gives the folder free
 * @throws Error when another backend has it
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'in-use.lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new Error(`The folder ${folder} is in use by another backend. Stop that one, or choose another folder.`, {
      cause,
    });
  }
  return () => lock.close();
}
