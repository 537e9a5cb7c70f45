import { overlayAddress, type PageWords } from '../src/browser/content-client.ts';
import { examMemory } from '../src/browser/exam-memory.ts';
import type { OverlayMode } from '../src/protocol/messages.ts';
import { element } from './element.ts';
import type { ExamFocus } from './exam-focus.ts';
import {
  type Area,
  areaAt,
  type Corner,
  cornerOf,
  corners,
  firstPlace,
  leastPanel,
  type Place,
  placeAt,
  pulled,
  type Size,
  type Stand,
  standClear,
} from './placement.ts';
import { onPull } from './pull.ts';

/** Null: over the whole page. What has no size here is as large as the candidate made it. */
const sizes: Readonly<Partial<Record<OverlayMode, Size | null>>> = {
  thumbnail: { width: 260, height: 242 },
  bare: { width: 280, height: 72 },
  dot: { width: 52, height: 52 },
  trouble: { width: 280, height: 352 },
  desk: { width: 360, height: 512 },
  countdown: { width: 420, height: 292 },
  cover: null,
  paused: null,
};
const firstPanel: Size = { width: 360, height: 560 };

interface BoxOptions {
  readonly signal: AbortSignal;
  readonly mode: OverlayMode;
  /** What its place is remembered under. */
  readonly exam: string;
  readonly focus: ExamFocus;
  readonly minimise: () => void;
}

/**
 * The bar by which the overlay is moved, and the frame with our own page. It stands where the candidate has put it, and
 * steps aside while it would cover what has the focus in the exam; it comes back when the focus goes elsewhere. It never
 * moves by itself while it is pulled, or has the focus.
 */
export class OverlayBox {
  readonly element = element('div', 'box');
  readonly frame = element('iframe', '');
  readonly #handle = element('button', 'handle');
  readonly #minimise = element('button', 'minimise');
  readonly #grip = element('button', 'grip');
  readonly #corners = new Map<Corner, HTMLButtonElement>();
  readonly #focus: ExamFocus;
  readonly #memory: ReturnType<typeof examMemory>;
  #mode: OverlayMode;
  /** What the candidate wants: the place, and the size of the panel. */
  #place: Place = firstPlace;
  #panel: Size = firstPanel;
  /** How it stands, which may be out of the way of a field. */
  #stand: Stand = { place: firstPlace, size: firstPanel, covers: 0 };
  #field: Element | null = null;
  #isPulled = false;

