import { useEffect, useRef } from 'preact/hooks';
import type { SessionView } from '../../src/session/view.ts';
import { numberText } from '../../src/ui/format.ts';
import { Icon } from '../../src/ui/icon.tsx';
import { plural, text } from '../../src/ui/text.ts';
import { sessionSignal } from '../../src/ui/wording.ts';

interface DotProps {
  readonly view: SessionView;
  readonly unread: number;
  readonly restore: () => void;
}

/** The overlay minimised: what is going on, by its shape, and how much is unread. */
export function Dot({ view, unread, restore }: DotProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const gone = new AbortController();
    const take = () => button.current?.focus();
    if (document.hasFocus()) take(); // what had the focus is gone; a frame without it must not take it from the exam
    addEventListener('focus', take, { signal: gone.signal });
    return () => gone.abort();
  }, []);
  const { key, icon, tone } = sessionSignal(view);
  return (
    <main class="dot">
      <button type="button" ref={button} class={`chip ${tone}`} title={text('overlayRestore')} onClick={restore}>
        <span class="unseen">{text('overlayRestore')}: </span>
        <Icon name={icon} size={unread > 0 ? 18 : 26} />
        <span class="unseen" role="status">
          {text(key)}
        </span>
        {unread > 0 && (
          <span class="unread" aria-hidden="true">
            {numberText(unread)}
          </span>
        )}
        <span class="unseen">{unread > 0 && plural('unreadLong', unread)}</span>
      </button>
    </main>
  );
}
