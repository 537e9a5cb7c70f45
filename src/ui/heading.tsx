import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { titlePage } from './page.tsx';

/** The heading of a page or step. It names the window, and takes the focus when it appears, unless somebody is writing. */
export function Heading({ children, title }: { readonly children: ComponentChildren; readonly title?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = title ?? (typeof children === 'string' ? children : '');
  useEffect(() => titlePage(name), [name]);
  useEffect(() => {
    if (!document.activeElement?.closest('.help-panel')) heading.current?.focus();
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}
