import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { extensionId, pageAt, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { addDisplay, removeDisplays, twoDisplays } from '../harness/displays.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let candidate: Candidate;
let exam: Page;

beforeAll(async () => {
  world = await startWorld({
    flags: [twoDisplays],
    policy: ({ lockdown }) => {
      lockdown.oneScreen = true;
      lockdown.reEntry = 'code';
    },
    accommodation: { fullScreenSeconds: 300, exempt: ['focus.lost', 'focus.back', 'display.added'] },
  });
  candidate = new Candidate(world);
});
afterAll(() => world.close());

test('getting in: an accommodation, displays too many, and the tabs that are closed', async () => {
  const found: string[] = [];
  const page = await candidate.openExam();
  await words(page, 'You may be outside full screen for 5 minutes in total.');
  found.push(...(await audit('agreement with an accommodation', page)));
  await candidate.goTo('start');
  await words(page, 'Disconnect all displays but one before you start');
  found.push(...(await audit('start with two displays', page)));
  expect(await isPressable(page, 'Start exam')).toBe(false);
  await removeDisplays(world.browser);
  await words(page, 'You can start.');
  expect(await isPressable(page, 'Start exam')).toBe(true);

  for (let at = 0; at < 5; at++) await (await world.browser.newPage()).goto(world.exam);
  await page.bringToFront();
  await words(page, 'These 7 tabs are closed, and given back after the exam');
  await page.click('.closing summary');
  found.push(...(await audit('start with tabs to close', page)));
  expect(found).toEqual([]);
});

test('in the exam: another display covers it, with help and the countdown within the cover', async () => {
  const found: string[] = [];
  exam = await candidate.start();
  await press(exam, /Begin/, true);
  const overlay = await overlayOf(exam);
  await overlay.waitForSelector('.thumbnail');
  await addDisplay(world.browser);
  await words(overlay, 'Disconnect the other display');
  await headingHasFocus(overlay, 'Disconnect the other display');
  found.push(...(await audit('cover, another display', exam, overlay)));
  await press(overlay, 'Ask the help desk');
  await overlay.waitForSelector('textarea:focus');
  found.push(...(await audit('cover with help', exam, overlay)));

  const session = await exam.createCDPSession();
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  await words(overlay, 'You are outside full screen');
  expect(await words(overlay, 'Disconnect the other display')).toContain('seconds left in this attempt');
  found.push(...(await audit('cover with the countdown', exam, overlay)));
  await press(overlay, 'Return to full screen');
  await overlay.waitForFunction(() => !document.querySelector('.cover-countdown'), { polling: 100 });
  await overlay.focus('textarea');
  await exam.keyboard.press('Escape');
  await overlay.waitForFunction(() => document.activeElement?.textContent?.trim() === 'Ask the help desk');
  await removeDisplays(world.browser);
  await overlay.waitForSelector('.thumbnail');
  expect(found).toEqual([]);
});

test('interrupted: the cover leads to the start page, which asks for a code; the popup says so', async () => {
  const found: string[] = [];
  const worker = await serviceWorker(world.browser);
  await worker.evaluate(() => chrome.offscreen.closeDocument());
  const start = await candidate.startPage();
  await start.waitForSelector('#re-entry-code:focus');
  found.push(...(await audit('code', start)));
  await start.keyboard.type('none-such');
  await start.keyboard.press('Enter');
  await words(start, 'This is not the code');
  expect(await start.$eval('#re-entry-code', (field) => field.matches('[aria-invalid=true]:focus'))).toBe(true);
  found.push(...(await audit('code that is refused', start)));

  await worker.evaluate(() => chrome.action.openPopup());
  const popup = await pageAt(world.browser, new RegExp(`${extensionId}/popup/`));
  await words(popup, 'Interrupted');
  found.push(...(await audit('popup of an interrupted exam', popup)));
  await popup.close().catch(() => undefined); // closes by itself when another window is in front

  await exam.bringToFront();
  const cover = await overlayOf(exam);
  await words(cover, 'Your exam is interrupted');
  await headingHasFocus(cover, 'Your exam is interrupted');
  found.push(...(await audit('cover, interrupted', exam, cover)));
  await press(cover, 'Go to the start page');
  await start.waitForFunction(() => document.visibilityState === 'visible', { polling: 100 });
  expect(found).toEqual([]);
});

type Shown = Pick<Page, '$eval' | 'waitForFunction'>;

async function headingHasFocus(shown: Shown, heading: string): Promise<void> {
  await shown.waitForFunction(
    (title) => document.hasFocus() && document.activeElement?.textContent === title,
    {},
    heading,
  );
}

function isPressable(page: Page, name: string): Promise<boolean> {
  return page.$eval(`::-p-aria([name="${name}"][role="button"])`, (button) => button.ariaDisabled !== 'true');
}
