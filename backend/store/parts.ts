import type { StreamName } from '../../src/protocol/journal.ts';
import type { StoredPart } from '../recording.ts';
import type { Database, Row } from './database.ts';

/** Where a part belongs. */
export interface Place {
  readonly session: string;
  readonly stream: StreamName;
  readonly segment: number;
  readonly part: number;
}

/**
 * Under which key a part's bytes are kept. The digest is part of it, so that rivals for one place never overwrite each
 * other.
 */
export function blobKey({ session, stream, segment, part }: Place, sha256: string): string {
  return `${session}/${stream}/${segment}-${part}-${sha256}`;
}

/** The part that is stored at a place. */
export function findStoredPart(
  db: Database,
  { session, stream, segment, part }: Place,
): Promise<Row<'stored_parts'> | undefined> {
  return db
    .selectFrom('stored_parts')
    .selectAll()
    .where('session_id', '=', session)
    .where('stream', '=', stream)
    .where('segment', '=', segment)
    .where('part', '=', part)
    .executeTakeFirst();
}

/**
 * Enters a part whose bytes are stored durably. From here on it counts as held.
 * @returns what is held at the place, and whether this call put it there: of several writers one is first
 */
export async function addStoredPart(
  db: Database,
  place: Place,
  content: Pick<Row<'stored_parts'>, 'bytes' | 'sha256' | 'stored_at'>,
): Promise<{ row: Row<'stored_parts'>; fresh: boolean }> {
  const { session, stream, segment, part } = place;
  const made = await db
    .insertInto('stored_parts')
    .values({ session_id: session, stream, segment, part, ...content })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (made) return { row: made, fresh: true };
  const row = await findStoredPart(db, place);
  if (!row) throw new Error(`the part ${blobKey(place, content.sha256)} was neither stored nor found`);
  return { row, fresh: false };
}

/** The stored parts of a segment. */
export function storedSegment(db: Database, { session, stream, segment }: Omit<Place, 'part'>): Promise<StoredPart[]> {
  return db
    .selectFrom('stored_parts')
    .select(['stream', 'segment', 'part', 'bytes', 'sha256'])
    .where('session_id', '=', session)
    .where('stream', '=', stream)
    .where('segment', '=', segment)
    .execute();
}
