import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Backend, startBackend } from '../../backend/server.ts';
import { extensionId } from '../harness/browser.ts';
import { press, words } from '../harness/candidate.ts';
import type { Conversation } from '../harness/help-desk.ts';
import { callHelp, inBar } from '../harness/help-panel.ts';
import { type ExamSite, startExamSite } from '../lockdown/exam-site.ts';
import { ExamUnderTest } from '../lockdown/exam-under-test.ts';

// In full screen, on a page that lets nothing in: default-src 'self', and no device by its permissions policy.
const dataDir = mkdtempSync(join(tmpdir(), 'vigil-help-'));
let backend: Backend;
let site: ExamSite;
let exam: ExamUnderTest;
let page: Page;
let overlay: Frame;

beforeAll(async () => {
  backend = await startBackend({ port: 0, host: 'localhost', dataDir, extensionIds: [extensionId] });
  site = await startExamSite();
  const { origin, platformKey, operatorKey } = backend;
  const examPage = `${site.origin}/take/strict`;
  const bench = { extension: resolve('dist/extension'), backend: origin, platformKey, operatorKey, site, examPage };
  exam = new ExamUnderTest(
    { ...bench, headful: false },
    {
      policy: ({ lockdown, recording }) => {
        Object.assign(lockdown, {
          fullScreen: 'moderate',
          oneScreen: true,
          closeTabs: true,
          newTabs: 'none',
          clipboard: true,
        });
        recording.camera = true;
      },
    },
  );
  await exam.start();
  page = exam.page;
});

