import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { decideIdentity } from '../store/identity-checks.ts';
import { findSessionOf } from '../store/sessions.ts';
import { requireAttempt } from './attempts.ts';

export const decideOnIdentity: Handler<'decideOnIdentity'> = async (services, { parameters, body }) => {
  const { id: attempt, state } = await requireAttempt(services.db, parameters.attempt);
  if (state === 'ended' || state === 'complete') {
    throw new Refusal('attempt-over', 'This attempt has ended: nobody waits to be admitted to it any more.');
  }
  const session = await findSessionOf(services.db, attempt);
  const about = { session: session?.id ?? '', attempt };
  const outcome = await decideIdentity(services.db, about, body, services.now().toISOString());
  if (outcome === 'decided') services.notices.emit(attempt);
  if (outcome !== 'stale') return undefined;
  throw new Refusal(
    'invalid-request',
    'No such photos wait to be looked at: somebody else has decided, or the candidate has taken newer ones. Look at the queue again.',
    { status: 409 },
  );
};
