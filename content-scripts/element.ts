/** An element of the overlay's own. */
export function element<K extends 'div' | 'button' | 'iframe'>(tag: K, className: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
