import type { AttemptState } from '../attempt-progress.ts';
import type { Database, Queries, Row } from './database.ts';

/** A session that has shown its token. */
export interface SessionCaller {
  readonly id: string;
  readonly attempt: string;
  readonly state: AttemptState;
  readonly policyHash: string;
  /** The public JWK, as JSON, that the session's end is signed with. */
  readonly deviceKey: string;
  /** Until when this session's recording is taken; null for one that was opened before there was a limit. */
  readonly uploadUntil: string | null;
}

/**
 * Tokens of a session that stay valid: a launch opened again must not stop uploads that are under way with the token
 * before it.
 */
const keptTokens = 5;

/** The session that a token (its SHA-256) was given to. */
export async function findSessionByToken(db: Database, tokenHash: string): Promise<SessionCaller | undefined> {
  const row = await db
    .selectFrom('session_tokens')
    .innerJoin('sessions', 'sessions.id', 'session_tokens.session_id')
    .innerJoin('attempts', 'attempts.id', 'sessions.attempt_id')
    .innerJoin('schedules', 'schedules.id', 'attempts.schedule_id')
    .select(['sessions.id', 'sessions.attempt_id', 'sessions.device_key', 'sessions.upload_until'])
    .select(['attempts.state', 'schedules.policy_hash'])
    .where('session_tokens.hash', '=', tokenHash)
    .executeTakeFirst();
  if (!row || row.policy_hash === null) return undefined;
  return {
    id: row.id,
    attempt: row.attempt_id,
    state: row.state,
    policyHash: row.policy_hash,
    deviceKey: row.device_key,
    uploadUntil: row.upload_until,
  };
}

/**
 * The session of an attempt, made at its first use and bound to the device that made it.
 * @returns the session as stored, whoever made it: the caller compares the thumbprint
 */
export async function openSession(db: Database, fresh: Row<'sessions'>): Promise<Row<'sessions'>> {
  return db.transaction().execute(async (queries) => {
    const made = await queries
      .insertInto('sessions')
      .values(fresh)
      .onConflict((conflict) => conflict.column('attempt_id').doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!made) return requireSessionOf(queries, fresh.attempt_id);
    await queries
      .updateTable('attempts')
      .set({ state: 'opened' })
      .where('id', '=', fresh.attempt_id)
      .where('state', '=', 'created')
      .execute();
    return made;
  });
}

async function requireSessionOf(db: Queries, attempt: string): Promise<Row<'sessions'>> {
  const session = await findSessionOf(db, attempt);
  if (!session) throw new Error(`the session of attempt ${attempt} was neither made nor found`);
  return session;
}

/** The session of an attempt, once it was opened. */
export function findSessionOf(db: Queries, attempt: string): Promise<Row<'sessions'> | undefined> {
  return db.selectFrom('sessions').selectAll().where('attempt_id', '=', attempt).executeTakeFirst();
}

/** Adds a token to a session and drops the oldest ones. */
export async function addToken(db: Database, session: string, hash: string, now: string): Promise<void> {
  await db.transaction().execute(async (queries) => {
    await queries.insertInto('session_tokens').values({ hash, session_id: session, created_at: now }).execute();
    const kept = await queries
      .selectFrom('session_tokens')
      .select('hash')
      .where('session_id', '=', session)
      .orderBy('created_at', 'desc')
      .limit(keptTokens)
      .execute();
    const hashes = [hash, ...kept.map((row) => row.hash)];
    await queries
      .deleteFrom('session_tokens')
      .where('session_id', '=', session)
      .where('hash', 'not in', hashes)
      .execute();
  });
}
