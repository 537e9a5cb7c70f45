import type { Browser, Page } from 'puppeteer';

/** One picture of a sheet. */
export interface Tile {
  readonly caption: string;
  readonly webp: Uint8Array;
}

/** Tiles that belong together. */
export interface SheetPart {
  readonly title: string;
  readonly tiles: readonly Tile[];
}

interface SheetOptions {
  readonly title: string;
  readonly parts: readonly SheetPart[];
  readonly dark: boolean;
  readonly mostBytes: number;
}

/** CSS pixels: as wide as everybody can open it, and less high than a WebP may be. */
const columns = 6;
const tileWidth = 400;
const highest = 16_383;
const qualities = [70, 60, 50, 40, 30, 20];

/** Composes pictures with their captions into one, in a page of a browser, as good as fits into the bytes that it may have. */
export async function contactSheet(
  browser: Browser,
  { title, parts, dark, mostBytes }: SheetOptions,
): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: columns * (tileWidth + 20) + 20, height: 1000 });
    await page.setContent(style(dark));
    await page.evaluate((heading) => {
      document.body.append(Object.assign(document.createElement('h1'), { textContent: heading }));
    }, title);
    let number = 1;
    for (const part of parts) number = await addPart(page, part, number);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    if (height > highest) throw new Error(`The sheet would be ${height} pixels high, and a WebP is ${highest} at most`);
    for (const quality of qualities) {
      const webp = await page.screenshot({ type: 'webp', quality, fullPage: true });
      if (webp.length <= mostBytes) return webp;
    }
    throw new Error(`The sheet does not fit into ${mostBytes} bytes`);
  } finally {
    await page.close();
  }
}

/** @returns the number of the next tile */
async function addPart(page: Page, { title, tiles }: SheetPart, first: number): Promise<number> {
  const carried = tiles.map(({ caption, webp }) => ({ caption, data: Buffer.from(webp).toString('base64') }));
  const draw = async (heading: string, all: typeof carried, from: number) => {
    const add = <Name extends keyof HTMLElementTagNameMap>(to: Element, name: Name, textContent = '') =>
      to.appendChild(Object.assign(document.createElement(name), { textContent }));
    add(document.body, 'h2', heading);
    const section = add(document.body, 'section');
    for (const [at, { caption, data }] of all.entries()) {
      const figure = add(section, 'figure');
      add(figure, 'figcaption', `${from + at}. ${caption}`);
      const picture = add(figure, 'img');
      picture.src = `data:image/webp;base64,${data}`;
      await picture.decode();
    }
  };
  await page.evaluate(draw, title, carried, first);
  return first + tiles.length;
}

function style(dark: boolean): string {
  return `<!doctype html><meta name="color-scheme" content="${dark ? 'dark' : 'light'}"><style>
    body { margin: 20px; font: 15px/1.3 system-ui, sans-serif; background: ${dark ? '#000' : '#d5dcde'}; }
    h1 { margin: 0; font-size: 28px; }
    h2 { margin: 24px 0 8px; font-size: 21px; }
    section { display: grid; grid-template-columns: repeat(${columns}, ${tileWidth}px); gap: 20px; align-items: end; }
    figure { margin: 0; align-self: start; }
    figcaption { min-height: 2.6em; display: flex; align-items: end; padding-block-end: 4px; }
    img { display: block; width: 100%; }
  </style>`;
}
