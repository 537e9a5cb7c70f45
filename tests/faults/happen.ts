import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'puppeteer';
import type { SessionView } from '../../src/session/view.ts';
import { extensionId, killWorker } from '../harness/browser.ts';
import type { Candidate } from '../harness/candidate.ts';
import type { FaultyLink } from '../harness/faulty-link.ts';
import type { World } from '../harness/world.ts';
import type { Fault } from './fault-plan.ts';

/** A world and the link before its backend. */
export interface FaultyWorld {
  readonly world: World;
  readonly link: FaultyLink;
}

/**
 * Lets a fault happen; resolves when it has.
 * @param skip how many requests pass before it, where it happens to a request
 * @returns when a recording was broken off, by the wall clock; null where it goes on by itself
 */
export async function happen({ world, link }: FaultyWorld, fault: Fault, skip = 0): Promise<number | null> {
  const at = Date.now();
  switch (fault.kind) {
    case 'drop':
      link.drop();
      return null;
    case 'outage':
      await link.down();
      await wait(fault.ms);
      await link.up();
      return null;
    case 'backend-killed':
      await world.killBackend();
      await wait(fault.ms);
      await world.restartBackend();
      return null;
    case 'worker-killed':
      await killWorker(world.browser);
      return null;
    case 'recorder-closed':
      await (await ownFrame(world.browser)).evaluate(async () => {
        if (await chrome.offscreen.hasDocument()) await chrome.offscreen.closeDocument(); // another fault may have been first
      });
      return at;
    case 'extension-reloaded':
      // The page is gone before it can answer.
      await (await ownFrame(world.browser)).evaluate(() => chrome.runtime.reload()).catch(() => undefined);
      return at;
    case 'browser-killed': {
      const killedAt = await world.killBrowser();
      await world.relaunch();
      return killedAt;
    }
    default:
      await link.meet(fault, { skip });
      return null;
  }
}

/** The candidate goes on with an interrupted exam; answers its page once the exam runs, and no page of before is left. */
export async function goOn({ world }: FaultyWorld, candidate: Candidate): Promise<Page> {
  const page = await candidate.start();
  for (;;) {
    const frame = await ownFrame(world.browser);
    const phase = () => chrome.runtime.sendMessage<unknown, { value?: SessionView }>({ type: 'view' });
    const { value } = await frame.evaluate(phase).catch(() => ({ value: undefined })); // the start page may just close
    if (value?.phase === 'active' && !(await isOpen(world.browser, '/extension/onboarding/'))) return page;
    await wait(100);
  }
}

async function isOpen(browser: Browser, path: string): Promise<boolean> {
  return (await browser.pages()).some((page) => page.url().includes(path));
}

/** As the candidate's button does: nothing waits any longer before it is tried again. It goes on without that, too. */
export async function tryNow({ world }: FaultyWorld): Promise<void> {
  const press = async () =>
    (await ownFrame(world.browser)).evaluate(() => chrome.runtime.sendMessage({ type: 'uploadNow' }));
  await press().catch(() => undefined); // the page may have gone with the extension
}

/** A frame of the extension, such as the overlay in the exam: it may do what the worker may, which may be dead. */
async function ownFrame(browser: Browser): Promise<Frame> {
  const own = `chrome-extension://${extensionId}/extension/`;
  const pages = await browser.pages();
  const known = pages.flatMap((page) => page.frames()).find((frame) => !frame.detached && frame.url().startsWith(own));
  if (known) return known;
  const page = await browser.newPage();
  await page.goto(`${own}settings/index.html`);
  return page.mainFrame();
}
