import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { targets } from '../a11y/page-checks.ts';
import { serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { giveOrder } from '../harness/desk.ts';
import { HelpDesk } from '../harness/help-desk.ts';
import { callHelp, inBar, popupBeside } from '../harness/help-panel.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let candidate: Candidate;
let page: Page;
let overlay: Frame;
let desk: HelpDesk;
beforeAll(async () => {
  world = await startWorld({
    policy: (policy) => {
      policy.exam.breaks = { count: 2, minutes: 5 };
      policy.help = { technical: true, pictures: true };
      policy.lockdown.newTabs = 'allowed'; // the popup’s page is opened beside the exam
    },
  });
  candidate = new Candidate(world);
  await candidate.openExam();
  page = await candidate.start();
  overlay = await overlayOf(page);
  await words(overlay, 'Recording');
  desk = await HelpDesk.of(world);
});
afterAll(() => world.close());

/** What axe finds in the popup. */
async function auditPopup(surface: string, shown: string | RegExp): Promise<string[]> {
  const popup = await popupBeside(world.browser);
  await words(popup, shown);
  const found = await audit(surface, popup);
  await popup.close();
  return found;
}

async function zoom(to: number): Promise<void> {
  await (await serviceWorker(world.browser)).evaluate(async (factor) => {
    const [tab] = await chrome.tabs.query({ windowType: 'popup' });
    await chrome.tabs.setZoom(tab?.id ?? -1, factor);
  }, to);
  await page.waitForFunction((factor) => Math.abs(devicePixelRatio - factor) < 0.01, {}, to);
}

test('without the picture, and as a dot with and without an answer', async () => {
  await overlay.waitForSelector('canvas:not([hidden])');
  await press(overlay, 'Hide my picture');
  await overlay.waitForFunction(() => document.querySelector('canvas') === null);
  const found = await audit('thumbnail without the picture', page, overlay);
  await page.click(inBar('Minimise Vigil'));
  await overlay.waitForSelector('.dot');
  found.push(...(await audit('dot', page, overlay)));
  await desk.answer('Are you well?');
  await words(overlay, /1 new message/);
  found.push(...(await audit('dot with an answer', page, overlay)));
  await overlay.click('.dot button');
  await words(overlay, 'Are you well?');
  await press(overlay, 'Close help');
  await press(overlay, 'Hide my picture');
  await overlay.waitForSelector('canvas:not([hidden])');
  expect(found).toEqual([]);
});

test('a message that was not sent', async () => {
  await callHelp(page);
  await words(overlay, /Where you are\s+Exam running/);
  await overlay.evaluate(async (picture) => {
    await chrome.runtime.sendMessage({ type: 'chat', id: crypto.randomUUID(), text: 'Look at this', picture });
  }, crypto.randomUUID());
  await words(overlay, 'Not sent');
  expect(await audit('message that was not sent', page, overlay)).toEqual([]);
  expect(await targets('message that was not sent', overlay as unknown as Page)).toEqual([]);
  await press(overlay, 'Remove');
  await press(overlay, 'Close help');
});

test('at 400 % zoom help opens, is written in and closed by keys alone, with nothing cut off', async () => {
  await zoom(4);
  await callHelp(page);
  await overlay.waitForFunction(() => document.activeElement?.matches('.chat textarea') && document.hasFocus());
  const room = await overlay.evaluate(() => {
    const { left, right, top, bottom } = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
    return {
      wide: document.documentElement.scrollWidth - innerWidth,
      left,
      top,
      right: innerWidth - right,
      bottom: innerHeight - bottom,
    };
  });
  for (const [side, free] of Object.entries(room)) {
    if (side === 'wide') expect(free).toBeLessThanOrEqual(0);
    else expect(free, side).toBeGreaterThanOrEqual(0);
  }
  const frame = await (await overlay.frameElement())?.boundingBox();
  const view = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  if (!frame) throw new Error('The panel is not to be seen');
  expect(
    Math.max(0, -frame.x, -frame.y, frame.x + frame.width - view.width, frame.y + frame.height - view.height),
  ).toBe(0);
  await page.keyboard.type('Is this large enough?');
  await page.keyboard.press('Enter');
  await expect.poll(() => desk.asked()).toContain('Is this large enough?');
  await page.keyboard.press('Escape');
  await words(overlay, 'Recording');
  await zoom(1);
});

test('the popup in a pause and in a break, and in Arabic', async () => {
  await giveOrder(world, 'pause', 'A fire alarm in your building.');
  await words(overlay, 'Your exam is paused');
  const found = await auditPopup('popup in a pause', 'Your exam is paused');
  await giveOrder(world, 'resume', 'The alarm is over.');
  await overlay.waitForSelector('main.cover', { hidden: true });

  await callHelp(page);
  await press(overlay, 'Take a break');
  await words(overlay, 'Take a break of 5 minutes?');
  await press(overlay, 'Take a break');
  await words(overlay, /Camera\s+Not recorded/);
  found.push(...(await auditPopup('popup in a break', 'Break')));
  await overlay.evaluate(() => chrome.storage.local.set({ language: 'ar' }));
  found.push(...(await auditPopup('popup in a break, Arabic', 'مكتب المساعدة')));
  await overlay.evaluate(() => chrome.storage.local.set({ language: 'en' }));
  await press(overlay, 'Go on with the exam');
  await words(overlay, 'Recording');
  expect(found).toEqual([]);
});

test('a message that waits after the exam is not forgotten unasked', async () => {
  await press(overlay, 'Close help');
  await candidate.work(page);
  const finish = await candidate.submit(page);
  await words(finish, 'All done', 60_000);
  await press(finish, 'Help');
  await world.stopBackend();
  await finish.locator('.chat textarea').fill('Did my drawing arrive?');
  await press(finish, 'Send');
  await words(finish, 'sending');
  await press(finish, 'Finish and forget this exam here');
  await words(finish, 'A message to the help desk has not been sent yet');
  expect(await audit('finish with a message that waits', finish)).toEqual([]);
  await press(finish, 'Keep it for now');
  await world.restartBackend();
  await expect.poll(() => desk.asked()).toContain('Did my drawing arrive?');
  await finish.waitForFunction(() => !document.body.innerText.includes('sending'));
  await press(finish, 'Finish and forget this exam here');
  await words(finish, 'There is no exam to finish');
});
