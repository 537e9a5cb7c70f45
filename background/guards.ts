import { browser, chromeApi } from '../src/browser/webext.ts';
import { pageKind } from '../src/lockdown/page-kind.ts';
import { ReportLimiter } from '../src/lockdown/report-limiter.ts';
import type { EventData } from '../src/protocol/events.ts';
import type { GuardName } from '../src/protocol/messages.ts';
import type { Snapshot } from '../src/session/snapshot.ts';
import type { Attempt } from './attempt.ts';
import { fillScreen, isFilled } from './exam-window.ts';
import { noticeText, stopped } from './notices.ts';
import { orderPage } from './page-scripts.ts';
import { closeTab, closeTabs } from './tabs.ts';

/** What the exam's page last said about itself. */
export interface PagePresence {
  readonly focused: boolean;
  readonly visible: boolean;
  readonly fullScreen: boolean;
  readonly cause: string;
}

type Running = Snapshot & {
  readonly session: NonNullable<Snapshot['session']>;
  readonly examTab: NonNullable<Snapshot['examTab']>;
};

function isRunning(state: Snapshot): state is Running {
  return state.phase === 'active' && state.session !== null && state.examTab !== null;
}

/**
 * What the service worker watches and enforces while an exam runs. Listeners are attached in the worker's first tick;
 * each asks the snapshot whether an exam runs before it does anything.
 */
