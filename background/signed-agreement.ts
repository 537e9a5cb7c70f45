import { isSameName } from '../src/policy/signed-name.ts';
import type { CheckCommand } from '../src/protocol/check-commands.ts';
import type { EventData } from '../src/protocol/events.ts';
import type { SessionFacts } from '../src/session/snapshot.ts';
import { openStep } from '../src/session/view.ts';
import type { Attempt } from './attempt.ts';
import { order } from './offscreen.ts';
import { stepTaken } from './step-taken.ts';

type Sign = Extract<CheckCommand, { type: 'signAgreement' }>;

/**
 * Keeps how the candidate signed, and takes the step on. May be repeated: the worker may have died in between.
 * @throws CandidateError when the step is not open, or a drawing could not be stored
 */
export async function signAgreement(attempt: Attempt, { text, language, signature }: Sign): Promise<void> {
  const state = await attempt.state();
  const { session, onboarding } = state;
  if (!session || onboarding.done.includes('agreement')) return;
  if (openStep(state) !== 'agreement') return stepTaken(state, 'agreement');
  const { way } = signature;
  const signed = await signedFacts(session, signature);
  // Whoever knows what stands here, and the policy, can write the text again.
  const facts = { ...signed, text, language, provider: session.provider.name, backend: session.backend };
  stepTaken(await attempt.take({ type: 'agreementSigned', way, facts }), 'agreement');
}

async function signedFacts(session: SessionFacts, signature: Sign['signature']): Promise<EventData> {
  const { candidate, id, policy } = session;
  if (signature.way === 'typed') {
    const { name } = signature;
    return { name, isKnownName: isSameName(name, candidate.name) };
  }
  const recipients = policy.recording.recipients ?? [];
  const kept = { to: 'offscreen', type: 'keepPicture', stream: 'signature', picture: signature.picture } as const;
  return { segment: await order<number>({ ...kept, session: id, recipients }) };
}
