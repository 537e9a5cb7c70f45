import { browser, chromeApi } from '../src/browser/webext.ts';

/**
 * Shows the start page in front. There is only ever one: whoever asks often gets the same.
 * @param query what the page is opened with, such as `?launch=...`
 */
export function showStartPage(query = ''): Promise<void> {
  return showPage('extension/onboarding/index.html', query);
}

/** Shows one of our pages in front: the tab that already shows it, or a new one in an ordinary window. */
export async function showPage(path: string, query = ''): Promise<void> {
  const url = browser.runtime.getURL(path);
  const shown = await tabOf(url);
  if (shown) {
    await browser.tabs.update(shown.tabId, { active: true, ...(query ? { url: url + query } : {}) });
    await browser.windows.update(shown.windowId, { focused: true });
    return;
  }
  const home = (await browser.windows.getAll({ windowTypes: ['normal'] })).find(({ incognito }) => !incognito);
  if (home?.id === undefined) {
    await browser.windows.create({ url: url + query, focused: true });
    return;
  }
  await browser.tabs.create({ windowId: home.id, url: url + query, active: true });
  await browser.windows.update(home.id, { focused: true });
}

async function tabOf(url: string): Promise<{ tabId: number; windowId: number } | undefined> {
  const contexts = await chromeApi.runtime.getContexts({ contextTypes: ['TAB' as chrome.runtime.ContextType] });
  return contexts.find(({ documentUrl, tabId }) => documentUrl?.startsWith(url) && tabId !== -1);
}