  constructor({ signal, mode, exam, focus, minimise }: BoxOptions) {
    this.#focus = focus;
    this.#mode = mode;
    this.#memory = examMemory('overlayPlaces', exam);
    this.#build(minimise, signal);
    onPull(this.#handle, () => this.#move(), signal);
    onPull(this.#grip, () => this.#resize(), signal);
    void this.#restore();
  }

  /** Says everything in these words. */
  speak({ title, move, moveLabel, minimise, resize, corners: names }: PageWords): void {
    this.#handle.textContent = move;
    name(this.#handle, moveLabel);
    name(this.#minimise, minimise);
    name(this.#grip, resize);
    for (const [corner, button] of this.#corners) name(button, names[corner]);
    this.frame.title = title;
  }

  /** Whether what it shows lies over the whole page. */
  get isCover(): boolean {
    return sizes[this.#mode] === null;
  }

  /** Takes the size for what it shows. What has the focus changes where it stands as little as can be. */
  show(mode: OverlayMode): void {
    this.#mode = mode;
    this.draw();
  }

  /** Draws it anew, as the window is now. */
  draw(): void {
    this.#settle(this.#focus.isInOverlay ? this.#stand.place : this.#place, this.#size);
  }

  /** Whether help, as large as it is wanted or smaller, would cover nothing that the candidate writes in. */
  hasRoomForHelp(): boolean {
    return standClear(this.#place, [this.#panel, leastPanel], this.#focus.mustSee(), room()).covers === 0;
  }

  /** Steps out of the way of what has the focus now, and back once that is elsewhere. */
  stepAside(): void {
    if (this.#isPulled || this.#focus.isInOverlay || this.isCover) return;
    const field = this.#focus.note();
    const isElsewhere = field !== this.#field;
    this.#field = field;
    const before = this.#stand;
    this.#stand = isElsewhere ? this.#standAt(this.#place, this.#size) : this.#standAt(before.place, before.size);
    if (before.place !== this.#stand.place || before.size !== this.#stand.size) this.#draw();
  }

  get #size(): Size {
    return sizes[this.#mode] ?? this.#panel;
  }

  get #isPanel(): boolean {
    return sizes[this.#mode] === undefined;
  }

  #build(minimise: () => void, signal: AbortSignal): void {
    const press = (button: HTMLElement, act: () => void) =>
      button.addEventListener('click', (event) => event.isTrusted && act(), { signal });
    const row = element('div', 'corners');
    row.dir = 'ltr'; // left is left in every language
    this.#grip.dir = 'ltr';
    for (const corner of Object.keys(corners) as Corner[]) {
      const button = element('button', `corner ${corner}`);
      press(button, () => this.#put(corners[corner]));
      this.#corners.set(corner, button);
      row.append(button);
    }
    this.#minimise.textContent = '\u2013';
    press(this.#minimise, minimise);
    const bar = element('div', 'bar');
    bar.append(this.#handle, row, this.#minimise);
    this.frame.src = overlayAddress();
    this.element.append(bar, this.frame, this.#grip);
  }

  #settle(place: Place, size: Size): void {
    this.#stand = this.#standAt(place, size);
    this.#draw();
  }

  #standAt(place: Place, size: Size): Stand {
    const smaller = this.#isPanel ? [leastPanel] : [];
    const mustSee = this.isCover || this.#isPulled ? [] : this.#focus.mustSee();
    return standClear(place, [size, ...smaller], mustSee, room());
  }

  #draw(): void {
    const { place, size } = this.#stand;
    const { classList, style } = this.element;
    for (const kind of ['cover', 'dot', 'panel', 'countdown'] as const) classList.toggle(`is-${kind}`, this.#is(kind));
    if (this.isCover) return void Object.assign(style, { left: '0', top: '0', width: '100%', height: '100%' });
    const { x, y, width, height } = areaAt(place, size, room());
    Object.assign(style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
    // The grip is at the corner that has room to grow into.
    const { isLeft, isUpper } = growth(place);
    classList.toggle('grows-up', isUpper);
    classList.toggle('grows-left', isLeft);
    for (const [corner, button] of this.#corners) button.ariaPressed = String(corner === cornerOf(place));
  }

  #is(kind: 'cover' | 'dot' | 'panel' | 'countdown'): boolean {
    if (kind === 'cover') return this.isCover;
    return kind === 'panel' ? this.#isPanel : this.#mode === kind;
  }

  #put(place: Place): void {
    this.#place = place;
    this.#settle(place, this.#size);
    void this.#keep();
  }

  #move() {
    const box = this.#area;
    return this.#pull((way) => ({ ...box, x: box.x + way.x, y: box.y + way.y }));
  }

  #resize() {
    const box = this.#area;
    const corner = growth(this.#stand.place);
    return this.#pull((way) => pulled(box, corner, way, room()), true);
  }

  #pull(change: (way: { readonly x: number; readonly y: number }) => Area, isResized = false) {
    this.#isPulled = true;
    this.element.classList.add('is-pulled'); // the frame runs in another process, and would take the pointer's events
    const to = (way: { readonly x: number; readonly y: number }) => {
      const area = change(way);
      this.#place = placeAt(area, room());
      if (isResized) this.#panel = { width: area.width, height: area.height };
      this.#settle(this.#place, isResized ? this.#panel : this.#stand.size);
    };
    const end = () => {
      this.#isPulled = false;
      this.element.classList.remove('is-pulled');
      void this.#keep();
    };
    return { to, end };
  }

  get #area(): Area {
    return areaAt(this.#stand.place, this.#stand.size, room());
  }

  async #restore(): Promise<void> {
    const kept = (await this.#memory.read()) as Partial<Place & Size> | undefined;
    if (isNumber(kept?.x) && isNumber(kept.y)) this.#place = { x: kept.x, y: kept.y };
    if (isNumber(kept?.width) && isNumber(kept.height)) this.#panel = { width: kept.width, height: kept.height };
    this.draw();
  }

  async #keep(): Promise<void> {
    await this.#memory.write({ ...this.#place, ...this.#panel });
  }
}

function growth({ x, y }: Place) {
  return { isLeft: x > 0.5, isUpper: y > 0.5 };
}

/** The window without the page's scrollbar. */
function room(): Size {
  return { width: document.documentElement?.clientWidth || innerWidth, height: innerHeight };
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function name(button: HTMLElement, words: string): void {
  button.setAttribute('aria-label', words);
  button.title = words;
}
