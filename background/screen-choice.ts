import { type ScreenCause, type ScreenPick, screenVerdict } from '../src/recording/screen-check.ts';
import type { Verdict } from '../src/recording/verdict.ts';
import type { Attempt } from './attempt.ts';
import { order } from './offscreen.ts';
import { stepTaken } from './step-taken.ts';

// The step in which the screen is shared. Only here is decided whether it is done: the page draws.

/** Lets the candidate pick a screen, and takes it where nothing is amiss. */
export async function chooseScreen(attempt: Attempt): Promise<Verdict<ScreenCause>> {
  const verdict = await judge(attempt, 'pickScreen');
  if (verdict.state === 'fine') stepTaken(await attempt.take({ type: 'screenChosen' }), 'screen');
  return verdict;
}

/** Takes the screen that was picked although there is an advice against it; what blocks blocks still. */
export async function keepScreen(attempt: Attempt): Promise<Verdict<ScreenCause>> {
  const verdict = await judge(attempt, 'lookAtScreen');
  if (verdict.state === 'amiss' && verdict.severity === 'blocks') return verdict;
  const advice = verdict.state === 'amiss' ? verdict.cause : undefined;
  stepTaken(await attempt.take({ type: 'screenChosen', advice }), 'screen');
  return verdict;
}

async function judge(attempt: Attempt, type: 'pickScreen' | 'lookAtScreen'): Promise<Verdict<ScreenCause>> {
  const pick = await order<ScreenPick>({ to: 'offscreen', type });
  const { session } = await attempt.state();
  return screenVerdict(pick, session?.policy.verification.screen === true);
}
