import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * For what goes by itself: if the focus is in it then, the page's heading takes it, and nobody is thrown back to the
 * beginning of the page.
 */
export function useKeptFocus<Kind extends HTMLElement>() {
  const part = useRef<Kind>(null);
  useLayoutEffect(
    () => () => {
      if (part.current?.contains(document.activeElement)) document.querySelector<HTMLElement>('h1')?.focus();
    },
    [],
  );
  return part;
}
