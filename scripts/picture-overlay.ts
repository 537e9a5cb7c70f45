import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'puppeteer';
import type { SessionView } from '../src/session/view.ts';
import { withBareBrowser } from '../tests/bench/bare-browser.ts';
import { serviceWorker } from '../tests/harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../tests/harness/candidate.ts';
import { choices, choose } from '../tests/harness/colours.ts';
import { newestAttempt } from '../tests/harness/evidence.ts';
import { callHelp, inBar } from '../tests/harness/help-panel.ts';
import { recorderPage } from '../tests/harness/recorder-page.ts';
import { startWorld, type World } from '../tests/harness/world.ts';
import { contactSheet, type Tile } from './contact-sheet.ts';

const looks = {
  light: { title: 'in light colours', choice: choices.light, language: 'en' },
  dark: { title: 'in dark colours', choice: choices.dark, language: 'en' },
  forced: { title: 'in forced colours', choice: choices.forced, language: 'en' },
  arabic: { title: 'in Arabic', choice: choices.light, language: 'ar' },
} as const;
type Look = keyof typeof looks;

const mostBytes = 500_000;
/** Where the single pictures go. */
const singles = '.vigil/pictures/overlay';
/** What is shown around the overlay, in CSS pixels. */
const around = { width: 440, height: 600 };
interface Stage {
  readonly world: World;
  readonly page: Page;
  readonly overlay: Frame;
}

interface State {
  readonly caption: string;
  /** Brings it about, from the state before. */
  readonly bring?: (stage: Stage) => Promise<void>;
  /** What the worker would say of the session. */
  readonly view?: (view: SessionView) => Partial<SessionView>;
  readonly isWhole?: true;
}

const megabytes = 1_000_000;
const waiting = ({ upload }: SessionView) => ({ ...upload, waitingBytes: 12 * megabytes, waitingParts: 40 });
const recorded = { camera: 'recording', microphone: 'recording', screen: 'recording' } as const;

const states: readonly State[] = [
  { caption: 'Recording' },
  { caption: 'Waiting to send', view: (view) => ({ upload: { ...waiting(view), left: null } }) },
  { caption: 'Uploading', view: (view) => ({ upload: { ...waiting(view), left: { low: 4000, high: 9000 } } }) },
  { caption: 'Offline', view: (view) => ({ upload: { ...waiting(view), online: false } }) },
  { caption: 'Little room on the disk', view: ({ upload }) => ({ upload: { ...upload, lowRoom: 90 * megabytes } }) },
  { caption: 'A problem: the camera is covered', view: () => ({ recorder: { ...recorded, camera: 'covered' } }) },
  { caption: 'A problem: the screen is not shared', view: () => ({ recorder: { ...recorded, screen: 'lost' } }) },
  {
    caption: 'The corners, by keyboard',
    bring: async ({ page }) => {
      await page.focus(inBar('Move to the upper right corner'));
      await page.keyboard.press('Tab');
    },
  },
  {
    caption: 'Own picture hidden',
    bring: async ({ page, overlay }) => {
      await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
      await press(overlay, 'Hide my picture');
    },
  },
  { caption: 'The same, offline', view: (view) => ({ upload: { ...waiting(view), online: false } }) },
  {
    caption: 'A dot',
    bring: async ({ page, overlay }) => {
      await press(overlay, 'Hide my picture');
      await page.click(inBar('Minimise Vigil'));
      await overlay.waitForSelector('.dot');
    },
  },
  { caption: 'A dot, offline', view: (view) => ({ upload: { ...waiting(view), online: false } }) },
  {
    caption: 'A dot with two answers',
    bring: async ({ world, overlay }) => {
      await answer(world, 'Good morning. Your camera is fine now.');
      await answer(world, 'One sheet of scrap paper is allowed.');
      await words(overlay, '2 new messages');
    },
  },
  {
    caption: 'Help, opened by the keys',
    bring: async ({ page, overlay }) => {
      await overlay.click('.dot button');
      await overlay.locator('textarea').fill('Thank you. May I leave the room?');
      await page.focus('#answers input');
      await callHelp(page);
      await overlay.waitForFunction(() => document.activeElement?.matches('textarea'));
    },
  },
  { caption: 'Help, with a device that is gone', view: () => ({ recorder: { ...recorded, camera: 'lost' } }) },
  { caption: 'Help made small', bring: ({ page }) => pull(page, 120, -260) },
  { caption: 'Help in the lower corner, made wider', bring: inLowerCorner, isWhole: true },
  {
    caption: 'Outside full screen',
    bring: ({ page }) => page.click(inBar('Move to the upper right corner')),
    view: () => ({ budget: { leftMs: 24_000, counting: true, cause: 'full-screen-left' } }),
  },
  { caption: 'A second display', view: () => ({ extraDisplays: ['Dell U2720Q'] }), isWhole: true },
  {
    caption: 'The desk has paused the exam',
    view: () => ({
      deskPause: {
        isAway: false,
        by: 'Grace Hopper',
        reason: 'The fire alarm is being looked at.',
        at: new Date().toISOString(),
      },
    }),
    isWhole: true,
  },
];

