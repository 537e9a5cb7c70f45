import { retentionDays } from './frozen-policy.ts';
import type { Services } from './services.ts';
import type { Database } from './store/database.ts';

const day = 24 * 60 * 60 * 1000;

/**
 * Deletes the recordings of attempts that are older than their policy allows, and the pictures of their conversations.
 * The journal and the receipt stay: they hold no picture and no sound.
 * The age counts from the last time that the session was heard of, by this backend's clock: no candidate's clock can
 * shorten it.
 * @returns how many attempts lost their recordings
 */
export async function sweepRecordings({ db, parts }: Pick<Services, 'db' | 'parts'>, now: Date): Promise<number> {
  const expired = await expiredSessions(db, now);
  for (const { session, attempt } of expired) {
    // Files go first: if we are stopped in between, the rows that are left bring us back here.
    await parts.remove(session);
    await db.transaction().execute(async (queries) => {
      await queries.deleteFrom('pictures').where('session_id', '=', session).execute();
      await queries.deleteFrom('stored_parts').where('session_id', '=', session).execute();
      await queries.deleteFrom('session_tokens').where('session_id', '=', session).execute();
      await queries
        .updateTable('attempts')
        .set({ recordings_deleted_at: now.toISOString() })
        .where('id', '=', attempt)
        .execute();
    });
  }
  return expired.length;
}

async function expiredSessions(db: Database, now: Date): Promise<{ session: string; attempt: string }[]> {
  const schedules = await db.selectFrom('schedules').select(['id', 'policy']).where('state', '=', 'active').execute();
  const expired = await Promise.all(
    schedules.map(({ id, policy }) => {
      const seenBefore = new Date(now.getTime() - retentionDays(policy) * day).toISOString();
      return db
        .selectFrom('sessions')
        .innerJoin('attempts', 'attempts.id', 'sessions.attempt_id')
        .select(['sessions.id as session', 'attempts.id as attempt'])
        .where('attempts.schedule_id', '=', id)
        .where('attempts.recordings_deleted_at', 'is', null)
        .where('sessions.last_seen_at', '<', seenBefore)
        .execute();
    }),
  );
  return expired.flat();
}

/** Sweeps now and then once a day. @returns stops it */
export function sweepDaily(services: Services): () => void {
  const sweep = () => sweepRecordings(services, services.now()).catch((error: unknown) => console.error(error));
  void sweep();
  const timer = setInterval(sweep, day);
  timer.unref();
  return () => clearInterval(timer);
}
