import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';

interface Shot {
  /** Also takes it in dark colours, as NAME-dark. */
  readonly dark?: boolean;
}

interface TabShot extends Shot {
  /** In CSS pixels. */
  readonly height?: number;
}

/** Pictures of pages as WebP files in one folder. */
export class Album {
  readonly #folder: string;
  #bytes = 0;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  /** Bytes of all pictures that were taken. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Takes a page as it is in its window: in full screen, or a popup. */
  async take(name: string, page: Page, { dark = false }: Shot = {}): Promise<void> {
    await this.#inScheme(name, page, 'light');
    if (dark) await this.#inScheme(`${name}-dark`, page, 'dark');
    await page.emulateMediaFeatures();
  }

  /** Takes a page of a tab, 1280 pixels wide. */
  async takeTab(name: string, page: Page, { height = 800, ...shot }: TabShot = {}): Promise<void> {
    await page.bringToFront();
    await page.setViewport({ width: 1280, height });
    await this.take(name, page, shot);
    await page.setViewport(null);
  }

  async #inScheme(name: string, page: Page, scheme: 'light' | 'dark'): Promise<void> {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const path = join(this.#folder, `${name}.webp`) as `${string}.webp`;
    await page.screenshot({ path, type: 'webp', quality: 80 });
    const { size: bytes } = statSync(path);
    this.#bytes += bytes;
    console.log(`${path.padEnd(44)} ${Math.round(bytes / 1000)} kB`);
  }
}
