import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { ChatLine } from '../../src/browser/database.ts';
import { send } from '../../src/browser/page-client.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Icon } from '../../src/ui/icon.tsx';
import { Mark } from '../../src/ui/mark.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { plural, text } from '../../src/ui/text.ts';
import { CountdownText } from './countdown.tsx';
import { HelpPanel } from './help-view.tsx';

// What lies over the whole exam page while the exam cannot go on.

/** The conversation with the desk, which opens beside the remark. */
export interface CoverHelp {
  readonly view: SessionView;
  readonly lines: readonly ChatLine[];
  readonly unread: number;
  readonly isOpen: boolean;
  readonly toggle: (isOpen: boolean) => void;
}

interface CoverProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly help?: CoverHelp;
}

/** A remark over the page. The focus goes to its heading, and screen readers say all of it. */
export function Cover({ title, children, help }: CoverProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const gone = new AbortController();
    const take = () => {
      if (document.activeElement === document.body) heading.current?.focus();
    };
    addEventListener('focus', take, { signal: gone.signal }); // the page hands the frame the focus when it likes
    heading.current?.focus();
    return () => gone.abort();
  }, []);
  const close = () => {
    help?.toggle(false);
    button.current?.focus();
  };
  return (
    <main class="cover">
      <div class="card stack" role="alertdialog" aria-labelledby="cover-title" aria-describedby="cover-text">
        <Mark size={40} />
        <h1 id="cover-title" ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
        {help && (
          <>
            <Button
              buttonRef={button}
              expanded={help.isOpen}
              onClick={() => (help.isOpen ? close() : help.toggle(true))}
            >
              <Icon name="help" />
              {text('coverHelp')}
              {help.unread > 0 && <span class="unread">{plural('unread', help.unread)}</span>}
            </Button>
            <p class="unseen" role="status">
              {help.unread > 0 && plural('unreadLong', help.unread)}
            </p>
          </>
        )}
      </div>
      {help?.isOpen && <HelpPanel view={help.view} lines={help.lines} close={close} />}
    </main>
  );
}

/** A display was connected that the exam does not allow. The way to a person, and back to full screen, is here too. */
export function TooManyDisplays({ view, help }: { readonly view: SessionView; readonly help: CoverHelp }) {
  const allowed = view.accommodation?.displays ?? 1;
  const { counting, leftMs } = view.budget;
  return (
    <Cover title={plural('coverDisplaysTitle', view.extraDisplays.length)} help={help}>
      {counting && leftMs !== null && (
        <section class="cover-countdown">
          <CountdownText budget={view.budget} />
        </section>
      )}
      <div id="cover-text" class="stack" aria-live="polite">
        <p>{allowed === 1 ? text('coverDisplays') : text('coverDisplaysAllowed', allowed)}</p>
        <ul class="bullets">
          {view.extraDisplays.map((name, at) => (
            // Two displays of one make have the same name.
            <li key={`${at} ${name}`}>
              <strong>
                <bdi>{name}</bdi>
              </strong>
            </li>
          ))}
        </ul>
        <p>{text('coverDisplaysThen')}</p>
      </div>
    </Cover>
  );
}

/** The recording stopped: the exam goes on from the start page. */
export function Paused() {
  const back = useAction(() => send({ type: 'showStart' }));
  return (
    <Cover title={text('coverPausedTitle')}>
      <p id="cover-text">{text('coverPaused')}</p>
      <Failure message={back.error} />
      <Button kind="primary" big busy={back.busy} onClick={back.run}>
        {text('coverPausedBack')}
      </Button>
    </Cover>
  );
}
