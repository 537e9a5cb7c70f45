import { browser } from '../src/browser/webext.ts';

/**
 * Brings the exam into its tab. Where the policy asks for full screen, the tab first moves into a window without
 * tab strip and address bar. May be repeated: a tab that is already there stays.
 * @returns the tab and the window in which the exam is now
 */
export async function openExam(
  tabId: number,
  url: string,
  isFullScreen: boolean,
): Promise<{ tabId: number; windowId: number }> {
  const tab = await browser.tabs.get(tabId);
  let windowId = tab.windowId ?? browser.windows.WINDOW_ID_NONE;
  if (isFullScreen && (await browser.windows.get(windowId)).type !== 'popup') {
    windowId = (await browser.windows.create({ tabId, type: 'popup' })).id ?? windowId;
  }
  if (tab.url !== url) await browser.tabs.update(tabId, { url, active: true });
  if (isFullScreen) await fillScreen(windowId);
  else await browser.windows.update(windowId, { focused: true });
  return { tabId, windowId };
}

/** Puts a window in front and makes it fill the screen. The state of a window is ignored at its creation, so it is set here. */
export async function fillScreen(windowId: number): Promise<void> {
  // A browser that wrongly believes it fills the screen does nothing unless it first leaves it.
  const { state } = await browser.windows.get(windowId);
  if (state === 'fullscreen') await browser.windows.update(windowId, { state: 'normal' });
  await browser.windows.update(windowId, { state: 'fullscreen', focused: true });
}

/** Puts a window in front that should still fill the screen. One that does is not taken out of it on the way: that would count. */
export async function putInFront(windowId: number): Promise<void> {
  const { state } = await browser.windows.get(windowId);
  if (state === 'fullscreen') await browser.windows.update(windowId, { focused: true });
  else await fillScreen(windowId);
}

/** Gives the exam's tab an ordinary window again, with its tab strip and address bar; wherever the candidate moved it. */
export async function freeExam(tabId: number): Promise<void> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  if (tab?.windowId === undefined) return; // the candidate closed it
  const shown = await browser.windows.get(tab.windowId).catch(() => undefined);
  if (shown?.state === 'fullscreen') await browser.windows.update(tab.windowId, { state: 'normal' });
  if (shown?.type === 'popup') await browser.windows.create({ tabId, type: 'normal' });
}
