import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionId, pageAt, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, type Step, words } from '../harness/candidate.ts';
import { attemptReaches, newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';
import { audit } from './audit.ts';

const extension = `chrome-extension://${extensionId}`;

let world: World;
let candidate: Candidate;
let exam: Page;

beforeAll(async () => {
  world = await startWorld();
  candidate = new Candidate(world, 'Ada Lovelace');
});
afterAll(() => world.close());

async function open(address: string, expected: string | RegExp): Promise<Page> {
  const page = await world.browser.newPage();
  await page.goto(address);
  await words(page, expected);
  return page;
}

async function openPopup(): Promise<Page> {
  const worker = await serviceWorker(world.browser);
  await worker.evaluate(() => chrome.action.openPopup());
  const popup = await pageAt(world.browser, new RegExp(`${extensionId}/popup/`));
  await words(popup, 'Help desk');
  return popup;
}

test('the audit finds what is wrong, also where it is wrong in one colour scheme only', async () => {
  const page = await world.browser.newPage();
  await page.setContent(`<!doctype html><html lang="en"><title>Bad</title><meta name="color-scheme" content="light dark">
    <style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222; } }</style>
    <p>Text</p><img src="data:,"><a href="/a" style="display: block; width: 9px; height: 9px; overflow: hidden">A</a>
    <a href="/b" style="display: block; width: 9px; height: 9px; overflow: hidden">B</a>`);
  const found = await audit('bad', page);
  expect(found.map((line) => line.replace(/ at .*/, ''))).toEqual([
    'bad, light: image-alt',
    'bad, light: target-size',
    'bad, light: target-size',
    'bad, dark: color-contrast',
    'bad, dark: image-alt',
    'bad, dark: target-size',
    'bad, dark: target-size',
  ]);
  await page.close();
});

test('before an exam: settings, a launch that is refused, the exam platform', async () => {
  const found: string[] = [];
  const settings = await open(`${extension}/extension/settings/index.html`, 'Open an exam by hand');
  found.push(...(await audit('settings', settings)));
  await settings.close();
  const refused = await open(`${extension}/extension/onboarding/index.html?launch=hello`, 'Nothing was started');
  found.push(...(await audit('refused launch', refused)));
  await refused.close();
  const bare = await open(`${world.backend.origin}/launch`, 'Open this exam with Vigil');
  found.push(...(await audit('launch address without Vigil', bare)));
  await bare.close();
  const welcome = await open(world.exam, 'Sign in to your assessments');
  found.push(...(await audit('exam platform, sign in', welcome)));
  await welcome.close();
  const dashboard = await candidate.signIn();
  found.push(...(await audit('exam platform, dashboard', dashboard)));
  await dashboard.close();
  expect(found).toEqual([]);
});

test('getting in: every step, help on the way, and the popup', async () => {
  const found: string[] = [];
  const page = await candidate.openExam();
  const launch = await pageAt(world.browser, /\/exams\/[\w-]+$/);
  found.push(...(await audit('exam platform, launch', launch)));
  await words(page, 'What this exam asks of you');
  const popup = await openPopup();
  found.push(...(await audit('popup', popup)));
  await popup.close().catch(() => undefined); // closes by itself when another window is in front
  await page.bringToFront();
  await press(page, 'Help');
  found.push(...(await audit('start page with help', page)));
  await press(page, 'Close help');
  for (const step of ['consent', 'camera', 'microphone', 'screen', 'introduction', 'start'] satisfies Step[]) {
    await candidate.goTo(step);
    if (step === 'camera') await words(page, /\d+ × \d+ pixels/);
    if (step === 'microphone') await words(page, 'We hear you');
    found.push(...(await audit(`step ${step}`, page)));
  }
  expect(found).toEqual([]);
});

test('in the exam: its pages, the thumbnail, help and the countdown', async () => {
  const found: string[] = [];
  exam = await candidate.start();
  found.push(...(await audit('exam, cover', exam)));
  await press(exam, /Begin/, true);
  await exam.waitForSelector('#answers');
  found.push(...(await audit('exam, questions', exam)));

  const overlay = await overlayOf(exam);
  await overlay.waitForSelector('canvas:not([hidden])');
  found.push(...(await audit('thumbnail', exam, overlay)));
  await press(overlay, 'Help');
  await overlay.locator('textarea').fill('May I use scrap paper?');
  await press(overlay, 'Send');
  await answer('Yes, one sheet.');
  await words(overlay, 'Yes, one sheet.');
  found.push(...(await audit('help in the exam', exam, overlay)));

  const session = await exam.createCDPSession();
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  await words(overlay, 'You are outside full screen');
  found.push(...(await audit('countdown', exam, overlay)));
  await press(overlay, 'Return to full screen');
  await words(overlay, 'Help desk');
  expect(found).toEqual([]);
});

test('after the exam: its review and end, the upload that waits, the receipt', async () => {
  const found: string[] = [];
  await Promise.all([exam.waitForNavigation(), exam.goto(exam.url().replace(/\d+$/, 'review'))]);
  await words(exam, 'Review your answers');
  found.push(...(await audit('exam, review', exam)));
  await exam.click('#submit');
  found.push(...(await audit('exam, submit?', exam)));

  await world.stopBackend(); // what is left must wait, so that the page of the upload can be looked at
  await Promise.all([exam.waitForNavigation(), exam.click('#confirm-submit')]);
  const finish = await candidate.finishPage();
  await words(finish, 'No connection at the moment');
  found.push(...(await audit('finish, upload waits', finish)));
  found.push(...(await audit('exam, end', exam)));
  await world.restartBackend();
  await press(finish, 'Try now');
  await words(finish, 'All done', 60_000);
  found.push(...(await audit('finish, receipt', finish)));
  await attemptReaches(world, 'complete');
  expect(found).toEqual([]);
});

test('the console', async () => {
  const { attempt } = await newestAttempt(world);
  const page = await open(`${world.backend.origin}/console/`, 'Operator key');
  const found = await audit('console, sign in', page);
  await page.type('#key', world.backend.operatorKey);
  await press(page, 'Sign in');
  const show = async (name: string, address: string, expected: string | RegExp) => {
    await page.evaluate((hash) => void location.assign(hash), address);
    await words(page, expected);
    found.push(...(await audit(`console, ${name}`, page)));
  };
  await show('attempts', '#/attempts', candidate.name);
  await page.evaluate((hash) => void location.assign(hash), `#/attempts/${attempt}`);
  await page.waitForFunction(playersAreReady, { polling: 100 });
  for (const details of await page.$$('details')) await details.evaluate((node) => node.setAttribute('open', ''));
  await show('review', `#/attempts/${attempt}`, 'Yes, one sheet.');
  await show('help desk', `#/help/${attempt}`, 'Yes, one sheet.');
  await show('templates', '#/templates', 'Northfield Assessments');
  await show('template', '#/templates/default', 'What candidates will read');
  await page.select(await settingOf(page, 'New tabs'), 'linksOnly');
  await press(page, 'Save template');
  await show('template refused', '#/templates/default', 'linksOnly cannot be combined');
  await show('schedules', '#/schedules', 'New schedule');
  expect(found).toEqual([]);
});
