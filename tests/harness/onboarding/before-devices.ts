import type { LinkMeasure } from '../../../src/protocol/link-measure.ts';
import type { BrowserSurvey } from '../../../src/session/browser-checks.ts';
import { extensionId, pageAt } from '../browser.ts';
import { press, words } from '../candidate.ts';
import type { OnboardingState, Stage } from './stage.ts';
import type { Answer, Staged } from './staged.ts';

// What the start page shows before a launch, of a launch, and in the steps of consent, browser and connection.

const address = `chrome-extension://${extensionId}/extension/onboarding/index.html`;

/** Opens a launch that is answered as staged. */
async function launch(stage: Stage, answer: Answer<null>): Promise<void> {
  await stage.set({ answers: { openLaunch: answer } });
  await stage.page.goto(`${address}?launch=hello`);
}

export const launches: readonly OnboardingState[] = [
  {
    name: 'launch-none',
    caption: 'No exam to start',
    enter: async (stage) => {
      const page = await stage.world.browser.newPage();
      await stage.use(page);
      await page.goto(address);
      await stage.words('There is no exam to start');
    },
  },
  {
    name: 'launch-opening',
    caption: 'A launch is opened',
    enter: async (stage) => {
      await launch(stage, 'silence');
      await stage.words('Opening the exam');
    },
  },
  {
    name: 'launch-refused',
    caption: 'A launch that is not good',
    enter: async (stage) => {
      await stage.set({});
      await stage.page.goto(`${address}?launch=hello`);
      await stage.words('Nothing was started');
    },
  },
];

/** Opens the exam as a candidate does, and stages its start page. */
async function open(stage: Stage): Promise<void> {
  const before = stage.page;
  await before.close();
  const page = await stage.candidate.openExam();
  await words(page, 'What this exam asks of you'); // until then the page may be loaded anew
  const dashboard = await pageAt(stage.world.browser, /\/exams\/[\w-]+$/);
  await dashboard.close();
  await stage.use(page);
  await stage.begin({}, 'What this exam asks of you');
}

export const consents: readonly OnboardingState[] = [
  {
    name: 'declined',
    caption: 'Declined',
    enter: async (stage) => {
      await open(stage);
      await press(stage.page, 'Decline and stop here');
      await press(stage.page, 'Yes, decline');
      await stage.words('You declined');
    },
  },
  {
    name: 'consent',
    caption: 'Notice and consent, with an accommodation',
    enter: async (stage) => {
      await open(stage);
    },
  },
  {
    name: 'consent-no-access',
    caption: 'The access was refused',
    isAtEnd: true,
    enter: async (stage) => {
      await stage.begin({ refusesAccess: true }, 'What this exam asks of you');
      await press(stage.page, 'Agree and continue');
      await stage.page.waitForSelector('main .notice.danger');
    },
  },
  {
    name: 'consent-decline',
    caption: 'Decline?',
    isAtEnd: true,
    enter: async (stage) => {
      await stage.begin({}, 'What this exam asks of you');
      await press(stage.page, 'Decline and stop here');
      await stage.words('Decline');
    },
  },
  {
    name: 'consent-help',
    caption: 'Help, in the same place on every step',
    enter: async (stage) => {
      await stage.begin({}, 'What this exam asks of you');
      await press(stage.page, 'Help');
      await stage.page.waitForSelector('.help-panel textarea');
    },
  },
];

const survey: BrowserSurvey = {
  displays: { verdict: 'one', names: ['Built-in display'] },
  extensions: ['Grammar helper', 'Dark pages'],
  clockMs: 400,
};

/** The browser's step with another computer, and another answer of the worker's. */
function browserState(
  name: string,
  caption: string,
  causes: readonly string[],
  found: Partial<BrowserSurvey>,
  computer: NonNullable<Staged['computer']>,
): OnboardingState {
  return {
    name,
    caption,
    causes: causes.map((cause) => `browser: ${cause}`),
    enter: async (stage) => {
      await stage.begin({ computer, answers: { surveyBrowser: { value: { ...survey, ...found } } } });
      await stage.page.waitForSelector('.checks');
    },
  };
}

