import type { JournalEntry } from '../../src/protocol/journal.ts';
import type { Order } from '../../src/protocol/orders.ts';
import type { Database, Queries } from './database.ts';
import { addOrder, isOrderKnown } from './orders.ts';

/** A decision of the desk about the photos that a candidate handed in. */
export interface Decision {
  /** Made by whoever decides, so that a repetition is recognised. */
  readonly id: string;
  readonly verdict: 'admit' | 'refuse';
  /** The segment of the document's photo that was looked at. */
  readonly document: number;
  readonly reason: string;
}

const states = { admit: 'admitted', refuse: 'refused' } as const;

/** Photos that a person has to look at put the session into the desk's queue; newer ones replace those before. */
export async function queuePhotos(
  db: Queries,
  session: string,
  entries: readonly JournalEntry[],
  now: string,
): Promise<void> {
  const shown = entries
    .flatMap(({ body }) => (body.kind === 'event' && body.type === 'identity.shown' ? [body] : []))
    .findLast(({ cause }) => cause === 'live');
  const document = shown?.data.document;
  if (typeof document !== 'number') return;
  const check = { state: 'waiting', at: now, document } as const;
  await db
    .insertInto('identity_checks')
    .values({ session_id: session, ...check })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(check))
    .execute();
}

/**
 * Decides on the photos that wait, and gives the order that tells the candidate. Of several decisions one counts.
 * @returns `stale` when no such photos wait: somebody else decided, or newer ones have come
 */
export function decideIdentity(
  db: Database,
  { session, attempt }: { readonly session: string; readonly attempt: string },
  { id, verdict, document, reason }: Decision,
  now: string,
): Promise<'decided' | 'repeated' | 'stale'> {
  return db.transaction().execute(async (queries) => {
    const decided = await queries
      .updateTable('identity_checks')
      .set({ state: states[verdict], at: now })
      .where('session_id', '=', session)
      .where('state', '=', 'waiting')
      .where('document', '=', document)
      .returning('session_id')
      .executeTakeFirst();
    if (!decided) return (await isOrderKnown(queries, attempt, id)) ? 'repeated' : 'stale';
    const order: Order = { id, kind: verdict, reason };
    await addOrder(queries, attempt, order, now);
    return 'decided';
  });
}
