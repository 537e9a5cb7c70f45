import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page, type Target, type WebWorker } from 'puppeteer';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { syntheticDeviceFlags, syntheticMedia } from '../../scripts/synthetic-media.ts';

/** The id that the key in manifest.json gives the extension. */
export const extensionId = 'jgadjcbdicfemigbphhehklnndlgcikj';

export interface BrowserOptions {
  /** Folder of the built extension. */
  readonly extension: string;
  /** Folders of other extensions that the candidate has. */
  readonly otherExtensions?: readonly string[];
  /** The candidate has switched on 'Allow in Incognito'. */
  readonly privateWindows?: boolean | undefined;
  /** Folder of the browser's profile; kept between launches when the same is given. */
  readonly profile: string;
  readonly headless?: boolean;
  /**
   * The sites that the candidate would allow in the browser's dialog, as match patterns: the product still asks on a
   * click, and the browser answers without a dialog. `ask` leaves the dialog to a person.
   */
  readonly sites: readonly string[] | 'ask';
  /**
   * `synthetic` (the default): made-up camera, microphone and screen, and the browser's questions answered with yes.
   * `refused`: the same devices, and the questions answered with no. `real`: this machine's own.
   */
  readonly devices?: 'synthetic' | 'refused' | 'real';
  readonly flags?: readonly string[];
}

const quiet = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=Translate',
];

/** Starts the installed browser with the extension, synthetic devices, and a profile that knows what the candidate allows. */
export async function launchBrowser(options: BrowserOptions): Promise<Browser> {
  const found = findBrowser();
  if (!found) throw new Error('No Chrome, Edge or Chromium is installed. Install one, or name it in VIGIL_BROWSER.');
  writePreferences(options);
  const browser = await puppeteer.launch({
    executablePath: found.path,
    headless: options.headless ?? true,
    pipe: true,
    userDataDir: options.profile,
    enableExtensions: [options.extension, ...(options.otherExtensions ?? [])],
    defaultViewport: null,
    protocolTimeout: 90_000,
    // A person at the browser need not read that it could be driven by a program.
    ...(options.devices === 'real' ? { ignoreDefaultArgs: ['--enable-automation'] } : {}),
    args: [
      ...quiet,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...deviceFlags(options.devices ?? 'synthetic'),
      ...(options.headless === false ? [] : ['--window-size=1100,700', '--screen-info={1280x800}']),
      ...(options.flags ?? []),
    ],
  });
  // Until its worker has been started, the browser may still refuse to open the extension's own pages.
  await browser.waitForTarget(isServiceWorker, { timeout: 20_000 });
  return browser;
}

function deviceFlags(devices: NonNullable<BrowserOptions['devices']>): string[] {
  if (devices === 'real') return [];
  const answer = devices === 'refused' ? '--deny-permission-prompts' : '--use-fake-ui-for-media-stream';
  return [...syntheticDeviceFlags(syntheticMedia()), answer];
}

/**
 * Without a display nobody can answer the browser's permission dialog: what is granted before needs no dialog. The
 * browser takes an extension that a program loads for a new one at every start, and forgets what it was granted; it
 * trusts preferences that it has not written yet, so they are written anew each time. What pages stored is kept.
 */
function writePreferences({ profile, sites, privateWindows = false }: BrowserOptions): void {
  if (sites === 'ask') return;
  const api = ['browsingData', 'clipboardWrite', 'downloads', 'management', 'system.display', 'tabGroups', 'tabs'];
  const granted = { api, explicit_host: sites, manifest_permissions: [], scriptable_host: [] };
  const settings = {
    [extensionId]: {
      granted_permissions: granted,
      runtime_granted_permissions: granted,
      incognito: privateWindows,
    },
  };
  const folder = join(profile, 'Default');
  mkdirSync(folder, { recursive: true });
  rmSync(join(folder, 'Secure Preferences'), { force: true });
  writeFileSync(
    join(folder, 'Preferences'),
    JSON.stringify({
      extensions: { ui: { developer_mode: true }, settings },
      // What a guard fails to stop must not land in the folder of whoever runs the tests.
      download: { default_directory: downloadsOf(profile) },
    }),
  );
}

/** Where the browser of a profile puts what it downloads. */
export function downloadsOf(profile: string): string {
  return join(profile, 'downloads');
}

/** The extension's service worker. Attaching to it keeps it alive, so tests that kill it attach only to do so. */
export async function serviceWorker(browser: Browser): Promise<WebWorker> {
  const target = await browser.waitForTarget(isServiceWorker, { timeout: 20_000 });
  const worker = await target.worker();
  if (!worker) throw new Error('The service worker cannot be reached');
  // A worker can be seen before its script has run.
  while ((await worker.evaluate(() => typeof globalThis.chrome)) === 'undefined') {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return worker;
}

/**
 * Ends the service worker at once, as the browser does when it is idle or out of memory. Whoever attached to it lets go
 * first: the next worker would wait for that debugger before it starts, a minute long.
 */
export async function killWorker(browser: Browser): Promise<void> {
  // It may be dead already.
  const worker = await browser
    .targets()
    .find(isServiceWorker)
    ?.worker()
    .catch(() => null);
  await worker?.client.detach().catch(() => undefined);
  const [page] = await browser.pages();
  const session = await page?.createCDPSession();
  if (!session) throw new Error('No page is open through which the worker can be stopped');
  const running = new Set<string>();
  const gone = Promise.withResolvers<void>();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, scriptURL, runningStatus } of versions) {
      if (!scriptURL.includes(extensionId)) continue;
      if (runningStatus !== 'stopped') running.add(versionId);
      else if (running.has(versionId)) gone.resolve();
    }
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  if (running.size > 0) await gone.promise;
  await session.detach();
}

function isServiceWorker(target: Target): boolean {
  return target.type() === 'service_worker' && target.url().includes(extensionId);
}

/** Waits for a page of the extension, such as `onboarding`. */
export function extensionPage(browser: Browser, name: string): Promise<Page> {
  return pageAt(browser, new RegExp(`^chrome-extension://${extensionId}/extension/${name}/`));
}

/** The first open page whose address fits; a toolbar popup is one too. */
export async function pageAt(browser: Browser, address: RegExp, timeout = 60_000): Promise<Page> {
  const isWanted = (target: Target) => ['page', 'other'].includes(target.type()) && address.test(target.url());
  const target = await browser.waitForTarget(isWanted, { timeout });
  return (await target.page()) ?? target.asPage();
}
