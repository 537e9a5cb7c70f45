import { useEffect, useRef, useState } from 'preact/hooks';
import { onAnnouncement } from '../../src/browser/announcements.ts';
import { send } from '../../src/browser/page-client.ts';
import { isHelpKey } from '../../src/lockdown/help-key.ts';
import type { OverlayManner, OverlayMode, OverlayWish } from '../../src/protocol/messages.ts';
import type { Look } from './look.ts';

/** Where an answer of the desk opens help by itself. A dot was made on purpose: it counts the answers. */
const opensByItself: readonly (OverlayMode | null)[] = ['thumbnail', 'bare', 'trouble'];
/** Help must wait until this is over. */
const moreUrgent: readonly (OverlayMode | null)[] = [null, 'countdown'];

/**
 * How far the candidate's call for help is with the focus, which the exam's page hands to this frame: it may still be on
 * its way back to the exam, from the time before. Only what comes after `taken` is there to stay.
 */
type Call = 'made' | 'taken' | 'over';

/** Opens and closes help, and says who has the focus then. */
export interface HelpCall {
  /** The panel was asked for, so its field takes the focus. */
  readonly isCalled: boolean;
  /** The candidate comes back from the panel or the dot by keyboard: the button takes the focus. */
  readonly isBack: boolean;
  readonly open: () => void;
  readonly close: () => void;
  readonly restore: () => void;
}

/**
 * Follows what the candidate asks of the overlay in the exam's page, and what the desk answers.
 * @param mode what is shown; null while that is not known
 */
export function useHelpCall(
  mode: OverlayMode | null,
  look: Look | null,
  unread: number,
  change: (part: Partial<Look>) => void,
): HelpCall {
  const [isCalled, setCalled] = useState(false);
  const [isBack, setBack] = useState(false);
  const isByKeyboard = useRef(false);
  const call = useRef<Call>('over');
  const show = useShown(mode, (manner) => {
    if (manner !== 'take' || call.current === 'over') return;
    call.current = document.hasFocus() ? 'over' : 'taken';
    if (call.current === 'over') setCalled(true);
  });

  const open = () => {
    isByKeyboard.current = document.activeElement?.matches('button:focus-visible') ?? false;
    call.current = 'made';
    // A field that took the focus before this frame has it would lose it again.
    setCalled(document.hasFocus());
    change({ isHelpOpen: true, isDot: false });
    show('take');
  };
  const close = () => {
    call.current = 'over';
    setCalled(false);
    setBack(isByKeyboard.current);
    change({ isHelpOpen: false });
    // Who came from the exam goes back there, and who came from the button to the button.
    if (!isByKeyboard.current) show('leave');
  };
  const restore = () => {
    if (look?.isHelpOpen || unread > 0) return open();
    setBack(true);
    change({ isDot: false });
  };
  const answer = (wish: OverlayWish) => {
    if (wish === 'minimise') change({ isDot: true });
    else if (moreUrgent.includes(mode)) return;
    else if (wish === 'help') open();
    else if (opensByItself.includes(mode) && unread > 0) {
      setCalled(document.hasFocus()); // what had the focus here is gone
      change({ isHelpOpen: true });
    }
  };
  const onKey = (event: KeyboardEvent) => {
    if (!isHelpKey(event) || event.repeat || moreUrgent.includes(mode)) return;
    event.preventDefault();
    if (look?.isHelpOpen && !look.isDot) close();
    else open();
  };

  const newest = useRef({ answer, onKey });
  newest.current = { answer, onKey };
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    onAnnouncement('overlay', ({ wish }) => newest.current.answer(wish), signal);
    addEventListener('keydown', (event) => newest.current.onKey(event), { signal });
    const focused = () => {
      if (call.current !== 'over') setCalled(true);
      if (call.current === 'taken') call.current = 'over';
    };
    addEventListener('focus', focused, { signal });
    addEventListener('blur', () => setCalled(false), { signal }); // the next call is another one
    return () => gone.abort();
  }, []);
  useEffect(() => {
    if (unread > 0 && opensByItself.includes(mode)) void tell('help', 'offer');
  }, [unread]);
  return { isCalled, isBack, open, close, restore };
}

/**
 * Tells what is shown whenever that changes.
 * @param done the exam's page has done with the focus what it was told
 * @returns tells it once more, with how the focus goes
 */
function useShown(mode: OverlayMode | null, done: (manner: OverlayManner) => void): (manner: OverlayManner) => void {
  const manner = useRef<OverlayManner | undefined>(undefined);
  const newest = useRef(done);
  newest.current = done;
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const told = manner.current;
    manner.current = undefined;
    if (mode) void tell(mode, told).then(() => told && newest.current(told));
  }, [mode, turn]);
  return (next) => {
    manner.current = next;
    setTurn((before) => before + 1);
  };
}

/** The frame stays as it is when nobody hears this; its content fits any size. */
function tell(mode: OverlayMode, manner?: OverlayManner): Promise<void> {
  return send({ type: 'overlayMode', mode, ...(manner && { manner }) }).catch(() => undefined);
}
