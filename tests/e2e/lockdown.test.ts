import { createServer, type Server } from 'node:http';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { attemptReaches, eventTypes, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let page: Page;
let other: Server;
let otherSite: string;
const asked: string[] = [];

beforeAll(async () => {
  other = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Content-Type', 'text/html').end('<h1>Elsewhere</h1>');
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  otherSite = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  world = await startWorld();
  const candidate = new Candidate(world);
  await candidate.openExam();
  page = await candidate.start();
  await press(page, /Begin/, true);
  await page.waitForSelector('#answers');
});

afterAll(async () => {
  await world.close();
  other.close();
});

/** Waits until the backend holds an event of this type that was not there before. */
async function recorded(type: string, act: () => Promise<unknown>): Promise<Record<string, unknown>> {
  const events = async () =>
    (await newestAttempt(world)).journal.flatMap(({ body }) =>
      body.kind === 'event' && body.type === type ? [body] : [],
    );
  const before = (await events()).length;
  await act();
  await expect
    .poll(async () => (await events()).length, { timeout: 15_000, message: `no ${type} arrived` })
    .toBeGreaterThan(before);
  return (await events()).at(-1) ?? {};
}

const isStill = () => expect(page.url()).toMatch(/\/take\/1$/);
const stays = () => words(page, 'Page 1 of 3');

test('copy, cut and paste are stopped by key, by menu and by script', async () => {
  await page.evaluate(() => document.getSelection()?.selectAllChildren(document.body));
  for (const [key, command] of [
    ['c', 'copy'],
    ['x', 'cut'],
    ['v', 'paste'],
  ] as const) {
    const event = await recorded('clipboard.blocked', async () => {
      await page.keyboard.down('Control');
      await page.keyboard.press(`Key${key.toUpperCase()}` as 'KeyC', { commands: [command] });
      await page.keyboard.up('Control');
    });
    expect(event.cause).toBe(command);
  }
  const refusal = page.evaluate(() => navigator.clipboard.readText().then(String, (error: Error) => error.name));
  expect(await refusal).toBe('NotAllowedError');
  await words(page, 'Page 1 of 3');
});

test('the right-click menu does not open', async () => {
  const event = await recorded('contextmenu.blocked', () => page.click('h1', { button: 'right' }));
  expect(event.cause).toBe('menu');
});

test('printing is refused to the page, and blank where the browser prints all the same', async () => {
  await recorded('print.blocked', () => page.click('#print'));
  await page.emulateMediaType('print');
  expect(await page.evaluate(() => getComputedStyle(document.body).display)).toBe('none');
  await page.emulateMediaType();
});

test('a link that leads out is stopped where it is', async () => {
  const event = await recorded('navigation.blocked', () => page.click('#outside-link'));
  expect(event.cause).toBe('link');
  isStill();
});

test('an address that the browser opens by itself is not shown, and the exam comes back', async () => {
  await recorded('navigation.blocked', () => page.goto(`${otherSite}/typed`).catch(() => undefined));
  await stays();
  isStill();
  expect(asked).not.toContain('/typed');
});

test('a link to a new tab is stopped, and a tab that opens all the same is closed unseen', async () => {
  await recorded('tab.blocked', () => page.click('#tab-link'));
  const before = (await world.browser.pages()).length;
  await recorded('tab.closed', () =>
    page.evaluate((url) => void window.open(url, '_blank', 'noopener'), `${otherSite}/opened`),
  );
  await recorded('tab.closed', () =>
    world.browser
      .newPage()
      .then((opened) => opened.goto(`${otherSite}/new`))
      .catch(() => undefined),
  );
  await expect.poll(async () => (await world.browser.pages()).length).toBe(before);
  expect(asked).toEqual([]);
});

test('a download is cancelled', async () => {
  const event = await recorded('download.blocked', () => page.click('#download-link'));
  expect(event.cause).toBe('cancelled');
});

test('reload is tolerated', async () => {
  await page.reload();
  await stays();
  await overlayOf(page);
  expect((await newestAttempt(world)).state).toBe('running');
});

test('the thumbnail is dragged, moved by keys, minimised and shown again', async () => {
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
  await page.mouse.click(first.x - 316 + first.width - 18, first.y + 216 - 16);
  await expect.poll(place).toBeNull();
  await page.keyboard.press('Enter');
  await expect.poll(place).toMatchObject({ x: first.x - 316, y: first.y + 216 });
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
});

test('outside full screen a countdown runs, one click leads back, and what was spent stays spent', async () => {
  const session = await page.createCDPSession();
  const { windowId } = await session.send('Browser.getWindowForTarget');
  const leave = () => session.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } });
  const left = (await recorded('fullscreen.left', leave)).data as { leftMs: number };
  const overlay = await overlayOf(page);
  await words(overlay, 'You are outside full screen');
  const back = await recorded('fullscreen.back', () => press(overlay, 'Return to full screen'));
  const { outsideMs, leftMs } = back.data as { outsideMs: number; leftMs: number };
  expect(outsideMs).toBeGreaterThan(0);
  expect(leftMs).toBe(left.leftMs - outsideMs);
  expect(await page.evaluate(() => outerHeight >= screen.height)).toBe(true);

  await recorded('fullscreen.left', leave);
  const finish = await new Candidate(world).finishPage();
  await words(finish, 'Everything has arrived', 60_000);
  await words(finish, 'The time outside full screen that this exam allows was used up');
  const attempt = await attemptReaches(world, 'complete');
  expect(attempt.reason).toBe('terminated');
  expect(eventTypes(attempt).at(-1)).toBe('session.terminated');
  expect(await faultsOf(world, attempt)).toEqual([]);
});
