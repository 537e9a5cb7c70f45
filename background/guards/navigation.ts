import { browser } from '../../src/browser/webext.ts';
import { pageKind } from '../../src/lockdown/page-kind.ts';
import type { Guard, GuardHost, RunningExam } from './host.ts';

/** Where the exam's tab is. What the page and the network rules cannot keep is sent back; the end page ends the exam. */
export class NavigationGuard implements Guard {
  readonly #host: GuardHost;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  listen(): void {
    browser.tabs.onUpdated.addListener((tabId, change) => {
      if (change.url !== undefined || change.status !== undefined) void this.#check(tabId, change.url);
    });
    browser.tabs.onRemoved.addListener((tabId) => void this.#removed(tabId));
  }

  async look({ examTab }: RunningExam): Promise<void> {
    await this.#check(examTab.tabId);
  }

  /**
   * Looks at where the exam's tab is, and acts when that is not in the exam.
   * @param seen the address that an event named: the tab may have gone on since
   */
  async #check(tabId: number, seen?: string): Promise<void> {
    const exam = await this.#host.running();
    if (!exam || tabId !== exam.examTab.tabId) return;
    const tab = await browser.tabs.get(tabId).catch(() => undefined);
    if (!tab) return;
    // Without an address the page is on a site that we have no access to, so it is none of the exam's.
    const url = seen ?? tab.url ?? '';
    const kind = pageKind(exam.session.policy, url);
    if (kind !== 'foreign') {
      await this.#host.take({ type: 'examPage', url, kind });
    } else if (tab.status === 'complete' || tab.pendingUrl === undefined) {
      await browser.tabs.update(tabId, { url: exam.examUrl ?? exam.session.exam.url });
      await this.#host.blocked('navigation', 'sent-back');
    }
  }

  async #removed(tabId: number): Promise<void> {
    const exam = await this.#host.running();
    if (exam && tabId === exam.examTab.tabId) await this.#host.take({ type: 'examTabClosed' });
  }
}
