import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAction } from './action.ts';
import { Button } from './button.tsx';
import { Failure } from './notice.tsx';

interface ConfirmationProps {
  /** The button that opens the question. */
  readonly ask: string;
  readonly question: string;
  readonly yes: string;
  readonly no: string;
  readonly children: ComponentChildren;
  readonly act: () => Promise<unknown>;
  readonly kind?: 'plain' | 'quiet';
  /** Nothing is lost by it; it is asked because it counts. */
  readonly isHarmless?: boolean;
}

/** Something that cannot be undone: asked, explained and confirmed in place. */
export function Confirmation(props: ConfirmationProps) {
  const { ask, question, yes, no, children, act, kind = 'plain', isHarmless } = props;
  const [open, setOpen] = useState(false);
  const action = useAction(act);
  const opener = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (open) heading.current?.focus();
    else if (wasOpen.current) opener.current?.focus();
    wasOpen.current = open;
  }, [open]);
  if (!open) {
    return (
      <Button kind={kind} buttonRef={opener} onClick={() => setOpen(true)}>
        {ask}
      </Button>
    );
  }
  return (
    <div class={`notice ${isHarmless ? 'info' : 'danger'} confirmation`}>
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {question}
        </h2>
        {children}
        <Failure message={action.error} />
        <div class="row">
          <Button onClick={() => setOpen(false)}>{no}</Button>
          <Button kind={isHarmless ? 'primary' : 'danger'} busy={action.busy} onClick={action.run}>
            {yes}
          </Button>
        </div>
      </div>
    </div>
  );
}
