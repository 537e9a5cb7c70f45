import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'puppeteer';
import type { EnrolmentChanges } from '../../backend/demo/enrolment.ts';
import { startDemo } from '../../backend/demo/platform.ts';
import { type Backend, startBackend } from '../../backend/server.ts';
import { type BackendProcess, startBackendProcess } from './backend-process.ts';
import { type BrowserOptions, extensionId, launchBrowser } from './browser.ts';
import type { FaultyLink } from './faulty-link.ts';

/** A backend, an exam platform and a browser with the extension, on this machine alone. */
export interface World {
  readonly backend: Backend;
  /** Stops the backend, and starts it again at the same address with what it had stored. */
  stopBackend(): Promise<void>;
  restartBackend(): Promise<void>;
  /** Kills the backend without a warning; only one behind a link can be, since it is a process of its own. */
  killBackend(): Promise<void>;
  readonly exam: string;
  readonly browser: Browser;
  readonly folder: string;
  /** Asks the backend as an operator of the console. */
  operator(path: string, init?: RequestInit): Promise<Response>;
  /** Kills the browser without a warning, as a power cut does; answers when, by this machine's wall clock. */
  killBrowser(): Promise<number>;
  /** Starts the browser again on the same profile, after it was closed or killed. */
  relaunch(): Promise<Browser>;
  close(): Promise<void>;
}

export interface WorldOptions extends Partial<BrowserOptions>, EnrolmentChanges {
  /** Builds and uses a provider's edition for this world's sites: the browser has no site to ask for. */
  readonly edition?: boolean;
  /** The clock of a backend in this process. */
  readonly now?: () => Date;
  /** Who a backend in this process says that it is. */
  readonly provider?: { readonly name: string; readonly contact: string };
  /** Stands between the browser and the backend, which then runs as a process of its own. */
  readonly link?: Pick<FaultyLink, 'origin' | 'target'>;
}

/** Builds a world. The extension must have been built before. */
export async function startWorld(worldOptions: WorldOptions = {}): Promise<World> {
  const { edition = false, link, now, provider, policy, accommodation, ...change } = worldOptions;
  const folder = mkdtempSync(join(tmpdir(), 'vigil-'));
  const dataDir = join(folder, 'data');
  const serve = (port: number): Promise<Backend | BackendProcess> =>
    link
      ? startBackendProcess({ dataDir, port, options: ['--host', 'localhost', '--origin', link.origin] })
      : startBackend({
          port,
          host: 'localhost',
          dataDir,
          extensionIds: [extensionId],
          ...(now ? { now } : {}),
          ...(provider ? { provider } : {}),
        });
  let backend = await serve(0);
  // What the tests and the exam platform ask goes to the backend itself.
  const direct = `http://localhost:${backend.port}`;
  if (link) link.target = direct;
  const { platformKey, operatorKey } = backend;
  const demo = await startDemo({ port: 0, backend: direct, platformKey, operatorKey, policy, accommodation });
  const options: BrowserOptions = {
    extension: edition ? buildEdition(folder, backend.origin, demo.origin) : resolve('dist/extension'),
    profile: join(folder, 'profile'),
    sites: edition ? [] : [`${backend.origin}/*`, `${demo.origin}/*`],
    ...change,
  };
  let browser = await launchBrowser(options);
  let cookies: Awaited<ReturnType<Browser['cookies']>> = [];
  return {
    get backend() {
      return backend;
    },
    stopBackend: () => backend.close(),
    restartBackend: async () => {
      backend = await serve(backend.port);
    },
    killBackend: async () => {
      if (!('kill' in backend)) throw new Error('This backend runs in the process of the test');
      await backend.kill();
    },
    exam: demo.origin,
    folder,
    get browser() {
      return browser;
    },
    operator: (path, init = {}) =>
      fetch(`${direct}${path}`, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${operatorKey}` },
      }),
    killBrowser: async () => {
      cookies = await browser.cookies();
      const gone = new Promise((resolve) => browser.process()?.once('exit', resolve));
      const at = Date.now();
      browser.process()?.kill('SIGKILL');
      await gone;
      return at;
    },
    relaunch: async () => {
      browser = await launchBrowser(options);
      // The browser writes cookies down now and then; being signed in on the exam platform is not what is tested.
      await browser.setCookie(...cookies);
      return browser;
    },
    close: async () => {
      await browser.close();
      await demo.close();
      await backend.close();
      // Children of a browser that was killed may still write for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Builds an edition as `npm run build -- --provider FILE --out FOLDER` does; answers its folder. */
function buildEdition(folder: string, backend: string, exam: string): string {
  const file = join(folder, 'edition.json');
  const out = join(folder, 'extension');
  writeFileSync(file, JSON.stringify({ name: 'Vigil for Northfield', backend, examOrigins: [exam] }));
  execFileSync(process.execPath, ['scripts/build.ts', '--provider', file, '--out', out], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return out;
}
