import { randomUUID } from 'node:crypto';
import { launchAddress } from '../../src/protocol/launch-address.ts';
import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { segmentsOf } from '../recording.ts';
import { type AttemptFacts, findAttempt, summarizeAttempt, summarizeAttempts } from '../store/attempts.ts';
import type { Database } from '../store/database.ts';
import { readJournal, readRecording } from '../store/journal.ts';
import { findSchedule } from './schedules.ts';

/** How long a launch may be opened unless the exam platform says otherwise, in minutes. */
const launchMinutes = 120;

export const createAttempt: Handler<'createAttempt'> = async (services, { parameters, body }) => {
  const schedule = await findSchedule(services.db, parameters.schedule);
  if (schedule.state !== 'active') {
    throw new Refusal('invalid-request', 'This schedule is a draft. Activate it before attempts are made.', {
      status: 409,
    });
  }
  const attempt = randomUUID();
  const now = services.now();
  await services.db
    .insertInto('attempts')
    .values({
      id: attempt,
      schedule_id: schedule.id,
      candidate_id: body.candidate.id,
      candidate_name: body.candidate.name,
      state: 'created',
      reason: null,
      created_at: now.toISOString(),
      started_at: null,
      ended_at: null,
      messages: 0,
      read_number: 0,
      recordings_deleted_at: null,
    })
    .execute();
  const iat = Math.floor(now.getTime() / 1000);
  const exp = iat + (body.validMinutes ?? launchMinutes) * 60;
  const claims = { iss: services.origin, sub: attempt, jti: randomUUID(), iat, exp };
  const launchToken = await services.signingKey.sign('launch', JSON.stringify(claims));
  return {
    attempt,
    launchToken,
    launchAddress: launchAddress({ backend: services.origin, token: launchToken }),
    expiresAt: new Date(exp * 1000).toISOString(),
  };
};

export const readAttempt: Handler<'readAttempt'> = async ({ db }, { parameters }) => {
  const summary = await summarizeAttempt(db, parameters.attempt);
  return summary ?? unknownAttempt(parameters.attempt);
};

export const listAttempts: Handler<'listAttempts'> = async ({ db }) => ({ attempts: await summarizeAttempts(db) });

export const reviewAttempt: Handler<'reviewAttempt'> = async ({ db }, { parameters }) => {
  const { id, policy } = await requireAttempt(db, parameters.attempt);
  const summary = (await summarizeAttempt(db, id)) ?? unknownAttempt(id);
  const session = await db
    .selectFrom('sessions')
    .select(['id', 'receipt'])
    .where('attempt_id', '=', id)
    .executeTakeFirst();
  if (!session) return { ...summary, policy: JSON.parse(policy), journal: [], segments: [], receipt: null };
  const { recorded, stored } = await readRecording(db, session.id);
  return {
    ...summary,
    policy: JSON.parse(policy),
    journal: await readJournal(db, session.id),
    segments: segmentsOf(recorded, stored),
    receipt: session.receipt,
  };
};

/** @throws Refusal `not-found` */
export async function requireAttempt(db: Database, id: string): Promise<AttemptFacts> {
  return (await findAttempt(db, id)) ?? unknownAttempt(id);
}

function unknownAttempt(id: string): never {
  throw new Refusal('not-found', `There is no attempt '${id}'. Choose one of the list of attempts.`);
}
