import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { newReEntryCode, reEntryCodeHash } from '../re-entry-code.ts';
import { watch } from '../silence.ts';
import { storeReEntryCode, tryReEntryCode, type Verdict } from '../store/re-entry-codes.ts';
import { findSessionOf } from '../store/sessions.ts';
import { requireAttempt } from './attempts.ts';

/** How long a code can be used, in milliseconds. */
const validity = 30 * 60_000;

export const issueReEntryCode: Handler<'issueReEntryCode'> = async (services, { parameters }) => {
  const { id, state } = await requireAttempt(services.db, parameters.attempt);
  if (state === 'ended' || state === 'complete') throw over();
  const session = await findSessionOf(services.db, id);
  if (!session) {
    throw new Refusal(
      'invalid-request',
      'Nobody has opened this attempt yet, so there is nothing to enter again. Make a code once the exam was interrupted.',
      { status: 409 },
    );
  }
  const code = newReEntryCode();
  const expiresAt = new Date(services.now().getTime() + validity).toISOString();
  await storeReEntryCode(services.db, session.id, reEntryCodeHash(services, session.id, code), expiresAt);
  return { code, expiresAt };
};

export const enterAgain: Handler<'enterAgain'> = async (services, { session, body }) => {
  if (session.state === 'ended' || session.state === 'complete') throw over();
  const hash = reEntryCodeHash(services, session.id, body.code);
  const verdict = await tryReEntryCode(services.db, session.id, hash, watch(services));
  if (verdict.kind !== 'right') throw refusalOf(verdict);
  return undefined;
};

function refusalOf(verdict: Verdict): Refusal {
  if (verdict.kind === 'wait') {
    const minutes = Math.ceil(verdict.seconds / 60);
    const detail = `Too many wrong codes were given. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`}, then give the code of the help desk again.`;
    return new Refusal('busy', detail, { status: 429, headers: { 'Retry-After': String(verdict.seconds) } });
  }
  if (verdict.kind === 'used-up') {
    return new Refusal('code-used-up', 'This code was used already, or is too old. Ask the help desk for a new one.');
  }
  return new Refusal(
    'code-wrong',
    'This is not the code that the help desk gave last. Look at each letter and try again, or ask the help desk for another code.',
  );
}

function over(): Refusal {
  return new Refusal(
    'attempt-over',
    'This attempt has ended, and cannot be entered again. A code changes nothing about that; ask your exam provider.',
  );
}
