import { startGuard } from './guard.ts';

// Copy, cut, paste and drag, in every frame and before the page's own listeners. The clipboard is never read.
startGuard('clipboard', ({ on, onMain, stop, blocked, signal }) => {
  for (const type of ['copy', 'cut', 'paste'] as const) on(type, (event) => stop(event, type));
  on('dragstart', (event) => stop(event, 'drag'));
  on('drop', (event) => stop(event, 'drop'));
  on('beforeinput', (event) => {
    const { inputType } = event as InputEvent;
    if (inputType === 'insertFromPaste' || inputType === 'insertFromDrop') stop(event, 'paste');
  });
  onMain(() => blocked('script'));

  // Emptied at the start and at the end, where the page has the focus that the browser wants for it.
  const empty = () => {
    if (document.hasFocus()) void navigator.clipboard?.writeText('').catch(() => undefined);
  };
  if (window === window.top) {
    window.addEventListener('focus', empty, { once: true, signal });
    empty();
    signal.addEventListener('abort', empty, { once: true });
  }
});
