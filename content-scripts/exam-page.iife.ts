import { askForOrders, onOrder, report } from '../src/browser/content-client.ts';
import { holdLine } from '../src/browser/line.ts';
import { isHelpKey } from '../src/lockdown/help-key.ts';
import { watchBrowserDialogs } from './browser-dialogs.ts';
import { watchDockedTools } from './docked-tools.ts';
import { frame } from './frame.ts';
import { Overlay } from './overlay.ts';
import { watchPresence } from './presence.ts';
import { isGuardedAgain, showUnguarded } from './unguarded.ts';

// In every frame of the exam: asks whether this is the exam's tab, and ends all guards here when it is not, or when
// the exam is over. In the top frame it draws the overlay and watches whether the exam is in front.
const own = frame();
const { signal, end } = own;
const isTop = window === window.top;

onOrder((order) => {
  if (order.type === 'off') end();
}, signal);
watchBrowserDialogs(own);
own.keep(() => window.addEventListener('keydown', callHelp, { capture: true, signal }));

void (async () => {
  const orders = await askForOrders(isTop);
  if (!orders.active) return end();
  let { words } = orders;
  const gone = () => {
    end();
    if (words) showUnguarded(words);
  };
  holdLine(signal, gone);
  if (!words || signal.aborted) return;
  isGuardedAgain();
  const overlay = new Overlay(own, orders, words);
  const presence = watchPresence(own);
  watchDockedTools(signal);
  onOrder((order) => {
    if (order.type === 'overlay') overlay.setMode(order.mode, order.manner);
    if (order.type === 'notice') overlay.notify(order.text);
    if (order.type === 'look') presence.look();
    if (order.type === 'words') {
      words = order.words;
      overlay.speak(words);
    }
  }, signal);
})();

/** In every frame, whichever of them has the focus. The page does not hear of it. */
function callHelp(event: KeyboardEvent): void {
  if (!event.isTrusted || !isHelpKey(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!event.repeat) void report({ type: 'overlay', wish: 'help' });
}
