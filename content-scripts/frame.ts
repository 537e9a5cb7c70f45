/**
 * What the scripts in one frame of the exam share: they live in one world, each with its own file.
 * Everything attached to the page dies with `signal`.
 */
export interface Frame {
  readonly signal: AbortSignal;
  readonly end: () => void;
  /**
   * Attaches listeners now, and again whenever the page opens its document anew (document.open, document.write): that
   * takes all listeners away, ours included. Attaching the same listener twice is attaching it once.
   */
  readonly keep: (attach: () => void) => void;
}

const key = Symbol.for('vigil.frame');
/** Guards in the page's own world listen for `vigil:off:` and a token that they handed over before the page's scripts ran. */
const mostTokens = 8;

/** This frame's shared state; made by whichever script comes first. */
export function frame(): Frame {
  const world = globalThis as { [key]?: Frame };
  world[key] ??= newFrame();
  return world[key];
}

function newFrame(): Frame {
  const controller = new AbortController();
  const { signal } = controller;
  const kept: (() => void)[] = [];
  const tokens: string[] = [];
  const keepToken = (event: Event) => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail === 'string' && tokens.length < mostTokens) tokens.push(detail);
  };
  const keep = (attach: () => void) => {
    kept.push(attach);
    attach();
  };
  keep(() => document.addEventListener('vigil:main', keepToken, { signal }));
  onDocumentReplaced(signal, () => {
    for (const attach of kept) attach();
  });
  const end = () => {
    for (const token of tokens) document.dispatchEvent(new CustomEvent(`vigil:off:${token}`));
    controller.abort();
  };
  return { signal, end, keep };
}

/** An observer of the document outlives what takes its listeners away, and sees its root element go. */
function onDocumentReplaced(signal: AbortSignal, react: () => void): void {
  const observer = new MutationObserver(react);
  observer.observe(document, { childList: true });
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
}
