import { useEffect, useRef } from 'preact/hooks';

/** The heading of one stage of a step. It takes the focus when its stage follows on another, unless somebody is writing. */
export function StageHeading({ children }: { readonly children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    // The step's own heading has the focus when the step appears, and keeps it.
    if (activeElement?.tagName !== 'H1' && !activeElement?.closest('.help-panel')) heading.current?.focus();
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
