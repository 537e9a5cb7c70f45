import type { Snapshot, StepName } from '../src/session/snapshot.ts';

/** @throws Error when a step was refused because an earlier one is open: the page shows an old state */
export function taken(state: Snapshot, step: StepName): void {
  if (state.phase === 'onboarding' && state.onboarding.done.includes(step)) return;
  throw new Error('This step is not open now. Reload this page to see where you are.');
}
