import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let page: Page;

beforeAll(async () => {
  world = await startWorld();
  const candidate = new Candidate(world);
  await candidate.openExam();
  page = await candidate.start();
  await press(page, /Begin/, true);
  await page.waitForSelector('#answers');
});

afterAll(() => world.close());

test('the thumbnail is dragged, moved by keys, minimised, shown again and put into a corner', async () => {
  const frame = await overlayOf(page);
  const place = async () => {
    const element = await frame.frameElement();
    return element?.boundingBox();
  };
  await expect.poll(place).toBeTruthy();
  const first = await place();
  if (!first) throw new Error('The overlay has no place');
  const handle = { x: first.x + 60, y: first.y - 16 };
  await page.mouse.move(handle.x, handle.y);
  await page.mouse.down();
  await page.mouse.move(handle.x - 300, handle.y + 200, { steps: 5 });
  await page.mouse.up();
  await expect.poll(place).toMatchObject({ x: first.x - 300, y: first.y + 200 });
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await expect.poll(place).toMatchObject({ x: first.x - 316, y: first.y + 216 });
  for (const drawn of [page, frame, page]) await drawn.evaluate(twoFrames);
  await page.mouse.click(first.x - 316 + first.width - 18, first.y + 216 - 16);
  await expect.poll(place).toMatchObject({ width: 50, height: 50 });
  await frame.click('.dot button');
  await expect.poll(place).toMatchObject({ x: first.x - 316, y: first.y + 216 });
  await page.click('::-p-aria([name="Move to the lower right corner"][role="button"])');
  const corner = await page.evaluate(() => ({
    right: document.documentElement.clientWidth - 16,
    bottom: innerHeight - 16,
  }));
  const at = async () => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await place()) ?? {};
    return { right: x + width + 1, bottom: y + height + 1 };
  };
  await expect.poll(at).toEqual(corner);
});

test('a modal dialog of the page leaves the overlay usable', async () => {
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.textContent = 'Sure?';
    document.body.append(dialog);
    dialog.showModal();
  });
  await press(await overlayOf(page), 'Help');
  expect(await words(await overlayOf(page), 'Help desk')).toContain('No messages yet');
  await page.evaluate(() => document.querySelector('dialog:modal')?.remove());
  await words(await overlayOf(page), 'Recording');
  await press(await overlayOf(page), 'Close help');
});

test('when a part of the exam page fills the screen, the overlay stays on top and can be clicked', async () => {
  await page.evaluate(() => document.querySelector('main')?.requestFullscreen());
  // The overlay has moved into it, and is drawn there: before that a press goes to what was at its place.
  await page.waitForFunction(() => document.fullscreenElement?.lastElementChild?.matches('div:empty'));
  const overlay = await overlayOf(page);
  for (const drawn of [page, overlay, page]) await drawn.evaluate(twoFrames);
  const box = await (await overlay.frameElement())?.boundingBox();
  if (!box) throw new Error('The overlay has no place');
  await page.mouse.click(box.x + box.width - 40, box.y + box.height - 16);
  expect(await words(overlay, 'Help desk')).toContain('Close');
  await press(overlay, 'Close help');
  await page.evaluate(() => document.exitFullscreen());
});

/** Resolves when what was changed is on the screen. */
function twoFrames(): Promise<unknown> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
