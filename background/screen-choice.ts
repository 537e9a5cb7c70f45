import { type ScreenCause, type ScreenPick, screenVerdict } from '../src/recording/screen-check.ts';
import type { Verdict } from '../src/recording/verdict.ts';
import type { Attempt } from './attempt.ts';
import { order } from './offscreen.ts';
import { stepTaken } from './step-taken.ts';

// The step in which the screen is shared. Only here is decided whether it is done: the page draws.

/** Lets the candidate pick a screen, and takes it where nothing is amiss. */
export async function chooseScreen(attempt: Attempt): Promise<Verdict<ScreenCause>> {
  await attempt.take({ type: 'screenLetGo' });
  const verdict = await judge(attempt, 'pickScreen');
  if (verdict.state === 'fine') stepTaken(await attempt.take({ type: 'screenChosen' }), 'screen');
  return verdict;
}

/** Takes the screen that was picked although there is an advice against it; what blocks blocks, unless the desk allowed it. */
export async function keepScreen(attempt: Attempt): Promise<Verdict<ScreenCause>> {
  const verdict = await judge(attempt, 'lookAtScreen');
  if (verdict.state === 'amiss' && verdict.severity === 'blocks') {
    // What is no whole screen cannot be overridden: it is not shared any more.
    const isShared = verdict.cause === 'black' || verdict.cause === 'nothing';
    if (!isShared || !(await mayGoOn(attempt))) return verdict;
  }
  const advice = verdict.state === 'amiss' ? verdict.cause : undefined;
  stepTaken(await attempt.take({ type: 'screenChosen', advice }), 'screen');
  return verdict;
}

async function judge(attempt: Attempt, type: 'pickScreen' | 'lookAtScreen'): Promise<Verdict<ScreenCause>> {
  const pick = await order<ScreenPick>({ to: 'offscreen', type });
  const { session } = await attempt.state();
  return screenVerdict(pick, session?.policy.verification.screen === true);
}

/** Whether the desk lets the candidate go on with the whole screen that is shared, although its picture is amiss. */
async function mayGoOn(attempt: Attempt): Promise<boolean> {
  const { asked } = (await attempt.state()).onboarding;
  return asked.some(({ check, way, order: given }) => check === 'screen' && way === 'check' && given !== null);
}
