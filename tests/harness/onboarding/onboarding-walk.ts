import { cameraWords, microphoneWords, screenWords } from '../../../extension/onboarding/cause-words.ts';
import type { LinkVerdict } from '../../../src/outbox/link-verdict.ts';
import type { LinkTrial } from '../../../src/protocol/link-measure.ts';
import type { BrowserCheck } from '../../../src/session/browser-checks.ts';
import { identityCheck, type StepName, stepName } from '../../../src/session/snapshot.ts';
import { startWorld } from '../world.ts';
import { browsers, connections, consents, launches } from './before-devices.ts';
import { cameras, microphones, screens } from './device-states.ts';
import { agreements, interruptions, starts } from './last-states.ts';
import { type OnboardingState, Stage } from './stage.ts';
import { desks, identities } from './taken-states.ts';

/** Everything that the start page can show, in the order in which a candidate may meet it. */
export const onboardingParts: readonly { readonly title: string; readonly states: readonly OnboardingState[] }[] = [
  { title: 'Launch', states: launches },
  { title: 'Notice and consent', states: consents },
  { title: 'This browser', states: browsers },
  { title: 'Connection', states: connections },
  { title: 'Camera', states: cameras },
  { title: 'Microphone', states: microphones },
  { title: 'Screen', states: screens },
  { title: 'Identity', states: identities },
  { title: 'Desk scan', states: desks },
  { title: 'Agreement', states: agreements },
  { title: 'Rules and start', states: starts },
  { title: 'After an interruption', states: interruptions },
];
export const onboardingStates = onboardingParts.flatMap(({ states }) => states);

/** What the checks of a browser find; the compiler misses one that is new. */
const browserFindings: Record<BrowserCheck['about'], readonly string[]> = {
  browser: ['ok', 'blocks'],
  displays: ['ok', 'advice', 'unknown'],
  room: ['ok', 'advice', 'blocks', 'unknown'],
  strength: ['ok', 'busy', 'memory', 'slow'],
  power: ['ok', 'advice'],
  extensions: ['ok'],
  clock: ['ok', 'advice'],
};
const linkFindings: Record<LinkVerdict['kind'] | Exclude<LinkTrial['kind'], 'measured'>, true> = {
  enough: true,
  tight: true,
  slow: true,
  unsteady: true,
  offline: true,
  unreachable: true,
  'sign-in': true,
  fault: true,
};

const of = (step: StepName, causes: readonly string[]) => causes.map((cause) => `${step}: ${cause}`);

/** Every cause that a step can name, from the tables that name them. */
const causes: readonly string[] = [
  ...Object.entries(browserFindings).flatMap(([about, verdicts]) =>
    of(
      'browser',
      verdicts.map((one) => `${about} ${one}`),
    ),
  ),
  ...of('connection', Object.keys(linkFindings)),
  ...of('camera', Object.keys(cameraWords)),
  ...of('microphone', Object.keys(microphoneWords)),
  ...of('screen', Object.keys(screenWords)),
  ...of('identity', identityCheck.entries.state.options),
];

/** Causes that nobody can stage, each with the reason. */
export const unstaged: Readonly<Record<string, string>> = {};

/** Steps and causes that no state shows; empty when every one is shown, or cannot be. */
export function uncovered(states = onboardingStates): string[] {
  const shown = new Set(states.flatMap((state) => state.causes ?? []));
  const isShown = (step: StepName) => states.some(({ name }) => name === step || name.startsWith(`${step}-`));
  return [
    ...stepName.options.filter((step) => !isShown(step)).map((step) => `step ${step}`),
    ...causes.filter((cause) => !shown.has(cause) && !(cause in unstaged)),
    ...[...shown].filter((cause) => !causes.includes(cause)).map((cause) => `${cause} (no such cause)`),
  ];
}

/**
 * Plays every state of the onboarding, one after the other, in a browser with the built extension.
 * @param visit is called in each; it leaves the page as it was
 */
export async function walkOnboarding(visit: (state: OnboardingState, stage: Stage) => Promise<void>): Promise<void> {
  const world = await startWorld({
    provider: { name: 'Northfield Assessments', contact: 'exams@northfield.example' },
    policy: ({ recording, lockdown, verification }) => {
      recording.deskScan = 'start';
      lockdown.oneScreen = true;
      lockdown.otherExtensions = 'block';
      lockdown.reEntry = 'code';
      verification.identity = 'live';
      verification.signature = true;
    },
    accommodation: { fullScreenSeconds: 300 },
  });
  const stage = new Stage(world);
  try {
    for (const state of onboardingStates) {
      await state.enter(stage).catch((error: unknown) => {
        throw new Error(`${state.name}: ${error instanceof Error ? error.message : error}`, { cause: error });
      });
      await visit(state, stage);
    }
  } finally {
    await world.close();
  }
}
