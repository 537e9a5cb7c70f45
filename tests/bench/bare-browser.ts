import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser } from 'puppeteer';
import { findBrowser } from '../../scripts/find-browser.mjs';

export interface BareBrowserOptions {
  readonly flags?: readonly string[];
  readonly headless?: boolean;
}

/** A browser that goes with its profile. */
export interface BareBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/** The installed browser without the extension, on a profile of its own. */
export async function openBareBrowser({ flags = [], headless = true }: BareBrowserOptions = {}): Promise<BareBrowser> {
  const found = findBrowser();
  if (!found) throw new Error('No Chrome, Edge or Chromium is installed. Install one, or name it in VIGIL_BROWSER.');
  const userDataDir = mkdtempSync(join(tmpdir(), 'vigil-bench-'));
  const browser = await puppeteer.launch({
    executablePath: found.path,
    userDataDir,
    headless,
    pipe: true,
    protocolTimeout: 600_000,
    defaultViewport: null,
    args: [
      '--no-first-run',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=Translate',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...flags,
    ],
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Works with such a browser, and closes it whatever happens. */
export async function withBareBrowser<Result>(
  options: BareBrowserOptions,
  work: (browser: Browser) => Promise<Result>,
): Promise<Result> {
  const { browser, close } = await openBareBrowser(options);
  try {
    return await work(browser);
  } finally {
    await close();
  }
}
