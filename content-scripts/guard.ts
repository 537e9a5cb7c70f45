import { report } from '../src/browser/content-client.ts';
import type { GuardName } from '../src/protocol/messages.ts';
import { frame } from './frame.ts';

export interface Guard {
  /** Everything that the guard attaches ends with it. */
  readonly signal: AbortSignal;
  /** Says what was stopped: an event for the journal, a sentence for the candidate. */
  readonly blocked: (what: string) => void;
  /** Does something to the document now, and again whenever the page opens it anew. */
  readonly keep: (attach: () => void) => void;
  /** Listens on the window before the page does. */
  readonly on: <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) => void;
  /** Listens to what the guard of the same name in the page's own world has stopped. */
  readonly onMain: (listener: () => void) => void;
  /** Stops the event, for the page as well as for the browser, and says so. */
  readonly stop: (event: Event, what: string) => void;
}

/** Starts one guard in this frame. */
export function startGuard(name: GuardName, start: (guard: Guard) => void): void {
  const { signal, keep } = frame();
  if (signal.aborted) return;
  const blocked = (what: string) => void report({ type: 'blocked', guard: name, what });
  start({
    signal,
    keep,
    blocked,
    on: (type, listener) =>
      keep(() => window.addEventListener(type, listener, { capture: true, passive: false, signal })),
    onMain: (listener) => keep(() => document.addEventListener(`vigil:blocked:${name}`, listener, { signal })),
    stop: (event, what) => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (event.isTrusted) blocked(what); // what a script of the page makes up is stopped, and no act of the candidate
    },
  });
}
