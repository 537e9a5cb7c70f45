import type { Browser } from 'puppeteer';

// A browser without a window has displays that are made up, and can be plugged in and out.

/** The flag with which it starts with two displays. */
export const twoDisplays = '--screen-info={1280x800}{1024x768}';

/** Plugs another display in. */
export async function addDisplay(browser: Browser): Promise<void> {
  const session = await browser.target().createCDPSession();
  await session.send('Emulation.addScreen', { left: 1280, top: 0, width: 1024, height: 768 });
  await session.detach();
}

/** Pulls out every display but the main one. */
export async function removeDisplays(browser: Browser): Promise<void> {
  const session = await browser.target().createCDPSession();
  const { screenInfos } = await session.send('Emulation.getScreenInfos');
  for (const { id, isPrimary } of screenInfos) {
    if (!isPrimary) await session.send('Emulation.removeScreen', { screenId: id });
  }
  await session.detach();
}
