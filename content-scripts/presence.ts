import { report } from '../src/browser/content-client.ts';
import type { Frame } from './frame.ts';

/** How often the state is looked at even when no event tells of a change. */
const everyMs = 1000;
/** The focus is nowhere for a moment on its way between the page and a frame in it. */
const settleMs = 50;

/**
 * Tells the service worker whether the exam is in front: focused, visible, filling the screen.
 * Focus in a frame of the page, ours included, is focus on the exam.
 */
export function watchPresence({ signal, keep }: Frame): { readonly look: () => void } {
  let last = '';
  const look = (always = false) => {
    if (signal.aborted) return;
    const state = {
      focused: document.hasFocus(),
      visible: document.visibilityState === 'visible',
      fullScreen: fillsScreen(),
    };
    const key = JSON.stringify(state);
    if (key === last && !always) return;
    last = key;
    void report<true>({ type: 'presence', ...state }).then((taken) => {
      if (!taken && last === key) last = ''; // not heard: the next look says it again
    });
  };
  const on = (target: EventTarget, type: string, afterMs = 0) => {
    const soon = () => setTimeout(look, afterMs);
    keep(() => target.addEventListener(type, soon, { signal }));
  };
  on(window, 'focus');
  on(window, 'blur', settleMs);
  on(window, 'resize');
  on(fullScreenMode, 'change');
  on(document, 'visibilitychange');
  on(document, 'fullscreenchange');
  const timer = setInterval(look, everyMs);
  signal.addEventListener('abort', () => clearInterval(timer));
  look(true);
  return { look: () => look(true) };
}

const fullScreenMode = window.matchMedia('(display-mode: fullscreen)');
/** Fractions of a pixel get lost where the display is scaled. */
const tolerance = 2;

/**
 * The browser must say that it fills the screen, and the sizes must agree: after a window manager has acted, what the
 * browser believes is not always true. Page zoom changes neither size.
 */
export function fillsScreen(): boolean {
  const { outerWidth, outerHeight, screen } = window;
  return fullScreenMode.matches && outerWidth >= screen.width - tolerance && outerHeight >= screen.height - tolerance;
}
