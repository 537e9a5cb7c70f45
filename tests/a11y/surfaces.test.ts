import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionId, pageAt, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, sendNow, words } from '../harness/candidate.ts';
import { attemptReaches, newestAttempt } from '../harness/evidence.ts';
import { goByKeys } from '../harness/keyboard.ts';
import { pullOut, recorderPage, watchDevices } from '../harness/recorder-page.ts';
import { startWorld, type World } from '../harness/world.ts';
import { audit } from './audit.ts';
import { keepsFocus, reflows, stands, tabs, targets } from './page-checks.ts';

const extension = `chrome-extension://${extensionId}`;

let world: World;
let candidate: Candidate;
let exam: Page;
let recorder: Page;

beforeAll(async () => {
  // What a policy may add to the chat stands beside what is always there.
  const help = { technical: true, pictures: true };
  world = await startWorld({ policy: (policy) => void Object.assign(policy, { help }) });
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

test('the audit finds what is wrong, also where it is wrong in one choice of colours only', async () => {
  const page = await world.browser.newPage();
  await page.setContent(`<!doctype html><html lang="en"><title>Bad</title><meta name="color-scheme" content="light dark">
    <style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222; } b { color: #222; } }
      i { display: none; } @media (forced-colors: active) { i { display: inline; forced-color-adjust: none; color: #888; background: #999; } }</style>
    <i>Text</i><p>Text <b>unseen</b></p><img src="data:,"><a href="/a" style="display: block; width: 9px; height: 9px; overflow: hidden">A</a>
    <a href="/b" style="display: block; width: 9px; height: 9px; overflow: hidden">B</a>`);
  const found = await audit('bad', page);
  expect(found.map((line) => line.replace(/ at .*/, ''))).toEqual([
    'bad, light: image-alt',
    'bad, light: target-size',
    'bad, light: target-size',
    'bad, dark: color-contrast',
    'bad, dark: color-contrast',
    'bad, forced: color-contrast',
  ]);
  await page.close();
});

test('the checks of a page find what is wrong with reflow, targets, motion and the way of the focus', async () => {
  const page = await world.browser.newPage();
  await page.setContent(`<!doctype html><html lang="en"><title>Bad</title>
    <style>@keyframes turn { to { rotate: 1turn; } } i { display: block; animation: turn 1s infinite; }
      button { outline: none; min-inline-size: 30px; min-block-size: 30px; } .last { position: absolute; inset: 0 auto auto 0; min-inline-size: 0; min-block-size: 0; }</style>
    <main><div style="inline-size: 30rem">Wide</div><i class="spinner">Turns</i><br><br><br>
    <button>A</button><button class="last" style="inline-size: 9px; block-size: 9px; padding: 0"></button>
    <div role="button" tabindex="-1">Never</div><a href="/a" tabindex="-1">Out of reach</a></main>`);
  const found = [
    await reflows('bad', page),
    await targets('bad', page),
    await stands('bad', page),
    await tabs('bad', page),
  ];
  expect(found.map((lines) => lines.map((line) => line.replace(/^bad[^:]*: /, '')))).toEqual([
    ['scrolls sideways, 488 pixels wide', 'div. sticks out', 'help is not in sight'],
    ['button "" is 9 x 9', expect.stringMatching(/^a "Out of reach" is \d+ x 1\d$/)],
    ['spinner moves'],
    [
      'a "Out of reach" cannot be reached with the tabulator key',
      'button "A" shows no focus',
      'button "" shows no focus',
      'button takes the focus after what stands below it',
    ],
  ]);
  expect(await keepsFocus('bad', page)).toEqual([]);
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  expect(await keepsFocus('bad', page)).toEqual(['bad: nothing has the focus']);
  await page.close();
});

test('before an exam: settings, a launch that is refused, the exam platform', async () => {
  const found: string[] = [];
  const settings = await open(`${extension}/extension/settings/index.html`, 'Open an exam by hand');
  found.push(...(await audit('settings', settings)));
  await settings.hover('.button.primary');
  found.push(...(await audit('settings, under the pointer', settings)));
  await settings.close();
  const idle = await open(`${extension}/extension/onboarding/index.html`, 'Rehearse an exam');
  found.push(...(await audit('no exam to start', idle)));
  await idle.close();
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

test('getting in by keyboard alone: every step, help on the way, and the popup', async () => {
  const found: string[] = [];
  const page = await candidate.openExam();
  recorder = await recorderPage(world.browser);
  await watchDevices(recorder);
  const launch = await pageAt(world.browser, /\/exams\/[\w-]+$/);
  found.push(...(await audit('exam platform, launch', launch)));
  await words(page, 'What this exam asks of you');
  const popup = await openPopup();
  found.push(...(await audit('popup', popup)));
  await popup.close().catch(() => undefined); // closes by itself when another window is in front
  await page.bringToFront();
  await press(page, 'Help');
  await page.waitForSelector('.chat-card');
  found.push(...(await audit('start page with help', page)));
  const picture = (await page.$('.chat input[type=file]')) as ElementHandle<HTMLInputElement> | null;
  await picture?.uploadFile('dist/extension/extension/icons/128.png');
  await page.waitForSelector('.chat-form img');
  found.push(...(await audit('start page with help, a picture', page)), ...(await targets('help, a picture', page)));
  await press(page, 'Remove');
  await press(page, 'Close help');
  await press(page, 'Decline and stop here');
  await page.hover('.button.danger');
  found.push(...(await audit('start page, decline?', page)));
  await press(page, 'No, go on');
  await goByKeys(page, async (step) => {
    if (step === 'consent') return;
    if (step === 'connection') await words(page, 'room to spare');
    if (step === 'camera') await words(page, /\d+ × \d+ pixels/);
    if (step === 'microphone') await words(page, 'We hear you');
    found.push(...(await audit(`step ${step}`, page)));
  });
  found.push(...(await tabs('step start', page)));
  expect(found).toEqual([]);
});

test('in the exam: its pages, the thumbnail, help, a device that is gone and the countdown', async () => {
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

  await pullOut(recorder, 'screen', true);
  await words(overlay, 'Your screen is not shared any more');
  found.push(...(await audit('device that is gone', exam, overlay)));
  await press(overlay, 'Share your screen again');
  await words(overlay, 'Recording');

  const session = await exam.createCDPSession();
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  await words(overlay, 'You are outside full screen');
  found.push(...(await audit('countdown', exam, overlay)));
  await press(overlay, 'Return to full screen');
  await press(overlay, 'Close help'); // it is as it was before, and would stay open from page to page
  expect(found).toEqual([]);
});

test('after the exam: its review and end, the upload that waits, the receipt', async () => {
  const found: string[] = [];
  await exam.goto(exam.url().replace(/\d+$/, 'review'));
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
  await sendNow(finish);
  await words(finish, 'All done', 60_000);
  found.push(...(await audit('finish, receipt', finish)));
  await attemptReaches(world, 'complete');
  const popup = await openPopup();
  await words(popup, 'Yes, one sheet.');
  found.push(...(await audit('popup after the exam', popup)));
  await popup.close().catch(() => undefined);
  expect(found).toEqual([]);
});

test('the console', async () => {
  const found: string[] = [];
  const page = await open(`${world.backend.origin}/console/`, 'Operator key');
  const look = async (name: string) => void found.push(...(await audit(`console, ${name}`, page)));
  const go = async (address: string, expected: string) => {
    await page.evaluate((hash) => void location.assign(hash), address);
    await words(page, expected);
  };
  await look('sign in');
  await page.type('#key', world.backend.operatorKey);
  await press(page, 'Sign in');
  await words(page, candidate.name);
  await look('attempts');

  const { attempt } = await newestAttempt(world);
  await go(`#/attempts/${attempt}`, 'Recording');
  await page.waitForFunction(playersAreReady, { polling: 100 });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await words(page, 'Yes, one sheet.');
  await look('review');
  await go(`#/help/${attempt}`, 'Yes, one sheet.');
  await look('help desk');

  await go('#/readiness', 'the candidate reads it out');
  await look('readiness code');

  await go('#/templates', 'A template is a policy with a name');
  await look('templates');
  await go('#/templates/default', 'What candidates will read');
  await look('template');
  const newTabs = await page.waitForSelector('::-p-aria([name="New tabs and windows"][role="combobox"])');
  await newTabs?.select('linksOnly');
  await press(page, 'Save template');
  await words(page, 'The template is not saved');
  await look('template that is refused');

  await world.operator('/v1/schedules', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ title: 'Algebra I', examUrl: `${world.exam}/exams/algebra/start`, templateId: 'default' }),
  });
  await go('#/schedules', 'Algebra I');
  await look('schedules');
  await press(page, 'Activate Algebra I');
  await words(page, 'Activate and freeze');
  await look('activation');
  expect(found).toEqual([]);
});

/** The desk's answer in the conversation of this attempt, once the candidate's question has arrived. */
async function answer(text: string): Promise<void> {
  const { attempt } = await newestAttempt(world);
  await expect.poll(async () => (await newestAttempt(world)).unread, { timeout: 10_000 }).toBe(1);
  await world.operator(`/v1/attempts/${attempt}/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: crypto.randomUUID(), text, at: new Date().toISOString() }),
  });
}

function playersAreReady(): boolean {
  const players = [...document.querySelectorAll<HTMLVideoElement>('.player video')];
  return players.length === 2 && players.every(({ readyState }) => readyState >= HTMLMediaElement.HAVE_CURRENT_DATA);
}