afterAll(async () => {
  await exam.close();
  site.close();
  await backend.close();
  rmSync(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  overlay = await exam.overlay();
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
});

/** Where the overlay's frame is in the window. */
async function box() {
  const element = await (await exam.overlay()).frameElement();
  const found = await element?.boundingBox();
  if (!found) throw new Error('The overlay is not to be seen');
  return found;
}

const has = (selector: string) => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
const isWriting = () => overlay.evaluate(() => document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA');

async function answer(text: string): Promise<void> {
  const response = await exam.operator(`/v1/attempts/${exam.attemptId}/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: crypto.randomUUID(), text, at: new Date().toISOString() }),
  });
  expect(response.ok).toBe(true);
}

/** How far the desk is told that the candidate has read. */
async function read(): Promise<number | undefined> {
  const response = await exam.operator(`/v1/attempts/${exam.attemptId}/messages`);
  return ((await response.json()) as Conversation).marks?.seen;
}

async function covers(selector: string): Promise<boolean> {
  const over = await box();
  const field = await (await page.$(selector))?.boundingBox();
  if (!field) throw new Error(`There is no ${selector}`);
  const isApart =
    field.x + field.width <= over.x ||
    over.x + over.width <= field.x ||
    field.y + field.height <= over.y ||
    over.y + over.height <= field.y;
  return !isApart;
}

test('the keys open help from a field of the exam, and Escape leads back into it', async () => {
  await page.focus('#plain');
  await page.keyboard.type('Mito');
  await callHelp(page);
  await words(overlay, 'Help desk');
  await expect.poll(isWriting).toBe(true);
  await page.keyboard.type('May I use a pencil?');
  await page.keyboard.press('Enter');
  await words(overlay, 'May I use a pencil?');
  await page.keyboard.press('Escape');
  await words(overlay, 'Recording');
  await expect.poll(() => has('#plain')).toBe(true);
  await page.keyboard.type('chondria');
  expect(await page.$eval('#plain', (field) => (field as HTMLInputElement).value)).toBe('Mitochondria');
});

test('called again before the exam has the focus back, its field has the focus all the same', async () => {
  await page.focus('#plain');
  for (let turn = 0; turn < 25; turn++) {
    await callHelp(page);
    await overlay.waitForFunction(() => document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA');
    await page.keyboard.press('Escape');
    await overlay.waitForFunction(() => document.querySelector('textarea') === null);
  }
  await expect.poll(() => has('#plain')).toBe(true);
});

test('called while a page opens, it comes as soon as it can', async () => {
  await page.reload();
  await callHelp(page);
  overlay = await exam.overlay();
  await words(overlay, 'Help desk');
  await expect.poll(isWriting).toBe(true);
  await press(overlay, 'Close help');
});

test('the same keys close it, and work in a frame of the exam’s site', async () => {
  const frame = page.frames().find((one) => one.url().endsWith('/frame'));
  await frame?.focus('#answer');
  await callHelp(page);
  await expect.poll(isWriting).toBe(true);
  await callHelp(page);
  await words(overlay, 'Recording');
  await expect.poll(() => has('iframe')).toBe(true);
  expect(await frame?.evaluate(() => document.activeElement?.id)).toBe('answer');
});

test('an answer opens it by itself, takes no focus and covers no field that is written in', async () => {
  await page.focus('#upper');
  await page.keyboard.type('I am ');
  await answer('Yes, a pencil is fine.');
  await words(overlay, 'Help desk');
  await words(overlay, 'Yes, a pencil is fine.');
  await page.keyboard.type('writing');
  expect(await has('#upper')).toBe(true);
  expect(await page.$eval('#upper', (field) => (field as HTMLTextAreaElement).value)).toBe('I am writing');
  await expect.poll(() => covers('#upper')).toBe(false);

  // It goes out of the way of what gets the focus, an editor and a frame as well as a field, and back again.
  await page.focus('#plain');
  await expect.poll(box).toMatchObject({ y: 49 });
  await page.click('#lower');
  await page.keyboard.type('An essay');
  await expect.poll(() => covers('#lower')).toBe(false);
  await page
    .frames()
    .find((one) => one.url().endsWith('/frame'))
    ?.focus('#answer');
  await expect.poll(() => covers('iframe')).toBe(false);
  // What opened beside the candidate’s work counts as read once they turn to it.
  expect(await read()).toBe(0);
  await callHelp(page);
  await expect.poll(isWriting).toBe(true);
  await expect.poll(read).toBe(2);
  await page.keyboard.press('Escape');
});

test('as a dot it counts the answers, and opens on them', async () => {
  await page.click(inBar('Minimise Vigil'));
  await expect.poll(box).toMatchObject({ width: 50, height: 50 });
  await answer('One more thing.');
  await words(overlay, '1');
  await words(overlay, /1 new message from the help desk/);
  expect(await overlay.$('textarea')).toBeNull();
  await overlay.click('.dot button');
  await words(overlay, 'One more thing.');
  await press(overlay, 'Close help');
  await words(overlay, 'Recording');
});

test('the candidate’s own picture is hidden, and what is recorded is said all the same', async () => {
  await overlay.waitForSelector('canvas:not([hidden])');
  await press(overlay, 'Hide my picture');
  await expect.poll(box).toMatchObject({ width: 278, height: 38 });
  expect(await overlay.$('canvas')).toBeNull();
  expect(await words(overlay, 'Recording')).toContain('Help');
});

test('corners, place, size and the hidden picture are remembered for this exam', async () => {
  await page.click(inBar('Move to the lower left corner'));
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: innerHeight,
  }));
  await expect.poll(async () => (await box()).x).toBe(17);
  await callHelp(page);
  await expect.poll(isWriting).toBe(true);
  const before = await box();
  const grip = await (await page.$(inBar('Resize help: drag, or use the arrow keys')))?.boundingBox();
  if (!grip) throw new Error('There is no grip');
  await page.mouse.move(grip.x + 12, grip.y + 12);
  await page.mouse.down();
  await page.mouse.move(grip.x + 112, grip.y + 72, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(box).toMatchObject({ x: 17, width: before.width + 84, height: before.height - 60 });
  await page.focus(inBar('Move Vigil: drag, or use the arrow keys'));
  await page.keyboard.press('ArrowRight');
  await expect.poll(box).toMatchObject({ x: 33 });
  const last = await box();
  expect([last.x + last.width < width, last.y + last.height < height]).toEqual([true, true]);

  await page.reload();
  overlay = await exam.overlay();
  await words(overlay, 'Help desk');
  await expect.poll(box).toEqual(last);
  expect(await overlay.evaluate(() => document.hasFocus())).toBe(false);
  await press(overlay, 'Close help');
  await expect.poll(box).toMatchObject({ width: 278, height: 38 });
  const kept = await exam.inWorker(() => chrome.storage.local.get('overlayPlaces'));
  const { policyHash } = await exam.attempt();
  expect(kept).toMatchObject({ overlayPlaces: [{ exam: policyHash }] });
});

test('nothing of this cost anything', async () => {
  await exam.until('the last message has arrived', async () =>
    (await exam.events()).some(({ type }) => type === 'help.message'),
  );
  const costly = (await exam.events()).filter(({ type, severity }) => /focus|fullscreen/.test(type) || severity > 0.3);
  expect(costly).toEqual([]);
});
