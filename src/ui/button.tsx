import type { ComponentChildren, Ref } from 'preact';
import './button.css';

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly onClick?: (() => void) | undefined;
  readonly kind?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly big?: boolean;
  /** Work is under way: the button keeps its place and the focus, and does nothing. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly submit?: boolean;
  readonly expanded?: boolean;
  readonly pressed?: boolean;
  readonly controls?: string;
  readonly label?: string;
  /** The label is also shown to who points at the button. */
  readonly tip?: boolean;
  /** Keys that do the same, as `aria-keyshortcuts` has them, and as they are shown to who points at the button. */
  readonly keys?: { readonly aria: string; readonly shown: string };
  /** The id of what says why it cannot be used, or what it does. */
  readonly describedBy?: string | undefined;
  readonly buttonRef?: Ref<HTMLButtonElement>;
}

/** A button that stays reachable by keyboard while it cannot be used. */
export function Button({ children, onClick, kind = 'plain', big, busy, disabled, submit, ...rest }: ButtonProps) {
  const idle = busy || disabled;
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`button ${kind}${big ? ' big' : ''}`}
      aria-disabled={idle ? 'true' : undefined}
      aria-expanded={rest.expanded}
      aria-pressed={rest.pressed}
      aria-controls={rest.controls}
      aria-keyshortcuts={rest.keys?.aria}
      title={rest.tip ? rest.label : rest.keys?.shown}
      aria-label={rest.label}
      aria-describedby={rest.describedBy}
      ref={rest.buttonRef ?? null}
      onClick={(event) => (idle ? event.preventDefault() : onClick?.())}
    >
      {busy && <span class="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}
