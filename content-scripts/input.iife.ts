import { report } from '../src/browser/content-client.ts';
import { frame } from './frame.ts';
import { InputCounter } from './input-counter.ts';

/** How long is counted before it is told. */
const everyMs = 10_000;

// How much is typed, clicked and moved in this frame, in which rhythm: kinds and counts, never which character. It
// listens only. What happens in fields for passwords or cards is counted as everywhere else.
const { signal, keep } = frame();
const counter = new InputCounter();
let timer: ReturnType<typeof setTimeout> | undefined;

const soon = () => {
  timer ??= setTimeout(() => void send(), everyMs);
};

async function send(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const counts = counter.take(performance.now());
  if (!counts || signal.aborted) return;
  if ((await report<true>({ type: 'input', counts })) || signal.aborted) return;
  counter.putBack(counts, performance.now()); // not heard: it is told with what comes next
  soon();
}

function on<K extends keyof WindowEventMap>(type: K, count: (event: WindowEventMap[K]) => void): void {
  const listener = (event: WindowEventMap[K]) => {
    if (!event.isTrusted) return; // made up by a script of the page
    count(event);
    soon();
  };
  keep(() => window.addEventListener(type, listener, { capture: true, passive: true, signal }));
}

const now = () => performance.now();
on('keydown', (event) => {
  const { key, ctrlKey, altKey, metaKey, repeat } = event;
  if (!repeat) counter.key({ key, ctrlKey, altKey, metaKey, altGraph: event.getModifierState('AltGraph') }, now());
});
on('pointerdown', () => counter.add('clicks', 1, now()));
on('wheel', () => counter.add('wheels', 1, now()));
on('paste', () => counter.add('pastes', 1, now()));
on('mousemove', ({ movementX, movementY }) => counter.add('movedPx', Math.hypot(movementX, movementY), now()));
keep(() => window.addEventListener('pagehide', () => void send(), { signal }));
signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
