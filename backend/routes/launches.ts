import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, errors, importJWK } from 'jose';
import * as v from 'valibot';
import { launchClaims } from '../../src/protocol/api.ts';
import type { PublicJwk } from '../../src/protocol/fields.ts';
import { accommodationPayload, storedAccommodation } from '../accommodation.ts';
import type { Body, Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { randomSecret, secretHash } from '../secrets.ts';
import type { Services } from '../services.ts';
import { type AttemptFacts, findAttempt } from '../store/attempts.ts';
import type { Row } from '../store/database.ts';
import { addToken, openSession } from '../store/sessions.ts';
import { uploadDeadline } from '../upload-deadline.ts';

const again = 'Go back to the exam page and start again from there.';

export const openLaunch: Handler<'openLaunch'> = async (services, { body }) => {
  const attempt = await findAttempt(services.db, await readLaunch(services, body.token));
  if (!attempt) throw new Refusal('launch-invalid', `The exam of this launch is not known here. ${again}`);
  if (attempt.state === 'ended' || attempt.state === 'complete') {
    throw new Refusal(
      'attempt-over',
      'This attempt has ended, and cannot be entered again. Ask your exam provider for a new one.',
    );
  }
  const { id: session, upload_until: uploadUntil } = await bind(services, attempt, body);
  const token = randomSecret();
  const now = services.now().toISOString();
  await addToken(services.db, session, secretHash(token), now);
  const { title, exam_url: url, return_url: returnUrl } = attempt;
  return {
    session,
    attempt: attempt.id,
    token,
    provider: services.provider,
    exam: { title, url, ...(returnUrl === null ? {} : { returnUrl }) },
    candidate: { id: attempt.candidate_id, name: attempt.candidate_name },
    policy: attempt.policy_jws,
    policyHash: attempt.policy_hash,
    ...(await signedAccommodation(services, attempt)),
    serverTime: now,
    ...(uploadUntil === null ? {} : { uploadUntil }),
  };
};

/** The grant's member for an accommodation; none where nothing is relaxed. */
async function signedAccommodation({ signingKey }: Services, { id, accommodation }: AttemptFacts) {
  const relaxes = storedAccommodation(accommodation);
  return relaxes && { accommodation: await signingKey.sign('accommodation', accommodationPayload(id, relaxes)) };
}

/** @returns the attempt's id */
async function readLaunch({ signingKey, origin, now }: Services, token: string): Promise<string> {
  try {
    return v.parse(launchClaims, await signingKey.verifyLaunch(token, origin, now())).sub;
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new Refusal('launch-expired', `The time in which this launch could be opened is over. ${again}`);
    }
    throw new Refusal(
      'launch-invalid',
      `This launch was not made by this backend, or was changed on its way. ${again}`,
    );
  }
}

/** Binds the attempt to the device that opens it first. @returns the session */
async function bind(
  services: Services,
  attempt: AttemptFacts,
  { deviceKey, client }: Body<'openLaunch'>,
): Promise<Row<'sessions'>> {
  const { db, now } = services;
  const thumbprint = await thumbprintOf(deviceKey);
  const moment = now();
  const opened = moment.toISOString();
  const session = await openSession(db, {
    id: randomUUID(),
    attempt_id: attempt.id,
    device_key: JSON.stringify(deviceKey),
    device_thumbprint: thumbprint,
    client_version: client.version.slice(0, 100),
    client_browser: client.browser.slice(0, 300),
    opened_at: opened,
    last_seen_at: opened,
    next: 0,
    head: attempt.policy_hash,
    flags: 0,
    lost_ms: 0,
    upload_until: uploadDeadline(services, moment, attempt.policy),
    receipt: null,
    signed_end: null,
  });
  if (session.device_thumbprint === thumbprint) return session;
  throw new Refusal(
    'launch-in-use',
    'This exam was opened in another browser or on another device. Continue there, or ask the help desk of your exam provider.',
  );
}

/** RFC 7638 thumbprint. @throws Refusal `invalid-request` when this is no key */
async function thumbprintOf(key: PublicJwk): Promise<string> {
  try {
    await importJWK(key, key.kty === 'OKP' ? 'EdDSA' : 'ES256');
    return await calculateJwkThumbprint(key);
  } catch {
    throw new Refusal(
      'invalid-request',
      'deviceKey is not a usable public key. Send an Ed25519 or P-256 key as a JWK.',
    );
  }
}
