import { overlayAddress, type PageWords, placeStore } from '../src/browser/content-client.ts';
import type { OverlayMode } from '../src/protocol/messages.ts';
import { holdPage } from './held-page.ts';
import { overlayStyle } from './overlay-style.ts';

/** Null: over the whole page. */
const sizes: Readonly<Record<OverlayMode, { readonly width: number; readonly height: number } | null>> = {
  thumbnail: { width: 240, height: 242 },
  trouble: { width: 280, height: 352 },
  help: { width: 360, height: 512 },
  desk: { width: 360, height: 512 },
  countdown: { width: 420, height: 292 },
  cover: null,
  paused: null,
};
const dotSize = 44;
const margin = 16;
const noticeMs = 6000;
const stayEveryMs = 500;

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The overlay in the exam's page: our own page in a frame, inside a closed shadow root in the top layer. The page can
 * neither read nor click it. This class draws the bar around the frame, moves it, and shows short notices.
 */
export class Overlay {
  readonly #signal: AbortSignal;
  readonly #host = document.createElement('div');
  readonly #layer = element('div', 'layer');
  readonly #box = element('div', 'box');
  readonly #handle = element('button', 'handle');
  readonly #minimise = element('button', 'minimise');
  readonly #dot = element('button', 'dot');
  readonly #notices = element('div', 'notices');
  readonly #frame = document.createElement('iframe');
  #cover: AbortController | undefined;
  #mode: OverlayMode;
  #isMinimised = false;
  /** Its left upper corner; null until the candidate moves it: high on the right, where exams rarely have a button. */
  #place: Place | null = null;

  constructor(signal: AbortSignal, mode: OverlayMode, words: PageWords) {
    this.#signal = signal;
    this.#mode = mode;
    this.#build();
    this.speak(words);
    this.#listen();
    void this.#restorePlace();
    this.#stay();
    this.#holdPage();
  }

  /** Says everything in these words. */
  speak({ language, direction, title, move, moveLabel, minimise, restore }: PageWords): void {
    this.#layer.lang = language;
    this.#layer.dir = direction;
    this.#handle.textContent = move;
    this.#handle.setAttribute('aria-label', moveLabel);
    this.#minimise.setAttribute('aria-label', minimise);
    this.#dot.setAttribute('aria-label', restore);
    this.#frame.title = title;
  }

  /** Gives the frame the size for what it shows. A countdown is never minimised. */
  setMode(mode: OverlayMode): void {
    this.#mode = mode;
    if (mode !== 'thumbnail') this.#isMinimised = false;
    this.#draw();
    this.#holdPage();
  }

