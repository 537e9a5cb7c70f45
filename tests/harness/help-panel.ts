import type { Page } from 'puppeteer';

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
