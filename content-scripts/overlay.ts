import { type PageOrders, type PageWords, report } from '../src/browser/content-client.ts';
import type { OverlayManner, OverlayMode } from '../src/protocol/messages.ts';
import { element } from './element.ts';
import { ExamFocus } from './exam-focus.ts';
import type { Frame } from './frame.ts';
import { holdPage } from './held-page.ts';
import { OverlayBox } from './overlay-box.ts';
import { overlayStyle } from './overlay-style.ts';

const noticeMs = 6000;
const stayEveryMs = 500;

/**
 * The overlay in the exam's page: our own page in a frame, inside a closed shadow root in the top layer. The page can
 * neither read nor click it. This class keeps it there, and shows short notices.
 */
export class Overlay {
  readonly #signal: AbortSignal;
  readonly #host = document.createElement('div');
  readonly #layer = element('div', 'layer');
  readonly #notices = element('div', 'notices');
  readonly #focus = new ExamFocus(this.#host);
  readonly #box: OverlayBox;
  #cover: AbortController | undefined;

  constructor({ signal, keep }: Frame, { overlay, exam }: PageOrders, words: PageWords) {
    this.#signal = signal;
    const minimise = () => void report({ type: 'overlay', wish: 'minimise' });
    this.#box = new OverlayBox({ signal, mode: overlay, exam, focus: this.#focus, minimise });
    this.#build();
    this.speak(words);
    this.#listen(keep);
    this.#stay();
    this.#holdPage();
  }

  /** Says everything in these words. */
  speak(words: PageWords): void {
    this.#layer.lang = words.language;
    this.#layer.dir = words.direction;
    this.#box.speak(words);
  }

  /** Gives the frame the size for what it shows, and the focus to whom it belongs. */
  setMode(mode: OverlayMode, manner?: OverlayManner): void {
    if (manner === 'offer') {
      if (this.#box.hasRoomForHelp()) void report({ type: 'overlay', wish: 'roomForHelp' });
      return;
    }
    if (manner === 'take') {
      this.#focus.note();
      this.#box.frame.focus();
    }
    if (manner === 'leave') this.#focus.giveBack();
    this.#box.show(mode);
    this.#holdPage();
  }

  /** While the overlay covers the page, nothing can be done behind it. */
  #holdPage(): void {
    const covers = this.#box.isCover;
    if (covers === (this.#cover !== undefined)) return;
    this.#cover?.abort();
    this.#cover = covers ? new AbortController() : undefined;
    if (!this.#cover) return;
    const focus = () => this.#box.frame.focus();
    holdPage(AbortSignal.any([this.#cover.signal, this.#signal]), this.#host, focus);
  }

  /** Shows a sentence at the top of the page for a few seconds, and says it to screen readers. */
  notify(text: string): void {
    if ([...this.#notices.children].some((shown) => shown.textContent === text)) return;
    const notice = element('div', 'notice');
    notice.textContent = text;
    this.#notices.append(notice);
    setTimeout(() => notice.remove(), noticeMs);
  }

  #build(): void {
    const root = this.#host.attachShadow({ mode: 'closed' });
    const style = new CSSStyleSheet();
    style.replaceSync(overlayStyle);
    root.adoptedStyleSheets = [style];
    this.#layer.popover = 'manual';
    this.#notices.setAttribute('role', 'status');
    this.#layer.append(this.#box.element, this.#notices);
    root.append(this.#layer);
  }

  #listen(keep: Frame['keep']): void {
    const signal = this.#signal;
    const stepAside = () => this.#box.stepAside();
    const draw = () => this.#box.draw();
    const raise = () => this.#raise();
    keep(() => {
      window.addEventListener('resize', draw, { signal });
      document.addEventListener('fullscreenchange', raise, { signal });
      window.addEventListener('focusin', stepAside, { capture: true, signal });
    });
    signal.addEventListener('abort', () => this.#host.remove(), { once: true });
  }

  /**
   * A page that removes the overlay gets it back. While a modal dialog of the page is open, or a part of it fills the screen,
   * everything outside is inert: the overlay then lives inside, or the way back to full screen could not be pressed.
   */
  #stay(): void {
    const put = () => {
      const home =
        [...document.querySelectorAll('dialog:modal')].at(-1) ?? fullScreenPart() ?? document.documentElement;
      if (this.#signal.aborted || !home || this.#host.parentElement === home) return;
      move(this.#host, home);
      this.#raise();
    };
    document.addEventListener('fullscreenchange', put, { signal: this.#signal });
    const observer = new MutationObserver(put);
    observer.observe(document, { subtree: true, attributeFilter: ['open'] });
    // To watch all changes of a busy page for its removal, and whatever moves a field or the place where is written, would
    // cost the page more than a look now and then.
    const look = () => {
      put();
      this.#box.stepAside();
    };
    const timer = setInterval(look, stayEveryMs);
    const stop = () => {
      observer.disconnect();
      clearInterval(timer);
    };
    this.#signal.addEventListener('abort', stop, { once: true });
    put();
  }

  /** Puts the layer above whatever the page has put into the top layer. */
  #raise(): void {
    if (!this.#host.isConnected) return;
    if (this.#layer.matches(':popover-open')) this.#layer.hidePopover();
    this.#layer.showPopover();
    this.#box.draw();
  }
}

/** What of the page fills the screen; null where nothing does, or what can hold no other element. */
function fullScreenPart(): Element | null {
  const part = document.fullscreenElement;
  return part?.matches('iframe, video, img, canvas, svg, object, embed') ? null : part;
}

/** Moves a node without loading the frame in it anew, where the browser can. */
function move(node: HTMLElement, parent: Element & { moveBefore?: (node: Node, before: Node | null) => void }): void {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, null);
  else parent.append(node);
}
