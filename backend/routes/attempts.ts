import { randomUUID } from 'node:crypto';
import { launchAddress } from '../../src/protocol/launch-address.ts';
import { acceptAccommodation, storedAccommodation } from '../accommodation.ts';
import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { segmentsOf } from '../recording.ts';
import { watch } from '../silence.ts';
import { type AttemptFacts, findAttempt, summarizeAttempt, summarizeAttempts } from '../store/attempts.ts';
import type { Database } from '../store/database.ts';
import { readJournal, readRecording } from '../store/journal.ts';
import { findSessionOf } from '../store/sessions.ts';
import { pastSilences } from '../store/signs-of-life.ts';
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
  const accommodation = acceptAccommodation(body.accommodation);
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
      seen_number: 0,
      recordings_deleted_at: null,
      accommodation,
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

export const readAttempt: Handler<'readAttempt'> = async (services, { parameters }) => {
  const summary = await summarizeAttempt(services.db, parameters.attempt, watch(services));
  return summary ?? unknownAttempt(parameters.attempt);
};

export const listAttempts: Handler<'listAttempts'> = async (services) => ({
  attempts: await summarizeAttempts(services.db, watch(services)),
});

export const reviewAttempt: Handler<'reviewAttempt'> = async (services, { parameters }) => {
  const { db } = services;
  const { id, policy, accommodation } = await requireAttempt(db, parameters.attempt);
  const session = await findSessionOf(db, id);
  // Before the summary: a silence that ends in between is then in neither, and not in both.
  const past = session ? await pastSilences(db, session.id) : [];
  const summary = (await summarizeAttempt(db, id, watch(services))) ?? unknownAttempt(id);
  const facts = { ...summary, policy: JSON.parse(policy), accommodation: storedAccommodation(accommodation) };
  if (!session) return { ...facts, silences: past, journal: [], segments: [], receipt: null };
  const { recorded, stored } = await readRecording(db, session.id);
  return {
    ...facts,
    silences: [...past, ...(summary.silentSince ? [{ from: summary.silentSince, to: null }] : [])],
    journal: await readJournal(db, session.id),
    segments: segmentsOf(recorded, stored),
    receipt: session.receipt,
  };
};

/** @throws Refusal `not-found` */
export async function requireAttempt(db: Database, id: string): Promise<AttemptFacts> {
  return (await findAttempt(db, id)) ?? unknownAttempt(id);
}

/**
 * An attempt whose recordings are still kept.
 * @throws Refusal `not-found`
 */
export async function requireRecordings(db: Database, id: string): Promise<AttemptFacts> {
  const attempt = await requireAttempt(db, id);
  const { recordings_deleted_at: deleted } = attempt;
  if (deleted === null) return attempt;
  throw new Refusal(
    'not-found',
    `The recordings of this attempt were deleted on ${deleted.slice(0, 10)}, as its policy asks.`,
  );
}

function unknownAttempt(id: string): never {
  throw new Refusal('not-found', `There is no attempt '${id}'. Choose one of the list of attempts.`);
}
