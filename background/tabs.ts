import { browser } from '../src/browser/webext.ts';
import type { ClosedTab } from '../src/session/snapshot.ts';

/**
 * The candidate's tabs that the exam closes: all but the exam's own and our pages. Needs the `tabs` permission,
 * which the policy's closeTabs asks for; without it there is nothing to survey.
 */
export async function surveyTabs(examTab: number): Promise<ClosedTab[]> {
  const tabs = await closable(examTab);
  return tabs
    .filter(({ url, pendingUrl }) => (url || pendingUrl) !== undefined)
    .map((tab) => ({
      url: tab.url || tab.pendingUrl || '',
      title: tab.title ?? '',
      windowId: tab.windowId ?? -1,
      index: tab.index,
      pinned: tab.pinned,
      active: tab.active,
    }));
}

/** Closes the candidate's other tabs. Discarding first keeps a page from asking whether to leave. */
export async function closeTabs(examTab: number): Promise<void> {
  const tabs = await closable(examTab);
  await Promise.all(tabs.map(async ({ id }) => id !== undefined && closeTab(await discarded(id))));
}

/** The number that a tab has after it was discarded; an active tab cannot be, and keeps its own. */
async function discarded(tabId: number): Promise<number> {
  const tab = await browser.tabs.discard(tabId).catch(() => undefined);
  return (tab as { id?: number } | undefined)?.id ?? tabId;
}

/** Closes a tab; one that is gone already needs no closing. */
export async function closeTab(tabId: number): Promise<void> {
  await browser.tabs.remove(tabId).catch(() => undefined);
}

async function closable(examTab: number) {
  const own = browser.runtime.getURL('');
  const tabs = await browser.tabs.query({}); // in windows of every kind
  return tabs.filter((tab) => tab.id !== examTab && !(tab.url ?? '').startsWith(own));
}

/**
 * Gives closed tabs back: in their windows where those still exist, in new windows otherwise, in their order, pinned
 * where they were pinned. Tabs that are open already (given back before an interruption) are not opened twice.
 * @returns the tabs that the browser did not open, such as files where the extension may not reach files
 */
export async function giveBackTabs(closed: readonly ClosedTab[]): Promise<ClosedTab[]> {
  const failed: ClosedTab[] = [];
  const missing = await notYetOpen(closed);
  for (const [windowId, tabs] of Map.groupBy(missing, (tab) => tab.windowId)) {
    const home = await homeFor(windowId);
    const failedBefore = failed.length;
    for (const tab of tabs.sort((a, b) => a.index - b.index)) {
      const opened = browser.tabs.create({ windowId: home.windowId, url: tab.url, pinned: tab.pinned, active: false });
      await opened.catch(() => failed.push(tab));
    }
    // The empty tab that a new window begins with goes last: a window without tabs would close.
    const isEmpty = failed.length - failedBefore === tabs.length;
    if (home.emptyTab !== undefined && !isEmpty) await closeTab(home.emptyTab);
  }
  return failed;
}

async function notYetOpen(closed: readonly ClosedTab[]): Promise<ClosedTab[]> {
  const open = (await browser.tabs.query({})).map((tab) => tab.url || tab.pendingUrl);
  return closed.filter((tab) => {
    const place = open.indexOf(tab.url);
    if (place === -1) return true;
    open.splice(place, 1);
    return false;
  });
}

/** The window that tabs return to: their own, or a new one with an empty tab. */
async function homeFor(windowId: number): Promise<{ windowId: number; emptyTab?: number | undefined }> {
  const own = await browser.windows.get(windowId).catch(() => undefined);
  if (own?.type === 'normal') return { windowId };
  const created = await browser.windows.create({ focused: false });
  return { windowId: created.id ?? windowId, emptyTab: created.tabs?.[0]?.id };
}
