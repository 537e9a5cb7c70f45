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
  readonly controls?: string;
  readonly label?: string;
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
      aria-controls={rest.controls}
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
