import type { Page } from 'puppeteer';
import type { StartSurvey } from '../../../src/session/view.ts';
import { say } from '../../../src/words/saying.ts';
import { serviceWorker } from '../browser.ts';
import { press, words } from '../candidate.ts';
import { pullOut } from '../recorder-page.ts';
import type { OnboardingState, Stage } from './stage.ts';
import type { Staged } from './staged.ts';

// What the start page shows in the last steps, after an interruption, and when the exam does not begin.

/** Draws a wave across the field for the signature. */
async function sign(page: Page): Promise<void> {
  const field = await page.waitForSelector('.signature canvas');
  await field?.scrollIntoView();
  const box = await field?.boundingBox();
  if (!box) throw new Error('There is no field to sign in');
  const at = (share: number) =>
    [box.x + share * box.width, box.y + (0.5 + 0.2 * Math.sin(24 * share)) * box.height] as const;
  await page.mouse.move(...at(0.15));
  await page.mouse.down();
  for (let share = 0.17; share < 0.8; share += 0.03) await page.mouse.move(...at(share));
  await page.mouse.up();
}

export const agreements: readonly OnboardingState[] = [
  {
    name: 'agreement',
    caption: 'Agreement: to be signed',
    enter: async (stage) => {
      await press(stage.page, 'Use this film');
      await stage.words('Sign the agreement');
    },
  },
  {
    name: 'agreement-other-name',
    caption: 'Agreement: the name is another',
    enter: async ({ page }) => {
      await page.locator('.signed-name').fill('Augusta King');
      await press(page, 'Sign and go on');
      await words(page, 'Your exam provider knows you as');
    },
  },
  {
    name: 'agreement-drawn',
    caption: 'Agreement: a drawn signature',
    enter: async ({ page }) => {
      await page.locator('input[value=drawn]').click();
      await sign(page);
      await page.waitForSelector('::-p-aria([name="Clear"][role="button"])');
    },
  },
];

const survey: StartSurvey = {
  tabs: [
    { title: 'Cell biology - Wikipedia', url: 'https://en.wikipedia.org/wiki/Cell_biology' },
    { title: 'Inbox (3)', url: 'https://mail.example/inbox' },
    {
      title: 'Lecture 7: Membranes and how things get through them, with a title that goes on',
      url: 'https://uni.example/7',
    },
    { title: '', url: 'chrome://newtab/' },
    { title: 'Train times', url: 'https://trains.example/' },
    { title: 'Recipes', url: 'https://cook.example/' },
    { title: 'Weather', url: 'https://weather.example/' },
  ],
  privateTabs: 2,
  extensions: ['Grammar helper', 'Dark pages'],
  displays: { verdict: 'one', names: ['Built-in display'] },
};

function startState(name: string, caption: string, staged: Staged['answers'], expected: string): OnboardingState {
  return { name, caption, enter: (stage) => stage.begin({ answers: staged ?? {} }, expected) };
}
const found = (change: Partial<StartSurvey>) => ({ survey: { value: { ...survey, ...change } } });

/** Shows what comes of a press of the start's button. */
async function pressStart(stage: Stage, answers: Staged['answers']): Promise<void> {
  await stage.begin({ answers: { ...found({}), ...answers } }, 'What happens when you start');
  await press(stage.page, 'Start exam');
}

export const starts: readonly OnboardingState[] = [
  {
    name: 'introduction',
    caption: 'Rules, what to do when something fails, and help',
    enter: async (stage) => {
      await press(stage.page, 'Sign and go on');
      await stage.words('Before you begin');
    },
  },
  {
    name: 'start-looking',
    caption: 'Start: it is looked what will be closed',
    enter: async (stage) => {
      await stage.goTo('start');
      await stage.begin({ answers: { survey: 'silence' } }, 'Start the exam');
    },
  },
  startState(
    'start',
    'Start: nothing has to be closed',
    found({ tabs: [], privateTabs: 0, extensions: [] }),
    'No other tab',
  ),
  startState('start-tabs', 'Start: tabs and extensions are closed', found({}), 'These 7 tabs'),
  startState(
    'start-displays',
    'Start: too many displays',
    found({ tabs: [], privateTabs: 0, displays: { verdict: 'several', names: ['Built-in display', 'DELL U2720Q'] } }),
    'Disconnect all displays but one',
  ),
  {
    name: 'start-starting',
    caption: 'Start: it is under way',
    isAtEnd: true,
    enter: async (stage) => {
      await pressStart(stage, { start: 'silence' });
      await stage.words('are being set up');
    },
  },
  {
    name: 'start-failed',
    caption: 'Start: the browser did not get ready',
    isAtEnd: true,
    enter: async (stage) => {
      await pressStart(stage, { start: { error: say('startTooLong', 20) } });
      await stage.words('did not get ready');
    },
  },
  {
    name: 'screen-again',
    caption: 'Screen: it is not shared any more, right before the start',
    enter: async (stage) => {
      await pullOut(await stage.recorder(), 'screen', true);
      await stage.begin({}, 'Share your whole screen');
    },
  },
];

export const interruptions: readonly OnboardingState[] = [
  {
    name: 're-entry',
    caption: 'Interrupted: a code of the help desk',
    enter: async (stage) => {
      await stage.begin({}, 'Share your whole screen');
      await stage.candidate.start();
      const worker = await serviceWorker(stage.world.browser);
      await worker.evaluate(() => chrome.offscreen.closeDocument());
      await stage.adopt(await stage.candidate.startPage());
      await stage.page.waitForSelector('#re-entry-code');
    },
  },
  {
    name: 're-entry-wrong',
    caption: 'Interrupted: a code that is wrong',
    enter: async ({ page }) => {
      await page.locator('#re-entry-code').fill('AAAA-2222');
      await press(page, 'Go on with this code');
      await words(page, 'This is not the code');
    },
  },
];
