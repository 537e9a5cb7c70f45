import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { overrideFailure } from '../store/failed-checks.ts';
import { findSessionOf } from '../store/sessions.ts';
import { requireAttempt } from './attempts.ts';

const refusals = {
  stale: 'This check does not bar the way any more: somebody else has overridden it, or the candidate got past it.',
  impossible:
    'This one cannot be overridden: a later step cannot be done without the device. The candidate needs another device, or another policy.',
} as const;

export const overrideCheck: Handler<'overrideCheck'> = async (services, { parameters, body }) => {
  const { id: attempt, state } = await requireAttempt(services.db, parameters.attempt);
  if (state === 'ended' || state === 'complete') {
    throw new Refusal('attempt-over', 'This attempt has ended: no check bars the way any more.');
  }
  const session = await findSessionOf(services.db, attempt);
  const about = { session: session?.id ?? '', attempt };
  const outcome = await overrideFailure(services.db, about, body, services.now().toISOString());
  if (outcome === 'decided') services.notices.emit(attempt);
  if (outcome === 'decided' || outcome === 'repeated') return undefined;
  throw new Refusal('invalid-request', refusals[outcome], { status: 409 });
};
