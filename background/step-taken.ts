import type { Snapshot, StepName } from '../src/session/snapshot.ts';
import { CandidateError, say } from '../src/words/saying.ts';

/** @throws CandidateError when a step was refused because an earlier one is open: the page shows an old state */
export function stepTaken({ phase, onboarding }: Snapshot, step: StepName): void {
  if (phase === 'onboarding' && onboarding.done.includes(step)) return;
  throw new CandidateError(say('stepNotOpen'));
}
