/**
 * A guard in the page's own world, where alone the page's own calls can be answered. It knows no extension API:
 * it hands a token over before any script of the page runs, and whoever knows the token can end it.
 */
export interface MainGuard {
  readonly isOn: () => boolean;
  /** Tells the guard in the extension's world what was stopped. */
  readonly blocked: (what: string) => void;
}

/** Starts a guard in the page's world. */
export function startMainGuard(name: string): MainGuard {
  const page = document;
  const dispatch = page.dispatchEvent.bind(page);
  const token = crypto.getRandomValues(new Uint32Array(4)).join('-');
  let isOn = true;
  const end = () => {
    isOn = false;
    observer.disconnect();
  };
  const attach = () => page.addEventListener(`vigil:off:${token}`, end);
  // A page that opens its document anew takes all listeners away.
  const observer = new MutationObserver(attach);
  observer.observe(page, { childList: true });
  attach();
  dispatch(new CustomEvent('vigil:main', { detail: token }));
  return {
    isOn: () => isOn,
    blocked: (what) => void dispatch(new CustomEvent(`vigil:blocked:${name}`, { detail: what })),
  };
}

/** Replaces a method so that the page can neither see the original nor put it back. */
export function replaceMethod<T extends object, K extends keyof T & string>(
  owner: T,
  name: K,
  make: (original: T[K]) => T[K],
): void {
  const original = owner[name];
  if (typeof original !== 'function') return;
  Object.defineProperty(owner, name, { value: make(original), writable: false, configurable: false, enumerable: true });
}
