/**
 * What the scripts in one frame of the exam share: they live in one world, each with its own file.
 * Everything attached to the page dies with `signal`.
 */
export interface Frame {
  readonly signal: AbortSignal;
  readonly end: () => void;
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
  const tokens: string[] = [];
  const keep = (event: Event) => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail === 'string' && tokens.length < mostTokens) tokens.push(detail);
  };
  document.addEventListener('vigil:main', keep, { signal });
  const end = () => {
    for (const token of tokens) document.dispatchEvent(new CustomEvent(`vigil:off:${token}`));
    controller.abort();
  };
  return { signal, end };
}
