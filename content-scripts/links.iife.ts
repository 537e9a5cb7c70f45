import { report } from '../src/browser/content-client.ts';
import { frame } from './frame.ts';
import { linkOf } from './link.ts';

// Where the policy lets links of the exam open tabs, the worker must know that a link was clicked, and not a script.
const { signal, keep } = frame();
for (const type of ['click', 'auxclick'] as const) {
  const tell = (event: MouseEvent) => {
    if (event.isTrusted && linkOf(event)) void report({ type: 'link' });
  };
  keep(() => window.addEventListener(type, tell, { capture: true, signal }));
}
