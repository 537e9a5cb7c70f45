import type { Watch } from '../silence.ts';
import type { Database, Queries } from './database.ts';
import { lockSession } from './signs-of-life.ts';

/** After so many wrong codes within the span, in milliseconds, none is looked at until the oldest of them is past it. */
const wrongTries = { most: 5, within: 15 * 60_000 };

/** What came of a code; `wait` tells in how many seconds the next one is looked at. */
export type Verdict = { readonly kind: 'right' | 'wrong' | 'used-up' } | { readonly kind: 'wait'; seconds: number };

/** Stores the hash of a session's new code in place of the code before. */
export async function storeReEntryCode(db: Database, session: string, hash: string, expiresAt: string): Promise<void> {
  const code = { hash, expires_at: expiresAt, used_at: null, spent_at: null };
  await db
    .insertInto('re_entry_codes')
    .values({ session_id: session, ...code })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(code))
    .execute();
}

/**
 * Looks at a code that a session gives. The right one stays right until the exam goes on (`spendReEntryCode`): the
 * answer may be lost on its way.
 * @param hash of the code as it was typed
 */
export function tryReEntryCode(db: Database, session: string, hash: string, watch: Watch): Promise<Verdict> {
  return db.transaction().execute(async (queries) => {
    await lockSession(queries, session, watch);
    const seconds = await secondsToWait(queries, session, watch.now);
    if (seconds > 0) return { kind: 'wait', seconds };
    const code = await queries
      .selectFrom('re_entry_codes')
      .selectAll()
      .where('session_id', '=', session)
      .executeTakeFirst();
    if (code?.hash !== hash) {
      await queries.insertInto('re_entry_tries').values({ session_id: session, at: watch.now }).execute();
      return { kind: 'wrong' };
    }
    if (code.spent_at !== null || code.expires_at <= watch.now) return { kind: 'used-up' };
    await queries
      .updateTable('re_entry_codes')
      .set({ used_at: code.used_at ?? watch.now })
      .where('session_id', '=', session)
      .execute();
    return { kind: 'right' };
  });
}

async function secondsToWait(queries: Queries, session: string, now: string): Promise<number> {
  const since = new Date(Date.parse(now) - wrongTries.within).toISOString();
  await queries.deleteFrom('re_entry_tries').where('session_id', '=', session).where('at', '<=', since).execute();
  const tries = await queries
    .selectFrom('re_entry_tries')
    .select('at')
    .where('session_id', '=', session)
    .orderBy('at', 'desc')
    .limit(wrongTries.most)
    .execute();
  const oldest = tries[wrongTries.most - 1];
  return oldest ? Math.ceil((Date.parse(oldest.at) - Date.parse(since)) / 1000) : 0;
}

/** The exam goes on after an interruption: the code that let the candidate in again is worth nothing from here on. */
export async function spendReEntryCode(queries: Queries, session: string, now: string): Promise<void> {
  await queries
    .updateTable('re_entry_codes')
    .set({ spent_at: now })
    .where('session_id', '=', session)
    .where('used_at', 'is not', null)
    .where('spent_at', 'is', null)
    .execute();
}