export class Guards {
  readonly #attempt: Attempt;
  readonly #limiter = new ReportLimiter();
  /** Undefined until the page has spoken to this worker: a worker that comes up knows nothing of what was before. */
  #presence: PagePresence | undefined;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  /** Attaches all listeners. Call in the first tick. */
  listen(): void {
    browser.tabs.onCreated.addListener((tab) => void this.#tabCreated(tab.id, tab.openerTabId));
    browser.tabs.onUpdated.addListener((tabId, change) => {
      if (change.url !== undefined || change.status !== undefined) void this.checkPage(tabId, change.url);
    });
    browser.tabs.onRemoved.addListener((tabId) => void this.#tabRemoved(tabId));
    browser.windows.onFocusChanged.addListener(() => void this.checkPresence());
    chromeApi.windows.onBoundsChanged.addListener(() => void this.checkPresence());
    this.#listenToDownloads();
    chromeApi.permissions.onAdded.addListener(() => this.#listenToDownloads());
  }

  /** A guard stopped something: an event for the journal, a sentence for the candidate. */
  async blocked(guard: GuardName, cause: string, data: EventData = {}): Promise<void> {
    const state = await this.#attempt.state();
    if (!isRunning(state)) return;
    const held = this.#limiter.admit(guard, performance.now());
    if (held === null) return;
    const { event, severity } = stopped[guard];
    const facts = held > 0 ? { ...data, repeated: held } : data;
    // The event first: a page that hangs would hold the notice up.
    await this.#attempt.take({ type: 'observed', event, severity, cause, data: facts });
    await orderPage(state.examTab.tabId, { type: 'notice', text: noticeText(guard) });
  }

  /** Takes what the exam's page says of focus and full screen. */
  async presence(presence: PagePresence): Promise<void> {
    this.#presence = presence;
    await this.checkPresence();
  }

  /** Compares what the page and the browser say with what the policy asks. */
  async checkPresence(): Promise<void> {
    const state = await this.#attempt.state();
    if (!isRunning(state)) return;
    const isFullScreen = state.session.policy.lockdown.fullScreen !== 'off';
    const isWindowFilled = !isFullScreen || (await isFilled(state.examTab.windowId).catch(() => false));
    const isOurPopup = await isPopupOpen();
    if (!this.#presence) return orderPage(state.examTab.tabId, { type: 'look' });
    const { focused, visible, fullScreen, cause } = this.#presence;
    const filled = isWindowFilled && (fullScreen || !isFullScreen);
    const inside = (focused || isOurPopup) && visible && filled;
    const leftBy = cause === '' || cause.startsWith('focus') ? 'full-screen-left' : cause;
    await this.#attempt.take({ type: 'presence', inside, cause: filled ? 'focus-lost' : leftBy });
  }

  /** The worker came up in a running exam: looks at everything that may have happened while it was dead. */
  async catchUp(): Promise<void> {
    const state = await this.#attempt.state();
    if (!isRunning(state)) return;
    const { closeTabs: isAsked, newTabs } = state.session.policy.lockdown;
    if (isAsked && newTabs === 'none') await closeTabs(state.examTab.tabId);
    await this.checkPage(state.examTab.tabId);
    await orderPage(state.examTab.tabId, { type: 'look' });
  }

  /** The candidate's one click back into full screen. */
  async backToFullScreen(): Promise<void> {
    const state = await this.#attempt.state();
    if (isRunning(state)) await fillScreen(state.examTab.windowId);
  }

  async #tabCreated(tabId: number | undefined, opener: number | undefined): Promise<void> {
    const noticed = performance.now();
    const state = await this.#attempt.state();
    if (!isRunning(state) || tabId === undefined || tabId === state.examTab.tabId) return;
    const { newTabs } = state.session.policy.lockdown;
    if (newTabs === 'allowed' || (newTabs === 'linksOnly' && opener === state.examTab.tabId)) return;
    await closeTab(tabId);
    const closedAfterMs = Math.round(performance.now() - noticed);
    await this.#attempt.take({
      type: 'observed',
      event: 'tab.closed',
      severity: 0.3,
      cause: 'new-tab',
      data: { closedAfterMs },
    });
    await orderPage(state.examTab.tabId, { type: 'notice', text: noticeText('new-tab') });
  }

  /**
   * Looks at where the exam's tab is, and acts when that is not in the exam.
   * @param seen the address that an event named: the tab may have gone on since
   */
  async checkPage(tabId: number, seen?: string): Promise<void> {
    const state = await this.#attempt.state();
    if (!isRunning(state) || tabId !== state.examTab.tabId) return;
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    if (!tab) return;
    // Without an address the page is on a site that we have no access to, so it is none of the exam's.
    const url = seen ?? tab.url ?? '';
    const kind = pageKind(state.session.policy, url);
    if (kind !== 'foreign') {
      await this.#attempt.take({ type: 'examPage', url, kind });
    } else if (tab.status === 'complete' || tab.pendingUrl === undefined) {
      await browser.tabs.update(tabId, { url: state.examUrl ?? state.session.exam.url });
      await this.blocked('navigation', 'sent-back');
    }
  }

  async #tabRemoved(tabId: number): Promise<void> {
    const state = await this.#attempt.state();
    if (isRunning(state) && tabId === state.examTab.tabId) await this.#attempt.take({ type: 'examTabClosed' });
  }

  /** The downloads API appears only with its permission, which is asked at the start. */
  #listenToDownloads(): void {
    const downloads = chromeApi.downloads as typeof chromeApi.downloads | undefined;
    if (!downloads || downloads.onCreated.hasListener(this.#downloadCreated)) return;
    downloads.onCreated.addListener(this.#downloadCreated);
  }

  readonly #downloadCreated = async ({ id }: { readonly id: number }): Promise<void> => {
    const state = await this.#attempt.state();
    if (!isRunning(state) || !state.session.policy.lockdown.downloads) return;
    await chromeApi.downloads.cancel(id).catch(() => undefined); // complete already
    await chromeApi.downloads.removeFile(id).catch(() => undefined); // nothing was written
    await chromeApi.downloads.erase({ id });
    await this.blocked('download', 'cancelled');
  };
}

/** Whether our own toolbar popup has the focus: help costs nothing. */
async function isPopupOpen(): Promise<boolean> {
  const contexts = await chromeApi.runtime.getContexts({ contextTypes: ['POPUP' as chrome.runtime.ContextType] });
  return contexts.length > 0;
}
