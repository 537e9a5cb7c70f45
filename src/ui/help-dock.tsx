import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SessionView } from '../session/view.ts';
import { Button } from './button.tsx';
import { Chat } from './chat.tsx';
import { Contact } from './contact.tsx';
import { useConversation, useUnread } from './conversation.ts';
import { Icon } from './icon.tsx';
import { plural, text } from './text.ts';
import './help-dock.css';

/** Who opened the help panel; null while it is closed. There is one on a page. */
const opener = signal<HTMLElement | null>(null);

/** Opens the help panel of the page's head from another place on the page, where the focus returns to afterwards. */
export function openHelp(): void {
  const { activeElement } = document;
  opener.value = activeElement instanceof HTMLElement ? activeElement : document.body;
}

/** The help button of a page's head, and the chat panel that it opens. The same place on every page and step. */
export function HelpDock({ view }: { readonly view: SessionView }) {
  const open = opener.value !== null;
  const button = useRef<HTMLButtonElement>(null);
  const lines = useConversation(view.session);
  const unread = useUnread(lines, open);
  const close = () => {
    const from = opener.value?.isConnected && opener.value !== document.body ? opener.value : button.current;
    opener.value = null;
    from?.focus();
  };
  return (
    <>
      <Button buttonRef={button} expanded={open} controls="help-panel" onClick={() => (open ? close() : openHelp())}>
        <Icon name="help" />
        {text('help')}
        {unread > 0 && <span class="unread">{plural('unread', unread)}</span>}
      </Button>
      <span class="unseen" role="status">
        {unread > 0 && plural('unreadLong', unread)}
      </span>
      <HelpPanel view={view} open={open} close={close}>
        {view.session ? <Chat lines={lines ?? []} focus={open} /> : <p>{text('chatNoSession')}</p>}
      </HelpPanel>
    </>
  );
}

interface PanelProps {
  readonly view: SessionView;
  readonly open: boolean;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

function HelpPanel({ view, open, close, children }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (open && !view.session) heading.current?.focus();
  }, [open, view.session]);
  return (
    <aside
      id="help-panel"
      class="help-panel"
      hidden={!open}
      aria-label={text('helpTitle')}
      onKeyDown={(event) => event.key === 'Escape' && close()}
    >
      {open && (
        <>
          <div class="help-head">
            <h2 ref={heading} tabIndex={-1}>
              {text('helpTitle')}
            </h2>
            <Button kind="quiet" onClick={close} label={text('helpClose')}>
              <Icon name="close" />
            </Button>
          </div>
          {children}
          <Contact provider={view.provider} />
        </>
      )}
    </aside>
  );
}
