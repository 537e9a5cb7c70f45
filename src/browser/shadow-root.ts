/** The shadow root of an element of the page, also a closed one; null where it has none. */
export function shadowOf(element: Element): ShadowRoot | null {
  return element instanceof HTMLElement ? (chrome.dom?.openOrClosedShadowRoot(element) ?? null) : null;
}
