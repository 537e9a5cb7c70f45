import type { Database, Queries, Row } from './database.ts';

/** Under which key a picture's bytes are kept: beside the recordings of its session, with which they are deleted. */
export function pictureKey(session: string, { id, sha256 }: Pick<Row<'pictures'>, 'id' | 'sha256'>): string {
  return `${session}/pictures/${id}-${sha256}`;
}

/** A picture that was handed in by a session. */
export function findPicture(db: Queries, session: string, id: string): Promise<Row<'pictures'> | undefined> {
  return db
    .selectFrom('pictures')
    .selectAll()
    .where('session_id', '=', session)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** How many pictures a session has handed in. */
export async function countPictures(db: Queries, session: string): Promise<number> {
  const { count } = await db
    .selectFrom('pictures')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('session_id', '=', session)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Enters a picture whose bytes are stored. @returns whether this call did: of several at once one is first */
export async function addPicture(db: Database, row: Row<'pictures'>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('pictures')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}
