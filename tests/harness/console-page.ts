import type { BrowserContext, Page } from 'puppeteer';
import { press } from './candidate.ts';

/** What the console needs of a world. */
export interface ConsoleWorld {
  /** A browser, or a window of its own in one. */
  readonly browser: Pick<BrowserContext, 'newPage'>;
  readonly backend: { readonly origin: string; readonly operatorKey: string };
}

/** A page of the console at an address such as `#/help`, with an operator signed in. */
export async function openConsole(world: ConsoleWorld, address: string): Promise<Page> {
  const page = await world.browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`${world.backend.origin}/console/${address}`);
  await page.locator('#key').fill(world.backend.operatorKey);
  await press(page, 'Sign in');
  return page;
}

/** At the help desk: overrides the check that fails for whoever waits longest. */
export async function overrideCheck(desk: Page, failure: string): Promise<void> {
  await desk.locator('.queue-link').click();
  const label = '.failed-check strong';
  await desk.waitForFunction(
    (selector: string, text: string) => document.querySelector(selector)?.textContent === text,
    { polling: 100 },
    label,
    failure,
  );
  await desk.locator('#agent').fill('Grace Hopper');
  await desk.locator('#override-reason').fill('Seen on the telephone.');
  await press(desk, 'Override the check');
}
