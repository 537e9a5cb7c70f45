import { browser } from './webext.ts';

const key = 'vigil.once';

/**
 * True the first time that something is asked for while this browser runs, also across deaths of the service worker.
 * @param what names it; include the session where it is the session's
 */
export async function once(what: string): Promise<boolean> {
  return navigator.locks.request(key, async () => {
    const stored = (await browser.storage.session.get(key))[key];
    const done = Array.isArray(stored) ? stored : [];
    if (done.includes(what)) return false;
    await browser.storage.session.set({ [key]: [...done, what] });
    return true;
  });
}
