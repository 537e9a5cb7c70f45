import { canonicalHash } from '../../src/evidence/digest.ts';
import type { Handler } from '../endpoint-call.ts';
import { concernsDesk } from '../exam-progress.ts';
import { watch } from '../silence.ts';
import { appendEntries } from '../store/journal.ts';
import { openOrders } from '../store/orders.ts';
import { noteSignOfLife } from '../store/signs-of-life.ts';
import { requireUploadOpen } from '../upload-deadline.ts';

export const appendJournal: Handler<'appendJournal'> = async (services, { session, body }) => {
  requireUploadOpen(services, session);
  const batch = await Promise.all(body.entries.map(async (entry) => ({ entry, hash: await canonicalHash(entry) })));
  const writer = { session: session.id, policyHash: session.policyHash, watch: watch(services) };
  const { next, entries } = await appendEntries(services.db, writer, batch);
  if (entries.some(concernsDesk)) services.notices.tellDesk(session.attempt);
  return { next };
};

export const heartbeat: Handler<'heartbeat'> = async (services, { session }) => {
  const moment = watch(services);
  const { next } = await noteSignOfLife(services.db, session.id, moment);
  const orders = await openOrders(services.db, session.attempt);
  return { serverTime: moment.now, health: services.load.health(), next, orders };
};
