import { browser, type Tab } from '../../src/browser/webext.ts';
import { pageKind } from '../../src/lockdown/page-kind.ts';
import { visitedPage } from '../../src/lockdown/visited-page.ts';
import { isClosedTo } from '../rules.ts';
import type { Guard, GuardHost, RunningExam } from './host.ts';

/** Where the last noted page is kept, so that a worker that comes up does not note it again. */
const lastKey = 'vigil.visited';

/**
 * Where the policy asks for it: the pages that come in front during the exam, each noted once in a row by site and path.
 * A page is in front when its tab is the one that its window shows. It stops nothing.
 */
export class WebTrafficGuard implements Guard {
  readonly #host: GuardHost;
  /** One after the other, or a page could be noted twice. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(host: GuardHost) {
    this.#host = host;
  }

  listen(): void {
    browser.tabs.onUpdated.addListener((_, change, tab) => {
      if (change.url !== undefined && tab.active) void this.#seen(tab);
    });
    browser.tabs.onActivated.addListener(({ tabId }) => void this.#came(tabId));
    browser.windows.onFocusChanged.addListener((windowId) => void this.#windowCame(windowId));
  }

  look({ examTab }: RunningExam): Promise<void> {
    return this.#came(examTab.tabId);
  }

  async #came(tabId: number): Promise<void> {
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    if (tab) await this.#seen(tab);
  }

  async #windowCame(windowId: number): Promise<void> {
    if (windowId === browser.windows.WINDOW_ID_NONE) return;
    for (const tab of await browser.tabs.query({ windowId, active: true })) await this.#seen(tab);
  }

  #seen(tab: Tab): Promise<void> {
    const turn = this.#turn.then(() => this.#note(tab));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #note(tab: Tab): Promise<void> {
    const exam = await this.#host.running();
    if (!exam?.session.policy.recording.webTraffic || tab.incognito) return;
    const page = visitedPage(tab.url ?? '');
    if (!page || !(await isShown(exam, tab))) return;
    const address = `${exam.session.id} ${page.host}${page.path}`;
    if ((await browser.storage.session.get(lastKey))[lastKey] === address) return;
    await browser.storage.session.set({ [lastKey]: address });
    const inExam = tab.id === exam.examTab.tabId;
    await this.#host.found({
      event: 'page.visited',
      severity: 0,
      cause: inExam ? 'exam-tab' : 'other-tab',
      data: { ...page },
    });
  }
}

/** A tab names the address of a page also when the rules of the network kept the page from loading. */
async function isShown({ session, examTab }: RunningExam, { id, url }: Tab): Promise<boolean> {
  const kind = pageKind(session.policy, url ?? '');
  if (id === examTab.tabId) return kind !== 'foreign';
  return kind === 'allowed' || !(await isClosedTo(id ?? -1));
}