  /** While the overlay covers the page, nothing can be done behind it. */
  #holdPage(): void {
    const covers = sizes[this.#mode] === null;
    if (covers === (this.#cover !== undefined)) return;
    this.#cover?.abort();
    this.#cover = covers ? new AbortController() : undefined;
    if (!this.#cover) return;
    const focus = () => this.#frame.focus();
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
    this.#minimise.textContent = '\u2013';
    this.#frame.src = overlayAddress();
    const bar = element('div', 'bar');
    bar.append(this.#handle, this.#minimise);
    this.#box.append(bar, this.#frame, this.#dot);
    this.#layer.append(this.#box, this.#notices);
    root.append(this.#layer);
    const toggle = (isMinimised: boolean, next: HTMLElement) => (event: Event) => {
      if (!event.isTrusted) return;
      this.#isMinimised = isMinimised;
      this.#draw();
      next.focus();
    };
    this.#minimise.addEventListener('click', toggle(true, this.#dot), { signal: this.#signal });
    this.#dot.addEventListener('click', toggle(false, this.#minimise), { signal: this.#signal });
  }

  #listen(): void {
    const signal = this.#signal;
    this.#handle.addEventListener('pointerdown', (event) => this.#startDrag(event), { signal });
    this.#handle.addEventListener('keydown', (event) => this.#moveByKey(event), { signal });
    window.addEventListener('resize', () => this.#draw(), { signal });
    document.addEventListener('fullscreenchange', () => this.#raise(), { signal });
    signal.addEventListener('abort', () => this.#host.remove(), { once: true });
  }

  /**
   * A page that removes the overlay gets it back. While a modal dialog of the page is open, everything outside it is
   * inert: the overlay then lives inside the dialog, or the way back to full screen could not be pressed.
   */
  #stay(): void {
    const put = () => {
      const home = [...document.querySelectorAll('dialog:modal')].at(-1) ?? document.documentElement;
      if (this.#signal.aborted || !home || this.#host.parentElement === home) return;
      move(this.#host, home);
      this.#raise();
    };
    const observer = new MutationObserver(put);
    observer.observe(document, { subtree: true, attributeFilter: ['open'] });
    // Watching every change of a busy page for its removal would cost more than a look now and then.
    const timer = setInterval(put, stayEveryMs);
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
    this.#draw();
  }

  #draw(): void {
    const size = this.#isMinimised ? { width: dotSize, height: dotSize } : sizes[this.#mode];
    this.#box.classList.toggle('is-cover', size === null);
    if (size === null)
      return void Object.assign(this.#box.style, { left: '0', top: '0', width: '100%', height: '100%' });
    const width = document.documentElement.clientWidth || innerWidth; // without the page's scrollbar
    const farthest = { x: width - size.width - margin, y: innerHeight - size.height - margin };
    const wanted = this.#place ?? { x: farthest.x, y: margin };
    const x = Math.max(margin, Math.min(wanted.x, farthest.x));
    const y = Math.max(margin, Math.min(wanted.y, farthest.y));
    this.#box.classList.toggle('is-minimised', this.#isMinimised);
    Object.assign(this.#box.style, {
      left: `${x}px`,
      top: `${y}px`,
      width: `${size.width}px`,
      height: `${size.height}px`,
    });
  }

  #startDrag(down: PointerEvent): void {
    if (!down.isTrusted || down.button !== 0) return;
    const box = this.#box.getBoundingClientRect();
    const drag = new AbortController();
    const signal = AbortSignal.any([drag.signal, this.#signal]);
    this.#handle.setPointerCapture(down.pointerId);
    this.#box.classList.add('is-dragged'); // the frame runs in another process, and would take the pointer's events
    const follow = (at: PointerEvent) =>
      this.#moveTo({ x: box.x + at.clientX - down.clientX, y: box.y + at.clientY - down.clientY });
    const drop = () => {
      drag.abort();
      this.#box.classList.remove('is-dragged');
      void this.#keepPlace();
    };
    this.#handle.addEventListener('pointermove', follow, { signal });
    this.#handle.addEventListener('pointerup', follow, { signal }); // a slow page leaves moves out
    this.#handle.addEventListener('pointerup', drop, { signal });
    this.#handle.addEventListener('lostpointercapture', drop, { signal });
  }

  #moveByKey(event: KeyboardEvent): void {
    const step = event.shiftKey ? 96 : 16;
    const moves: Readonly<Record<string, Place>> = {
      ArrowLeft: { x: -step, y: 0 },
      ArrowRight: { x: step, y: 0 },
      ArrowUp: { x: 0, y: -step },
      ArrowDown: { x: 0, y: step },
    };
    const move = moves[event.key];
    if (!move || !event.isTrusted) return;
    event.preventDefault();
    const box = this.#box.getBoundingClientRect();
    this.#moveTo({ x: box.x + move.x, y: box.y + move.y });
    void this.#keepPlace();
  }

  #moveTo(place: Place): void {
    this.#place = place;
    this.#draw();
    const { x, y } = this.#box.getBoundingClientRect();
    this.#place = { x, y };
  }

  async #restorePlace(): Promise<void> {
    const kept = (await placeStore.read()) as Partial<Place> | undefined;
    if (typeof kept?.x === 'number' && typeof kept.y === 'number') this.#place = { x: kept.x, y: kept.y };
    this.#draw();
  }

  async #keepPlace(): Promise<void> {
    if (this.#place) await placeStore.write(this.#place);
  }
}

function element<K extends 'div' | 'button'>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}

/** Moves a node without loading the frame in it anew, where the browser can. */
function move(node: HTMLElement, parent: Element & { moveBefore?: (node: Node, before: Node | null) => void }): void {
  if (node.isConnected && parent.moveBefore) parent.moveBefore(node, null);
  else parent.append(node);
}
