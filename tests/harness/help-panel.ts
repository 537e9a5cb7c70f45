import type { Browser, Page } from 'puppeteer';
import { extensionId, pageAt, serviceWorker } from './browser.ts';

/** A button of the bar around the overlay, by its name. */
export const inBar = (name: string) => `::-p-aria([name="${name}"][role="button"])`;

/** Presses the keys for help, wherever the focus is. */
export async function callHelp(page: Page): Promise<void> {
  await page.keyboard.down('Control');
  await page.keyboard.down('Shift');
  await page.keyboard.press('KeyH');
  await page.keyboard.up('Shift');
  await page.keyboard.up('Control');
}

/**
 * The popup's page in a tab behind the exam. The popup itself needs a toolbar, which Chromium hides in full screen where
 * the system does not show it.
 */
export async function popupBeside(browser: Browser): Promise<Page> {
  const address = `chrome-extension://${extensionId}/popup/index.html`;
  const worker = await serviceWorker(browser);
  await worker.evaluate(async (url) => void (await chrome.tabs.create({ url, active: false })), address);
  const popup = await pageAt(browser, new RegExp(address));
  await popup.waitForFunction(() => document.querySelector('.chat textarea') !== null, { polling: 100 });
  return popup;
}
