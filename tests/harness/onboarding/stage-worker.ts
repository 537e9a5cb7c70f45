import type { Answer, Staged } from './staged.ts';

/**
 * Runs in the start page before its scripts: answers in the service worker's place, and finds the computer that is staged.
 * It stands alone: nothing outside it is known in the page.
 * @param key under which what is staged stands in the page's session storage, so that it outlives a reload
 */
export function stageWorker(key: string): void {
  const staged = (): Staged => JSON.parse(sessionStorage.getItem(key) ?? '{}');

  type Call = (...given: unknown[]) => unknown;
  interface Api {
    readonly runtime: { sendMessage: Call };
    readonly permissions: { request: Call };
  }
  const apis = globalThis as unknown as { readonly chrome: Api; readonly browser?: Api };
  // Browsers have the same under one name, or under two.
  for (const { runtime, permissions } of [apis.chrome, ...(apis.browser ? [apis.browser] : [])]) {
    const send = runtime.sendMessage.bind(runtime);
    runtime.sendMessage = (message, ...rest) => {
      const { type = '' } = message as { type?: string };
      const found = (staged().answers as Record<string, Answer> | undefined)?.[type];
      if (!found) return send(message, ...rest);
      if (found === 'silence') return new Promise(() => undefined);
      const envelope = { ok: !('error' in found), ...found };
      const callback = rest.at(-1);
      if (typeof callback === 'function') setTimeout(() => callback(envelope));
      return Promise.resolve(envelope);
    };
    const request = permissions.request.bind(permissions);
    permissions.request = (...given) => (staged().refusesAccess ? Promise.resolve(false) : request(...given));
  }

  const { computer } = staged();
  if (!computer) return;
  const { battery, freeBytes, browser, weakness } = computer;
  const charge = Object.assign(new EventTarget(), battery ?? { charging: true, level: 1 });
  const { brand, version } = browser ?? { brand: 'Google Chrome', version: 141 };
  const brands = [brand, 'Chromium'].map((name) => ({ brand: name, version: String(version) }));
  const of = (value: unknown) => ({ value });
  Object.defineProperties(navigator, {
    getBattery: of(async () => charge),
    userAgentData: of({ brands }),
    deviceMemory: of(weakness === 'memory' ? 2 : 8),
    hardwareConcurrency: of(weakness === 'slow' ? 1 : 8),
  });
  const quota = freeBytes ?? 20e9;
  navigator.storage.estimate = async () => (quota === 'unknown' ? {} : { quota, usage: 0 });
  class PressureObserver {
    readonly #heard: (records: unknown[]) => void;
    constructor(heard: (records: unknown[]) => void) {
      this.#heard = heard;
    }
    async observe() {
      setTimeout(() => this.#heard([{ state: weakness === 'busy' ? 'critical' : 'nominal' }]));
    }
    disconnect() {}
  }
  // Every piece of work takes a millisecond, however busy the machine of this run is.
  let now = 0;
  Object.defineProperty(
    performance,
    'now',
    of(() => ++now),
  );
  Object.assign(globalThis, { PressureObserver });
}
