import type { ComponentChildren, Ref } from 'preact';

interface ScrollerProps {
  readonly label: string;
  readonly class: string;
  readonly children: ComponentChildren;
  /** A log is read out as it grows. */
  readonly role?: 'region' | 'log';
  readonly box?: Ref<HTMLDivElement>;
}

/** A part of the page that scrolls by itself. It takes the focus, so that a keyboard can scroll it. */
export function Scroller({ label, class: look, children, role = 'region', box = null }: ScrollerProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a region and a log both take a label
    <div class={look} role={role} aria-label={label} tabIndex={0} ref={box}>
      {children}
    </div>
  );
}
