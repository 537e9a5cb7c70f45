import { askForOrders, onOrder } from '../src/browser/content-client.ts';
import { holdLine } from '../src/browser/line.ts';
import { frame } from './frame.ts';
import { Overlay } from './overlay.ts';
import { watchPresence } from './presence.ts';

// In every frame of the exam: asks whether this is the exam's tab, and ends all guards here when it is not, or when
// the exam is over. In the top frame it draws the overlay and watches whether the exam is in front.
const { signal, end } = frame();
const isTop = window === window.top;

onOrder((order) => {
  if (order.type === 'off') end();
}, signal);

void (async () => {
  const orders = await askForOrders(isTop);
  if (!orders.active) return end();
  if (!isTop || signal.aborted) return;
  const overlay = new Overlay(signal, orders.overlay);
  const presence = watchPresence(signal);
  onOrder((order) => {
    if (order.type === 'overlay') overlay.setMode(order.mode);
    if (order.type === 'notice') overlay.notify(order.text);
    if (order.type === 'look') presence.look();
  }, signal);
  holdLine(signal);
})();
