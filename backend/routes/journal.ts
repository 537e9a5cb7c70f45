import { canonicalHash } from '../../src/evidence/digest.ts';
import type { Handler } from '../endpoint-call.ts';
import { appendEntries, lockSession } from '../store/journal.ts';

export const appendJournal: Handler<'appendJournal'> = async ({ db, now }, { session, body }) => {
  const batch = await Promise.all(body.entries.map(async (entry) => ({ entry, hash: await canonicalHash(entry) })));
  const writer = { session: session.id, policyHash: session.policyHash, now: now().toISOString() };
  return { next: await appendEntries(db, writer, batch) };
};

export const heartbeat: Handler<'heartbeat'> = async ({ db, load, now }, { session }) => {
  const serverTime = now().toISOString();
  const { next } = await lockSession(db, session.id, serverTime);
  const orders = await db
    .selectFrom('orders')
    .select(['id', 'kind', 'reason'])
    .where('attempt_id', '=', session.attempt)
    .where('done_at', 'is', null)
    .orderBy('created_at')
    .execute();
  return { serverTime, health: load.health(), next, orders };
};
