import { report } from '../src/browser/content-client.ts';
import type { Frame } from './frame.ts';

type Expected = 'file-picker' | 'permission-prompt' | 'browser-dialog';

/**
 * Says beforehand when the candidate does what makes the browser show a prompt or picker of its own, so that the focus
 * that it takes costs nothing. The page could lie about it: the worker grants a minute in total and no more.
 */
export function watchBrowserDialogs({ signal, keep }: Frame): void {
  const expect = (what: Expected) => void report({ type: 'expect', what });
  const click = (event: MouseEvent) => {
    if (opensFilePicker(event)) expect('file-picker');
  };
  // F7 is for people who read with the keyboard: the browser asks whether to switch its caret on.
  const keydown = ({ key, isTrusted }: KeyboardEvent) => {
    if (isTrusted && key === 'F7') expect('browser-dialog');
  };
  const asks = (event: Event) => {
    const { detail } = event as CustomEvent<unknown>;
    if (detail === 'picker') {
      if (navigator.userActivation.isActive) expect('file-picker');
    } else if (Array.isArray(detail)) {
      void isAsked(detail).then((asked) => asked && expect('permission-prompt'));
    }
  };
  keep(() => {
    window.addEventListener('click', click, { capture: true, signal });
    window.addEventListener('keydown', keydown, { capture: true, signal });
    document.addEventListener('vigil:asks', asks, { signal });
  });
}

/** A click on a file field or its label; also one that a script makes while the candidate's own act is fresh. */
function opensFilePicker(event: MouseEvent): boolean {
  if (!event.isTrusted && !navigator.userActivation.isActive) return false;
  return event.composedPath().some((node) => {
    const field = node instanceof HTMLLabelElement ? node.control : node;
    return field instanceof HTMLInputElement && field.type === 'file';
  });
}

/** Whether the browser will ask the candidate: what is granted or refused already shows no prompt. */
async function isAsked(names: readonly unknown[]): Promise<boolean> {
  const states = names.map((name) =>
    navigator.permissions.query({ name: String(name) as PermissionName }).then(
      ({ state }) => state === 'prompt',
      () => false,
    ),
  );
  return (await Promise.all(states)).includes(true);
}
