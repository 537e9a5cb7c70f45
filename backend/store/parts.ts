import type { StreamName } from '../../src/protocol/journal.ts';
import type { StoredPart } from '../recording.ts';
import type { Watch } from '../silence.ts';
import type { Database, Queries, Row } from './database.ts';
import { lockSession } from './signs-of-life.ts';

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
  db: Queries,
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
 * Enters a part whose bytes are stored durably, which is a sign of life of its session too. From here on it counts as
 * held.
 * @returns what is held at the place, and whether this call put it there: of several writers one is first
 */
export async function addStoredPart(
  db: Database,
  place: Place,
  content: Pick<Row<'stored_parts'>, 'bytes' | 'sha256'>,
  watch: Watch,
): Promise<{ row: Row<'stored_parts'>; fresh: boolean }> {
  const { session, stream, segment, part } = place;
  return db.transaction().execute(async (queries) => {
    await lockSession(queries, session, watch);
    const made = await queries
      .insertInto('stored_parts')
      .values({ session_id: session, stream, segment, part, ...content, stored_at: watch.now })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (made) return { row: made, fresh: true };
    const row = await findStoredPart(queries, place);
    if (!row) throw new Error(`the part ${blobKey(place, content.sha256)} was neither stored nor found`);
    return { row, fresh: false };
  });
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
