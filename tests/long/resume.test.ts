import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionId } from '../harness/browser.ts';
import { Candidate, press, type Step, words } from '../harness/candidate.ts';
import { attemptReaches, eventTypes, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let candidate: Candidate;
let page: Page;
beforeAll(async () => {
  world = await startWorld({
    policy: ({ recording, verification }) => {
      verification.camera = true;
      verification.identity = 'photo';
      verification.signature = true;
      recording.deskScan = 'start';
    },
  });
  candidate = new Candidate(world);
  page = await candidate.openExam();
});
afterAll(() => world.close());

const titles: readonly (readonly [Step, string])[] = [
  ['consent', 'What this exam asks of you'],
  ['browser', 'Check this browser and computer'],
  ['connection', 'Check your connection'],
  ['camera', 'Check your camera'],
  ['microphone', 'Check your microphone'],
  ['screen', 'Share your whole screen'],
  ['identity', 'Show who you are'],
  ['desk-scan', 'Show your desk'],
  ['agreement', 'Sign the agreement'],
  ['introduction', 'Before you begin'],
];

const title = () => page.$eval('h1', (heading) => heading.textContent ?? '');

/** What was taken and not handed in lives in the page alone: nothing of it may be found after a reload. */
const unhanded: Partial<Record<Step, () => Promise<unknown>>> = {
  identity: async () => {
    await press(page, 'Take the photo of the document');
    await press(page, 'Continue with this photo');
    await press(page, 'Take the photo of your face');
    await words(page, 'Use these photos');
  },
  'desk-scan': async () => {
    await press(page, 'Start the film');
    await words(page, 'What is on your left');
    await press(page, 'Stop the film');
    await words(page, 'Use this film');
  },
  agreement: async () => {
    await page.locator('#signed-name').fill('Ada');
  },
};

test.each(titles)('a reload at the step %s stays there, and nothing done before is asked again', async (step, name) => {
  await candidate.goTo(step);
  await words(page, name);
  expect(await title()).toBe(name);
  const done = await page.$$eval('.progress .done', (nodes) => nodes.length);
  const before = (await newestAttempt(world)).journal.length;
  await unhanded[step]?.();
  await page.reload();
  await words(page, name);
  expect(await title()).toBe(name);
  expect(await page.$$eval('.progress .done', (nodes) => nodes.length)).toBe(done);
  expect((await newestAttempt(world)).journal.length).toBe(before);
  if (step === 'identity') await words(page, 'Take the photo of the document');
  if (step === 'desk-scan') await words(page, 'Start the film');
  if (step !== 'agreement') return;
  expect(await page.$eval('#signed-name', (field) => (field as HTMLInputElement).value)).toBe('');
  await page.locator('#signed-name').fill(candidate.name);
});

test('a browser that was killed comes back at the same step, and asks for the screen right before the start', async () => {
  await candidate.goTo('introduction');
  await world.killBrowser();
  await world.relaunch();
  page = await world.browser.newPage();
  await page.goto(`chrome-extension://${extensionId}/extension/onboarding/index.html`);
  await words(page, 'Before you begin');
  await candidate.goTo('screen');
  await words(page, 'Your screen is not shared any more');
  const exam = await candidate.start();
  await candidate.work(exam);
  await words(await candidate.submit(exam), 'All done', 60_000);
  const attempt = await attemptReaches(world, 'complete');
  expect(await faultsOf(world, attempt)).toEqual([]);
  expect(eventTypes(attempt).filter((type) => !type.startsWith('device.'))).toEqual([
    'browser.checked',
    'connection.measured',
    'identity.shown',
    'desk.scanned',
    'agreement.signed',
    'session.started',
    'session.submitted',
  ]);
});
