import { browser, chromeApi, type Tab } from '../src/browser/webext.ts';
import type { ClosedTab } from '../src/session/snapshot.ts';

/**
 * The candidate's tabs that the exam closes and gives back: all but the exam's own, our pages, and those in private
 * windows, of which nothing is written down. Needs the `tabs` permission, which the policy's closeTabs asks for; without
 * it there is nothing to survey.
 * @param kept the exam's tab, and the one it starts from
 */
export async function surveyTabs(...kept: readonly number[]): Promise<ClosedTab[]> {
  const tabs = (await closable(kept)).filter(
    ({ url, pendingUrl, incognito }) => (url || pendingUrl) !== undefined && !incognito,
  );
  return Promise.all(
    tabs.map(async (tab) => ({
      url: tab.url || tab.pendingUrl || '',
      title: tab.title ?? '',
      windowId: tab.windowId ?? -1,
      index: tab.index,
      pinned: tab.pinned,
      active: tab.active,
      group: await groupOf(tab),
    })),
  );
}

/** How many tabs in private windows the exam closes; seen only where the candidate lets the extension into those. */
export async function countPrivateTabs(): Promise<number> {
  return (await closable([])).filter(({ incognito }) => incognito).length;
}

async function groupOf(tab: Tab): Promise<ClosedTab['group']> {
  const id = (tab as { groupId?: number }).groupId ?? -1;
  if (id === -1) return null;
  // Without the permission the group is known by its number alone: its tabs come back together, without a name.
  const group = await chromeApi.tabGroups?.get(id).catch(() => undefined);
  return { id, title: group?.title ?? '', color: group?.color ?? 'grey', collapsed: group?.collapsed ?? false };
}

/**
 * Closes the candidate's other tabs. Discarding first keeps a page from asking whether to leave.
 * @param mayStay tells of an address whether its tab may stay
 */
export async function closeTabs(examTab: number, mayStay: (url: string) => boolean = () => false): Promise<void> {
  const tabs = (await closable([examTab])).filter((tab) => !mayStay(tab.url || tab.pendingUrl || ''));
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

/** Puts a tab and its window in front. */
export async function showTab(tabId: number): Promise<void> {
  const tab = await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
  if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true }).catch(() => undefined);
}

async function closable(kept: readonly number[]): Promise<Tab[]> {
  const own = browser.runtime.getURL('');
  const tabs = await browser.tabs.query({}); // in windows of every kind
  return tabs.filter((tab) => !kept.includes(tab.id ?? -1) && !(tab.url ?? '').startsWith(own));
}

/**
 * Gives closed tabs back: in their windows where those still exist, in new windows otherwise, in their order, in their
 * groups, pinned where they were pinned. Tabs that are open already (given back before an interruption) are not opened twice.
 * @returns the tabs that the browser did not open, such as files where the extension may not reach files
 */
export async function giveBackTabs(closed: readonly ClosedTab[]): Promise<ClosedTab[]> {
  const failed: ClosedTab[] = [];
  const missing = await notYetOpen(closed);
  for (const [windowId, tabs] of Map.groupBy(missing, (tab) => tab.windowId)) {
    failed.push(...(await fillWindow(windowId, tabs)));
  }
  return failed;
}

/** Opens the tabs of one window. @returns those that could not be opened */
async function fillWindow(windowId: number, tabs: readonly ClosedTab[]): Promise<ClosedTab[]> {
  const home = await homeFor(windowId);
  const opened: { readonly tab: ClosedTab; readonly id: number }[] = [];
  const failed: ClosedTab[] = [];
  for (const tab of tabs.toSorted((a, b) => a.index - b.index)) {
    // In a window that stayed open the tabs go back between those that stayed; an index beyond the end is the end.
    const place = home.emptyTab === undefined ? { index: tab.index } : {};
    const active = home.emptyTab !== undefined && tab.active;
    const options = { ...place, windowId: home.windowId, url: tab.url, pinned: tab.pinned, active };
    const made = await browser.tabs.create(options).catch(() => undefined);
    if (made?.id === undefined) failed.push(tab);
    else opened.push({ tab, id: made.id });
  }
  await regroup(home.windowId, opened);
  // The empty tab that a new window begins with goes last: a window without tabs would close.
  if (home.emptyTab !== undefined && opened.length > 0) await closeTab(home.emptyTab);
  return failed;
}

async function regroup(
  windowId: number,
  opened: readonly { readonly tab: ClosedTab; readonly id: number }[],
): Promise<void> {
  const grouped = Map.groupBy(opened, ({ tab }) => tab.group?.id);
  for (const [known, members] of grouped) {
    const [first] = members;
    if (known === undefined || !first?.tab.group) continue;
    const { title, color, collapsed } = first.tab.group;
    const tabIds = members.map(({ id }) => id) as [number, ...number[]];
    const groupId = await chromeApi.tabs.group({ tabIds, createProperties: { windowId } });
    const look = { title, color: color as `${chrome.tabGroups.Color}`, collapsed };
    await chromeApi.tabGroups?.update(groupId, look).catch(() => undefined);
  }
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
