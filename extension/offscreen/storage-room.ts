import { freeBytes } from '../../src/browser/free-bytes.ts';
import { leastRoom } from '../../src/recording/room.ts';
import { CandidateError, say } from '../../src/words/saying.ts';

/** Below this the candidate is told, in bytes. */
export const lowRoom = 200_000_000;
/** So much is left to events, which must be written whatever happens. */
export const keptForEvents = 16_000_000;

/** @throws CandidateError when there is too little room for a recording */
export async function requireRoom(): Promise<void> {
  const free = await freeBytes();
  if (free >= leastRoom) return;
  throw new CandidateError(say('recordNoRoom', Math.floor(free / 1e6), leastRoom / 1e6));
}

/** Asks the browser not to clear what waits here when the disk gets full. It may say no; nothing depends on it. */
export async function askToPersist(): Promise<void> {
  if (!(await navigator.storage.persisted())) await navigator.storage.persist();
}