export const browsers: readonly OnboardingState[] = [
  {
    name: 'browser-looking',
    caption: 'Browser: it is looked at',
    enter: async (stage) => {
      await stage.goTo('browser');
      await stage.begin({ answers: { surveyBrowser: 'silence' } }, 'Looking');
    },
  },
  browserState(
    'browser-fine',
    'Browser: all is fine',
    ['browser ok', 'displays ok', 'room ok', 'strength ok', 'power ok', 'extensions ok', 'clock ok'],
    {},
    {},
  ),
  browserState(
    'browser-advised',
    'Browser: two displays, little room, a busy computer, an empty battery, a clock that is behind',
    ['displays advice', 'room advice', 'strength busy', 'power advice', 'clock advice'],
    { displays: { verdict: 'several', names: ['Built-in display', 'DELL U2720Q'] }, clockMs: 5 * 60_000 },
    { freeBytes: 300e6, battery: { charging: false, level: 0.15 }, weakness: 'busy' },
  ),
  browserState(
    'browser-unknown',
    'Browser: one of another make that says little, a computer with little memory, a clock that is ahead',
    ['displays unknown', 'room unknown', 'strength memory'],
    { displays: { verdict: 'unknown', names: [] }, clockMs: -3 * 60_000 },
    { freeBytes: 'unknown', browser: { brand: 'Vivaldi', version: 140 }, weakness: 'memory' },
  ),
  browserState(
    'browser-blocked',
    'Browser: too old, no room, a slow computer',
    ['browser blocks', 'room blocks', 'strength slow'],
    { extensions: [] },
    { freeBytes: 40e6, browser: { brand: 'Microsoft Edge', version: 120 }, weakness: 'slow' },
  ),
];

const good: LinkMeasure = {
  bitsPerSecond: 8_200_000,
  isAtMost: false,
  latencyMs: 34,
  spreadMs: 6,
  loss: 0,
  sentBytes: 3_900_000,
  tookMs: 3900,
};

/** The connection's step with another trial. */
function linkState(kind: string, caption: string, answer: Answer<never>, expected: string | RegExp): OnboardingState {
  return {
    name: `connection-${kind}`,
    caption: `Connection: ${caption}`,
    causes: [`connection: ${kind}`],
    enter: (stage) => stage.begin({ answers: { measureLink: answer } }, expected),
  };
}
const measured = (measure: Partial<LinkMeasure>) =>
  ({ value: { kind: 'measured', measure: { ...good, ...measure } } }) as Answer<never>;
const failed = (kind: string, reason?: string) =>
  ({ value: { kind, ...(reason ? { words: reason } : {}) } }) as Answer<never>;

export const connections: readonly OnboardingState[] = [
  {
    ...linkState('measuring', 'it is measured', 'silence', 'Measuring'),
    causes: [],
    enter: async (stage) => {
      await stage.goTo('connection');
      await stage.begin({ answers: { measureLink: 'silence' } }, 'Measuring');
    },
  },
  linkState('enough', 'it carries the exam', measured({}), 'with room to spare'),
  linkState('tight', 'it carries the exam, and little more', measured({ bitsPerSecond: 240_000 }), 'little more'),
  linkState('slow', 'it carries less', measured({ bitsPerSecond: 120_000, loss: 0.08 }), 'carries less'),
  linkState('unsteady', 'fast, and unsteady', measured({ loss: 0.2, latencyMs: 700 }), 'unsteady'),
  linkState('offline', 'no network', failed('offline'), 'has no internet'),
  linkState('unreachable', 'no server', failed('unreachable'), 'does not answer'),
  linkState('sign-in', 'a sign-in page of the network', failed('sign-in'), 'sign in first'),
  linkState('fault', 'a fault of the server', failed('fault', 'HTTP 500: Internal Server Error'), 'has a fault'),
];
