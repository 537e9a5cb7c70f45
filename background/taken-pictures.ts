import type { PageCommand, Taken } from '../src/protocol/messages.ts';
import type { SessionFacts, Snapshot, StepName } from '../src/session/snapshot.ts';
import { openStep } from '../src/session/view.ts';
import { CandidateError, say } from '../src/words/saying.ts';
import type { Attempt } from './attempt.ts';
import { order } from './offscreen.ts';

type Command<T extends PageCommand['type']> = Extract<PageCommand, { type: T }>;

/**
 * Keeps the photos of document and face, and takes the step on. May be repeated: the worker may have died in between.
 * @throws CandidateError when the step is not open, or a photo could not be stored
 */
export async function usePhotos(attempt: Attempt, command: Command<'usePhotos'>): Promise<void> {
  const { document, face, blackened } = command;
  const before = await attempt.state();
  if (isHandedIn(before)) return;
  const session = sessionAt('identity', before);
  const segments = { document: await keep(session, 'identity', document), face: await keep(session, 'identity', face) };
  const after = await attempt.take({ type: 'identityShown', ...segments, blackened });
  if (!isHandedIn(after)) throw notOpen();
}

/** Keeps a film of the desk, and takes the step on. @throws as `usePhotos` does */
export async function useDeskScan(attempt: Attempt, { film }: Command<'useDeskScan'>): Promise<void> {
  const before = await attempt.state();
  if (before.onboarding.done.includes('desk-scan')) return;
  const segment = await keep(sessionAt('desk-scan', before), 'desk', film);
  const durationMs = film.parts.reduce((sum, part) => sum + part.duration, 0);
  const after = await attempt.take({ type: 'deskScanned', segment, durationMs });
  if (!after.onboarding.done.includes('desk-scan')) throw notOpen();
}

/** The photos are with the desk, or the step is over. */
function isHandedIn({ onboarding: { identity, done } }: Snapshot): boolean {
  return identity?.state === 'waiting' || done.includes('identity');
}

function sessionAt(step: StepName, state: Snapshot): SessionFacts {
  if (state.phase !== 'onboarding' || openStep(state) !== step || !state.session) throw notOpen();
  return state.session;
}

function keep({ id, policy }: SessionFacts, stream: 'identity' | 'desk', picture: Taken): Promise<number> {
  const recipients = policy.recording.recipients ?? [];
  return order<number>({ to: 'offscreen', type: 'keepPicture', session: id, stream, picture, recipients });
}

function notOpen(): CandidateError {
  return new CandidateError(say('stepNotOpen'));
}
