import { browser, chromeApi } from '../../src/browser/webext.ts';
import { pageKind } from '../../src/lockdown/page-kind.ts';
import { fillScreen } from '../exam-window.ts';
import { orderPage } from '../page-scripts.ts';
import type { Guard, GuardHost, RunningExam } from './host.ts';

/** What the exam's page last said about itself. */
export interface PagePresence {
  readonly focused: boolean;
  readonly visible: boolean;
  readonly fullScreen: boolean;
}

interface ExamWindow {
  readonly focused: boolean;
  readonly state: string;
}

/** A prompt or picker takes the focus within this time after the candidate's act. */
const promptWithinMs = 3_000;
/** While the exam is on its way into full screen it is looked at again this often. */
const againMs = 1_000;

/**
 * Full screen and focus: whether the exam is in front. The page sees its own focus at once; the browser knows whether
 * its window has the focus, so that its find bar, address field and menus cost nothing.
 */
export class PresenceGuard implements Guard {
  readonly #host: GuardHost;
  /** Undefined until the page has spoken to this worker: a worker that comes up knows nothing of what was before. */
  #presence: PagePresence | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #expected: { readonly what: string; readonly at: number } | undefined;

  constructor(host: GuardHost) {
    this.#host = host;
  }

  listen(): void {
    browser.windows.onFocusChanged.addListener(() => void this.check());
    chromeApi.windows.onBoundsChanged.addListener(() => void this.check());
  }

  async look({ examTab }: RunningExam): Promise<void> {
    await orderPage(examTab.tabId, { type: 'look' });
  }

  /** Takes what the exam's page says of focus and full screen. */
  async pageSays(presence: PagePresence): Promise<void> {
    this.#presence = presence;
    await this.check();
  }

  /** The candidate did what makes the browser show a prompt or picker of its own. */
  expect(what: string): void {
    this.#expected = { what, at: performance.now() };
  }

  /** Compares what the page and the browser say with what the policy asks. */
  async check(): Promise<void> {
    const exam = await this.#host.running();
    if (!exam) return;
    if (!this.#presence) return this.look(exam);
    const shown = await windowOf(exam.examTab.tabId);
    const { focused, visible, fullScreen } = this.#presence;
    const isFilled = exam.session.policy.lockdown.fullScreen === 'off' || (shown.state === 'fullscreen' && fullScreen);
    const isFocused = focused || shown.focused || (await isOurPopupOpen());
    const inside = (isFocused && visible && isFilled) || (await isOwnPageInFront(exam));
    if (inside && exam.budget.excused) this.#expected = undefined; // the prompt is over: it excuses nothing that follows
    const expected = this.#recentlyExpected();
    const excused = exam.budget.outsideSince === null ? isFilled && expected !== undefined : exam.budget.excused;
    const cause = causeOf(shown, isFilled, visible, expected);
    const { phase, budget } = await this.#host.take({ type: 'presence', inside, excused, cause });
    // An exam that never fills the screen changes nothing that would be heard of.
    clearTimeout(this.#again);
    if (phase === 'active' && !budget.armed) this.#again = setTimeout(() => void this.check(), againMs);
  }

  /** The candidate's one click back into full screen. */
  async backToFullScreen(): Promise<void> {
    const exam = await this.#host.running();
    if (!exam) return;
    const { windowId } = await browser.tabs.get(exam.examTab.tabId);
    if (windowId !== undefined) await fillScreen(windowId);
  }

  #recentlyExpected(): string | undefined {
    if (!this.#expected || performance.now() - this.#expected.at > promptWithinMs) return undefined;
    return this.#expected.what;
  }
}

function causeOf({ state }: ExamWindow, isFilled: boolean, visible: boolean, expected: string | undefined): string {
  if (state === 'minimized') return 'minimised';
  if (!isFilled) return 'full-screen-left';
  if (expected) return expected;
  return visible ? 'focus-lost' : 'hidden';
}

/** The exam's window as the browser has it now: what its events say is not always up to date. */
async function windowOf(tabId: number): Promise<ExamWindow> {
  try {
    const { windowId } = await browser.tabs.get(tabId);
    const { focused, state } = await browser.windows.get(windowId ?? browser.windows.WINDOW_ID_NONE);
    return { focused, state: state ?? 'normal' };
  } catch {
    return { focused: false, state: 'normal' };
  }
}

/** Whether our own toolbar popup has the focus: help costs nothing. */
async function isOurPopupOpen(): Promise<boolean> {
  const contexts = await chromeApi.runtime.getContexts({ contextTypes: ['POPUP' as chrome.runtime.ContextType] });
  return contexts.length > 0;
}

/**
 * Whether a page that belongs to the exam has the focus in another tab or window: one that the policy lists, or, where
 * links may open tabs, one that a link of the exam opened. What else opens is closed.
 */
async function isOwnPageInFront({ session, examTab }: RunningExam): Promise<boolean> {
  const { policy } = session;
  const { allow, newTabs } = policy.lockdown;
  if (allow.length === 0 && newTabs !== 'linksOnly') return false;
  const windows = await browser.windows.getAll({ populate: true });
  const active = windows.find(({ focused }) => focused)?.tabs?.find((tab) => tab.active);
  if (!active || active.id === examTab.tabId) return false;
  if (newTabs === 'linksOnly' && active.openerTabId === examTab.tabId) return true;
  return pageKind(policy, active.url || active.pendingUrl || '') === 'allowed';
}