/** Makes the panel larger or smaller by its grip. */
async function pull(page: Page, x: number, y: number): Promise<void> {
  const grip = await (await page.$(inBar('Resize help: drag, or use the arrow keys')))?.boundingBox();
  if (!grip) throw new Error('The panel has no grip');
  await page.mouse.move(grip.x + 12, grip.y + 12);
  await page.mouse.down();
  await page.mouse.move(grip.x + 12 + x, grip.y + 12 + y, { steps: 4 });
  await page.mouse.up();
}

async function inLowerCorner({ page }: Stage): Promise<void> {
  await page.click(inBar('Move to the lower left corner'));
  await pull(page, 140, -200);
}

async function answer(world: World, text: string): Promise<void> {
  const { attempt } = await newestAttempt(world);
  await world.operator(`/v1/attempts/${attempt}/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: crypto.randomUUID(), text, at: new Date().toISOString() }),
  });
}

/** Pictures of every state of the overlay in an exam, as one sheet for each of the looks. */
export async function pictureOverlay(): Promise<void> {
  const world = await startWorld({ provider: { name: 'Northfield Assessments', contact: 'exams@northfield.example' } });
  const tiles = new Map<Look, Tile[]>();
  for (const look of Object.keys(looks) as Look[]) {
    tiles.set(look, []);
    mkdirSync(join(singles, look), { recursive: true });
  }
  try {
    const candidate = new Candidate(world);
    await candidate.openExam();
    const page = await candidate.start();
    await press(page, /Begin/, true);
    await page.waitForSelector('#answers');
    const overlay = await overlayOf(page);
    await overlay.waitForSelector('canvas:not([hidden])');
    await silence(world);
    for (const [number, state] of states.entries()) {
      await state.bring?.({ world, page, overlay });
      for (const look of Object.keys(looks) as Look[]) {
        const webp = await picture({ world, page, overlay }, state, look);
        writeFileSync(join(singles, look, `${String(number + 1).padStart(2, '0')}.webp`), webp);
        tiles.get(look)?.push({ caption: state.caption, webp });
      }
      await choose(page, overlay, []);
      await speak(world, overlay, 'en');
      await stage(overlay, undefined);
      process.stdout.write('.');
    }
    console.log();
  } finally {
    await world.close();
  }
  await writeSheets(tiles);
}

async function picture({ world, page, overlay }: Stage, state: State, look: Look): Promise<Uint8Array> {
  const { choice, language } = looks[look];
  await speak(world, overlay, language);
  await choose(page, overlay, choice);
  const [{ name, value }] = choice;
  await overlay.waitForFunction((query) => matchMedia(query).matches, {}, `(${name}: ${value})`);
  await stage(overlay, state.view);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const clip = state.isWhole ? { x: 0, y: 0, ...size } : { x: size.width - around.width, y: 0, ...around };
  return page.screenshot({ type: 'webp', quality: 90, clip, captureBeyondViewport: false });
}

/** Nobody but `stage` tells the overlay of the session from now on. */
async function silence({ browser }: World): Promise<void> {
  const hold = () => {
    const send = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function (message) {
      if (message.topic !== 'view' && message.topic !== 'status') send.call(this, message);
    };
  };
  await (await recorderPage(browser)).evaluate(hold);
  await (await serviceWorker(browser)).evaluate(hold);
}

/** Tells the overlay of another session than there is. */
async function stage(overlay: Frame, change: State['view']): Promise<void> {
  const ask = () => chrome.runtime.sendMessage({ type: 'view' }) as Promise<{ value: SessionView }>;
  const { value } = await overlay.evaluate(ask);
  const view = { ...value, recorder: recorded, ...change?.(value) };
  const tell = (next: SessionView) => {
    new BroadcastChannel('vigil').postMessage({ topic: 'view', view: next });
    // What follows is drawn when this is heard; the frame gets its size by way of the worker.
    return new Promise((over) => setTimeout(over, 400));
  };
  await overlay.evaluate(tell, view);
}

async function speak(world: World, overlay: Frame, language: string): Promise<void> {
  const worker = await serviceWorker(world.browser);
  await worker.evaluate((chosen) => chrome.storage.local.set({ language: chosen }), language);
  await overlay.waitForFunction((chosen) => document.documentElement.lang === chosen, {}, language);
}

async function writeSheets(tiles: ReadonlyMap<Look, readonly Tile[]>): Promise<void> {
  await withBareBrowser({}, async (browser) => {
    for (const [look, own] of tiles) {
      const title = `The overlay in the exam, ${looks[look].title}`;
      const parts = [{ title: 'States', tiles: own }];
      const sheet = await contactSheet(browser, { title, parts, dark: look === 'dark', mostBytes });
      const path = `docs/pictures/overlay-${look}.webp`;
      writeFileSync(path, sheet);
      console.log(`${path.padEnd(44)} ${Math.round(sheet.length / 1000)} kB`);
    }
  });
}
