import * as v from 'valibot';
import { idleSnapshot, type Snapshot, snapshot } from '../session/snapshot.ts';
import { database, strict } from './database.ts';

/**
 * The persisted snapshot. What an older or damaged version left behind is not trusted: it is put aside under
 * `damaged`, and the device starts from idle; recorded parts and the journal are not touched by that.
 */
export async function readSnapshot(): Promise<Snapshot> {
  const db = await database();
  const stored: unknown = await db.get('snapshot', 'current');
  if (stored === undefined) return idleSnapshot;
  const result = v.safeParse(snapshot, stored);
  if (result.success) return result.output;
  console.error('The stored session is damaged and was set aside:', v.flatten(result.issues));
  const write = db.transaction('snapshot', 'readwrite', strict);
  void write.store.put(stored, 'damaged');
  void write.store.put(idleSnapshot, 'current');
  await write.done;
  return idleSnapshot;
}

/** Writes the snapshot; on the disk before this resolves. */
export async function writeSnapshot(next: Snapshot): Promise<void> {
  const write = (await database()).transaction('snapshot', 'readwrite', strict);
  void write.store.put(next, 'current');
  await write.done;
}
