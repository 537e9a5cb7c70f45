import { shadowOf } from '../src/browser/shadow-root.ts';
import type { Area } from './placement.ts';

/** What has the focus in the exam's page: what must be seen of it, and how it gets the focus back. */
export class ExamFocus {
  readonly #host: Element;
  #last: Element | null = null;

  /** @param host the overlay's own element: what is in it is not the exam's */
  constructor(host: Element) {
    this.#host = host;
  }

  /** Whether the overlay has the focus now. */
  get isInOverlay(): boolean {
    return document.activeElement === this.#host;
  }

  /** What has the focus now; null where nothing of the exam has it. Remembered for when the overlay has taken it. */
  note(): Element | null {
    if (this.isInOverlay) return null;
    const { element } = deepest();
    this.#last = element;
    return element;
  }

  /**
   * What the candidate has to see where the focus is, the best first: the field with its form's buttons, all of the
   * field, or the place where is written.
   */
  mustSee(): Area[] {
    if (this.isInOverlay) return [];
    const { element, x, y } = deepest();
    if (!element) return [];
    const inWindow = (rect: DOMRect) =>
      inside({ x: rect.x + x, y: rect.y + y, width: rect.width, height: rect.height });
    const rects = [withButtons(element), element.getBoundingClientRect(), caretOf(element)];
    return rects.flatMap((rect) => (rect && inWindow(rect)) || []);
  }

  /** Gives the focus back to what had it in the exam, if the overlay has it. */
  giveBack(): void {
    if (!this.isInOverlay) return;
    // A frame that gets the focus forgets what had it there.
    for (const element of wayTo(this.#last)) (element as HTMLElement).focus({ preventScroll: true });
    if (this.isInOverlay && document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }
}

interface Deepest {
  readonly element: Element | null;
  /** Where the window that it is in begins, in this one. */
  readonly x: number;
  readonly y: number;
}

/** What really has the focus, also in shadow roots and in frames that may be looked into. */
function deepest(): Deepest {
  let x = 0;
  let y = 0;
  let root: DocumentOrShadowRoot = document;
  let found: Element | null = null;
  for (;;) {
    const active: Element | null = root.activeElement;
    if (!active || isPlainBody(active)) return { element: found, x, y };
    found = active;
    const inner = frameDocument(active);
    const shadow = inner ? null : shadowOf(active);
    if (inner?.activeElement && !isPlainBody(inner.activeElement)) {
      const box = active.getBoundingClientRect();
      x += box.x + active.clientLeft;
      y += box.y + active.clientTop;
      root = inner;
    } else if (shadow?.activeElement) root = shadow;
    else return { element: found, x, y };
  }
}

/** Nothing has the focus; the body of an editor has it itself. */
function isPlainBody(element: Element): boolean {
  const { body, documentElement, designMode } = element.ownerDocument;
  if (element !== body && element !== documentElement) return false;
  return !(element as HTMLElement).isContentEditable && designMode !== 'on';
}

/** The document in a frame of the exam's own origin. */
function frameDocument(element: Element): Document | null {
  return 'contentDocument' in element ? (element.contentDocument as Document | null) : null;
}

/** The frames that an element is in, the outermost first, and the element; nothing when it is gone. */
function wayTo(element: Element | null): Element[] {
  if (!element?.isConnected) return [];
  const frame = element.ownerDocument === document ? null : element.ownerDocument.defaultView?.frameElement;
  return [...(frame ? wayTo(frame) : []), element];
}

/** A field and the buttons that hand in what is written there; null where it has none. */
function withButtons(element: Element): DOMRect | null {
  const { form } = element as HTMLInputElement;
  const buttons = [...(form?.elements ?? [])].filter((one) => one.matches('button, [type=submit]'));
  const seen = buttons.map((one) => one.getBoundingClientRect()).filter(({ width }) => width > 0);
  if (seen.length === 0) return null;
  const all = [element.getBoundingClientRect(), ...seen];
  const left = Math.min(...all.map((rect) => rect.left));
  const top = Math.min(...all.map((rect) => rect.top));
  const right = Math.max(...all.map((rect) => rect.right));
  const bottom = Math.max(...all.map((rect) => rect.bottom));
  return new DOMRect(left, top, right - left, bottom - top);
}

/** Where is written in an editor; null where that is not known. */
function caretOf(element: Element): DOMRect | null {
  if (!(element as HTMLElement).isContentEditable && element.ownerDocument.designMode !== 'on') return null;
  const selection = element.ownerDocument.getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const rect = [...range.getClientRects()].at(-1);
  if (rect) return rect;
  // An empty line has no text to measure.
  const { startContainer } = range;
  const holder =
    startContainer.nodeType === Node.TEXT_NODE ? startContainer.parentElement : (startContainer as Element);
  const box = holder?.getBoundingClientRect();
  return box ? new DOMRect(box.x, box.y, box.width, Math.min(box.height, 32)) : null;
}

/** What of an area is inside the window; null when nothing is. */
function inside({ x, y, width, height }: Area): Area | null {
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(innerWidth, x + width);
  const bottom = Math.min(innerHeight, y + height);
  return right > left && bottom > top ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}
