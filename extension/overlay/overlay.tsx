import { useEffect, useState } from 'preact/hooks';
import { send } from '../../src/browser/page-client.ts';
import type { OverlayMode } from '../../src/protocol/messages.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useConversation, useUnread } from '../../src/ui/conversation.ts';
import { titlePage } from '../../src/ui/page.tsx';
import { text } from '../../src/ui/text.ts';
import { troubles } from '../../src/ui/trouble.ts';
import { Countdown } from './countdown.tsx';
import { Paused, TooManyDisplays } from './covers.tsx';
import { DeskView } from './desk-view.tsx';
import { Held } from './held.tsx';
import { HelpView } from './help-view.tsx';
import { Thumbnail } from './thumbnail.tsx';

/** What the candidate sees of Vigil in the exam page. The content script sizes the frame by the mode told to the worker. */
export function Overlay({ view }: { readonly view: SessionView }) {
  const [helpOpen, setHelpOpen] = useState(false);
  const [helpLeft, setHelpLeft] = useState(false);
  const lines = useConversation(view.session);
  const unread = useUnread(lines, helpOpen);
  const mode = modeOf(view, helpOpen);
  const title = text('overlayTitle');
  useEffect(() => titlePage(title), [title]);
  useEffect(() => {
    // The frame stays as it is when nobody hears this; its content fits any size.
    send({ type: 'overlayMode', mode }).catch(() => undefined);
  }, [mode]);
  const toggleHelp = (open: boolean) => {
    setHelpOpen(open);
    setHelpLeft(!open);
  };
  if (mode === 'countdown') return <Countdown budget={view.budget} />;
  const help = { view, lines: lines ?? [], unread, isOpen: helpOpen, toggle: setHelpOpen };
  if (mode === 'paused') return view.paused ? <Paused /> : <Held view={view} help={help} />;
  if (mode === 'cover') return <TooManyDisplays view={view} help={help} />;
  if (mode === 'help') return <HelpView view={view} lines={lines ?? []} close={() => toggleHelp(false)} />;
  if (mode === 'desk' && view.desk) {
    return <DeskView view={view} desk={view.desk} unread={unread} openHelp={() => toggleHelp(true)} />;
  }
  return <Thumbnail view={view} unread={unread} focusHelp={helpLeft} openHelp={() => toggleHelp(true)} />;
}

/** A covered page stays covered; coming back to full screen is then more urgent than help. */
function modeOf(view: SessionView, helpOpen: boolean): OverlayMode {
  const { phase, budget, paused, deskPause, rest, extraDisplays, recorder } = view;
  if (paused || deskPause || rest) return 'paused';
  if (phase === 'active' && extraDisplays.length > 0) return 'cover';
  if (phase === 'active' && budget.counting && budget.leftMs !== null) return 'countdown';
  if (helpOpen) return 'help';
  if (phase === 'active' && troubles(recorder).length > 0) return 'trouble';
  return view.desk ? 'desk' : 'thumbnail';
}
