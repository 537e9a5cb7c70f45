import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { extensionId, killWorker, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { HelpDesk } from '../harness/help-desk.ts';
import { startWorld, type World } from '../harness/world.ts';

// Whatever dies while the candidate writes: each message is at the desk once, in the order in which it was written.
let world: World;
let candidate: Candidate;
let start: Page;
let desk: HelpDesk;
const written: string[] = [];
beforeAll(async () => {
  world = await startWorld();
  candidate = new Candidate(world);
  start = await candidate.openExam();
  desk = await HelpDesk.of(world);
  await press(start, 'Help');
});
afterAll(() => world.close());

/** Writes, and goes on as soon as Send is pressed: nothing waits for an answer. */
async function write(where: Pick<Page, '$eval'>, text: string): Promise<void> {
  written.push(text);
  await where.$eval(
    '.chat textarea',
    (field, words) => {
      (field as HTMLTextAreaElement).value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.closest('form')?.requestSubmit();
    },
    text,
  );
}

/** The field is empty again: the message is on this device's disk. */
async function isKept(where: Pick<Page, 'waitForFunction'>): Promise<void> {
  await where.waitForFunction(() => document.querySelector<HTMLTextAreaElement>('.chat textarea')?.value === '', {
    polling: 50,
  });
}

/** For as long as a recovery may take. */
const patience = { timeout: 60_000 };

test('the worker is killed in the middle of a message, again and again', async () => {
  for (let turn = 1; turn <= 10; turn++) {
    // Before the message, in the middle of it and right behind it, as it comes.
    await Promise.all([write(start, `Worker ${turn}`), killWorker(world.browser)]);
    await isKept(start);
  }
  await expect.poll(() => desk.asked(), patience).toEqual(written);
});

test('the document that sends is closed while messages wait', async () => {
  await world.stopBackend();
  for (const text of ['Document 1', 'Document 2']) {
    await write(start, text);
    await isKept(start);
  }
  await words(start, 'sending');
  await (await serviceWorker(world.browser)).evaluate(() => chrome.offscreen.closeDocument());
  await write(start, 'Document 3');
  await isKept(start);
  await world.restartBackend();
  await expect.poll(() => desk.asked(), patience).toEqual(written);
});

test('it is closed in the middle of sending', async () => {
  const worker = await serviceWorker(world.browser);
  for (let turn = 1; turn <= 5; turn++) {
    await write(start, `Sending ${turn}`);
    // It may be about to open: then there is none to close.
    await worker.evaluate(() => chrome.offscreen.closeDocument().catch(() => undefined));
    await isKept(start);
  }
  await expect.poll(() => desk.asked(), patience).toEqual(written);
});

test('the browser is killed with messages that wait, and sends them when it is started again', async () => {
  await world.stopBackend();
  for (const text of ['Browser 1', 'Browser 2', 'Browser 3']) {
    await write(start, text);
    await isKept(start);
  }
  await world.killBrowser();
  await world.restartBackend();
  const browser = await world.relaunch();
  await expect.poll(() => desk.asked(), patience).toEqual(written);
  // What the desk answers meanwhile is there as well.
  await desk.answer('Welcome back');
  start = await browser.newPage();
  await start.goto(`chrome-extension://${extensionId}/extension/onboarding/index.html`);
  await press(start, /1 new/.test(await words(start, '1 new')) ? 'Help 1 new' : 'Help');
  await words(start, 'Welcome back');
  expect(
    await start.$$eval('.chat-line.candidate .chat-text', (nodes) => nodes.map((node) => node.textContent)),
  ).toEqual(written);
});

test('in the exam the worker is killed while a message and an answer cross', async () => {
  await press(start, 'Close help');
  const exam = await candidate.start();
  const panel = await overlayOf(exam);
  await press(panel, 'Help');
  await panel.waitForSelector('.chat textarea');
  for (let turn = 1; turn <= 5; turn++) {
    await Promise.all([write(panel, `Exam ${turn}`), desk.answer(`Answer ${turn}`), killWorker(world.browser)]);
    await isKept(panel);
    await words(panel, `Answer ${turn}`);
  }
  await expect.poll(() => desk.asked(), patience).toEqual(written);
  const { messages } = await desk.read();
  expect(messages.map(({ number }) => number)).toEqual(messages.map((_, at) => at + 1));
});
