import { useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../../src/session/view.ts';
import { useConversation, useUnread } from '../../src/ui/conversation.ts';
import { titlePage } from '../../src/ui/page.tsx';
import { plural, text } from '../../src/ui/text.ts';
import { troubles } from '../../src/ui/trouble.ts';
import { Countdown } from './countdown.tsx';
import { Paused, TooManyDisplays } from './covers.tsx';
import { DeskView } from './desk-view.tsx';
import { Dot } from './dot.tsx';
import { Held } from './held.tsx';
import { useHelpCall } from './help-call.ts';
import { HelpView } from './help-view.tsx';
import { modeOf, useLook } from './look.ts';
import { Thumbnail } from './thumbnail.tsx';

/** What the candidate sees of Vigil in the exam page. The content script sizes the frame by the mode told to the worker. */
export function Overlay({ view }: { readonly view: SessionView }) {
  const { look, change } = useLook(view.policyHash);
  const lines = useConversation(view.session);
  const unread = useUnread(lines, look?.isHelpOpen === true && !look.isDot);
  const mode = look && modeOf(view, look);
  const help = useHelpCall(mode, look, unread, change);
  const title = text('overlayTitle');
  useEffect(() => titlePage(title), [title]);
  const isUrgent = view.desk !== null || troubles(view.recorder).length > 0;
  useEffect(() => {
    if (isUrgent && look?.isDot) change({ isDot: false });
  }, [isUrgent]);
  if (!look) return null;
  if (mode === 'countdown') return <Countdown budget={view.budget} />;
  const toggle = (isHelpOpen: boolean) => change({ isHelpOpen });
  const own = { view, lines: lines ?? [], unread, isOpen: look.isHelpOpen, toggle };
  if (mode === 'paused') return view.paused ? <Paused /> : <Held view={view} help={own} />;
  if (mode === 'cover') return <TooManyDisplays view={view} help={own} />;
  return (
    <>
      {mode === 'dot' && <Dot view={view} unread={unread} restore={help.restore} />}
      {mode === 'help' && <HelpView view={view} lines={lines ?? []} close={help.close} isCalled={help.isCalled} />}
      {mode === 'desk' && view.desk && <DeskView view={view} desk={view.desk} unread={unread} openHelp={help.open} />}
      {(mode === 'thumbnail' || mode === 'bare' || mode === 'trouble') && (
        <Thumbnail
          view={view}
          unread={unread}
          focusHelp={help.isBack}
          openHelp={help.open}
          isBare={look.isBare}
          hidePicture={(isBare) => change({ isBare })}
        />
      )}
      <News unread={unread} />
    </>
  );
}

/** Says what came in, also when help opens by itself and nothing is unread any more. */
function News({ unread }: { readonly unread: number }) {
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (unread > 0) setCount(unread);
  }, [unread]);
  useEffect(() => {
    const heard = () => setCount(0);
    addEventListener('focus', heard);
    return () => removeEventListener('focus', heard);
  }, []);
  return (
    <p class="unseen" role="status">
      {count > 0 && plural('unreadLong', count)}
    </p>
  );
}
