import { browser, type Tab } from '../../src/browser/webext.ts';
import { pageKind } from '../../src/lockdown/page-kind.ts';
import { closeTab, closeTabs, showTab } from '../tabs.ts';
import type { Guard, GuardHost, RunningExam } from './host.ts';

/** A tab that a link opens comes within this time after the click. */
const linkWithinMs = 2_000;
/** How long a tab that the exam opened may take to say where it goes. */
const addressWithinMs = 120;
const addressEveryMs = 20;

/** New tabs and windows: closed before they show anything, unless the policy lets them be. */
export class NewTabsGuard implements Guard {
  readonly #host: GuardHost;
  #linkAt = Number.NEGATIVE_INFINITY;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  listen(): void {
    browser.tabs.onCreated.addListener((tab) => void this.#created(tab));
    browser.tabs.onUpdated.addListener((_, change, tab) => {
      if (change.url !== undefined) void this.#wentOn(tab);
    });
  }

  /** Tabs that opened while nobody listened. Where the candidate's own tabs stay open, they cannot be told apart. */
  async look({ session, examTab }: RunningExam): Promise<void> {
    const { lockdown } = session.policy;
    if (!lockdown.closeTabs || lockdown.newTabs !== 'none') return;
    await closeTabs(examTab.tabId, (url) => pageKind(session.policy, url) === 'allowed');
  }

  /** The candidate clicked a link of the exam. */
  linkClicked(): void {
    this.#linkAt = performance.now();
  }

  async #created(tab: Tab): Promise<void> {
    const exam = await this.#host.running();
    const { id } = tab;
    if (!exam || id === undefined || id === exam.examTab.tabId) return;
    if ((await this.#mayOpen(exam, tab)) || (await isListed(exam, tab))) return;
    await this.#close(exam, id, 'new-tab');
  }

  async #mayOpen({ session, examTab }: RunningExam, { openerTabId }: Tab): Promise<boolean> {
    const { newTabs } = session.policy.lockdown;
    if (newTabs !== 'linksOnly') return newTabs === 'allowed';
    if (openerTabId !== examTab.tabId) return false;
    const isLink = performance.now() - this.#linkAt < linkWithinMs;
    this.#linkAt = Number.NEGATIVE_INFINITY; // one click, one tab
    return isLink;
  }

  /** A tab that was let in as a listed page may not lead elsewhere. */
  async #wentOn({ id, url, openerTabId }: Tab): Promise<void> {
    const exam = await this.#host.running();
    if (!exam || id === undefined || openerTabId !== exam.examTab.tabId || url === undefined) return;
    const { newTabs } = exam.session.policy.lockdown;
    if (newTabs === 'none' && pageKind(exam.session.policy, url) !== 'allowed') await this.#close(exam, id, 'led-on');
  }

  /** Closes a tab; the exam comes to the front again, because the tab took the focus, and that costs the candidate time. */
  async #close({ examTab }: RunningExam, tabId: number, cause: string): Promise<void> {
    await Promise.all([
      closeTab(tabId).then(() => showTab(examTab.tabId)),
      this.#host.found({ event: 'tab.closed', severity: 0.3, cause, notice: 'noticeNewTab' }),
    ]);
  }
}

/** Whether a new tab shows a page that the policy lists. Only what the exam itself opens may take a moment to say so. */
async function isListed({ session, examTab }: RunningExam, tab: Tab): Promise<boolean> {
  if (session.policy.lockdown.allow.length === 0) return false;
  const until = performance.now() + (tab.openerTabId === examTab.tabId ? addressWithinMs : 0);
  for (let now: Tab | undefined = tab; now; now = await browser.tabs.get(tab.id ?? -1).catch(() => undefined)) {
    const url = [now.pendingUrl, now.url].find((address) => address && address !== 'about:blank');
    if (url) return pageKind(session.policy, url) === 'allowed';
    if (performance.now() >= until) return false;
    await new Promise((resolve) => setTimeout(resolve, addressEveryMs));
  }
  return false;
}
