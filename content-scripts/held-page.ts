const acts = ['keydown', 'keypress', 'keyup', 'beforeinput', 'pointerdown', 'mousedown', 'click', 'auxclick', 'wheel'];

/**
 * Lets nothing reach the page until the signal aborts: it is covered. The browser's own keys, such as those for zoom
 * and those that screen readers use, still work.
 * @param cover what lies over the page, and may be used
 * @param focus moves the focus onto the cover
 */
export function holdPage(signal: AbortSignal, cover: HTMLElement, focus: () => void): void {
  const hold = (event: Event) => {
    if (event.target === cover) return;
    event.stopImmediatePropagation();
    if (!isOfBrowser(event)) event.preventDefault();
  };
  for (const type of acts) window.addEventListener(type, hold, { capture: true, passive: false, signal });
  const refocus = (event: Event) => {
    if (event.target !== cover && event.target instanceof Element) focus();
  };
  window.addEventListener('focusin', refocus, { capture: true, signal });
  focus();
}

function isOfBrowser(event: Event): boolean {
  if (!(event instanceof KeyboardEvent)) return false;
  return event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key) || event.key === 'Tab';
}
