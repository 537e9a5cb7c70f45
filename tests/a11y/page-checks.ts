import type { Page } from 'puppeteer';

// What axe cannot see: each check answers with one readable line for everything that is wrong.

/** Seen by nobody, and heard by screen readers alone. */
const unseen = '.unseen';
/** What takes the focus. */
const controls = 'a[href], button, input, select, textarea, summary, video[controls], [tabindex="0"]';

/**
 * At 400 % zoom a window of 1280 pixels has 320: nothing is wider, nothing sticks out, and help is in reach.
 * @param page is as wide as before afterwards
 */
export async function reflows(surface: string, page: Page): Promise<string[]> {
  const before = page.viewport();
  await page.setViewport({ width: 320, height: 640 });
  const faults = await page.evaluate(
    (hidden, all) => {
      const { scrollWidth } = document.documentElement;
      const wide = scrollWidth > innerWidth ? [`scrolls sideways, ${scrollWidth} pixels wide`] : [];
      const isOut = (node: Element) => {
        const { left, right, width, height } = node.getBoundingClientRect();
        return (
          width > 0 &&
          height > 0 &&
          node.checkVisibility() &&
          (left < -1 || right > innerWidth + 1) &&
          !node.closest(hidden)
        );
      };
      const out = [...document.querySelectorAll('main *, header *')].filter(isOut);
      const clipped = [...document.querySelectorAll<HTMLElement>(`${all}, h1, h2, p, li`)].filter(
        (node) =>
          !node.closest(hidden) &&
          node.matches('button, h1, h2, p, li') &&
          node.scrollWidth > node.clientWidth + 1 &&
          node.clientWidth > 1,
      );
      const name = (node: Element) => `${node.tagName.toLowerCase()}.${node.getAttribute('class') ?? ''}`;
      return [
        ...wide,
        ...out.map((node) => `${name(node)} sticks out`),
        ...clipped.map((node) => `${name(node)} is clipped`),
      ];
    },
    unseen,
    controls,
  );
  const help = await page.$('.page-head button[aria-controls=help-panel]');
  if (!(await help?.isVisible())) faults.push('help is not in sight');
  await page.setViewport(before);
  return faults.map((fault) => `${surface}, 320 pixels wide: ${fault}`);
}

/** Everything to press is 24 pixels wide and high, unless it is a link within a sentence. */
export async function targets(surface: string, page: Page): Promise<string[]> {
  const small = await page.evaluate((all) => {
    const isInText = (node: Element) => node.matches('p a, li a');
    return [...document.querySelectorAll(all)].flatMap((node) => {
      const { width, height } = node.getBoundingClientRect();
      if (width === 0 || isInText(node) || (width >= 24 && height >= 24)) return [];
      return [
        `${node.tagName.toLowerCase()} "${node.textContent?.trim()}" is ${Math.round(width)} x ${Math.round(height)}`,
      ];
    });
  }, controls);
  return small.map((fault) => `${surface}: ${fault}`);
}

/** Who asks for less motion sees none. */
export async function stands(surface: string, page: Page): Promise<string[]> {
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  const running = await page.evaluate(() =>
    document.getAnimations().flatMap(({ playState, effect }) => {
      const target = effect instanceof KeyframeEffect ? effect.target : null;
      return playState === 'running' ? [target?.getAttribute('class') ?? 'something'] : [];
    }),
  );
  await page.emulateMediaFeatures();
  return running.map((name) => `${surface}: ${name} moves`);
}

interface Stop {
  readonly name: string;
  readonly place: number;
  readonly top: number;
  readonly bottom: number;
  readonly isRinged: boolean;
}

/**
 * Goes through everything with the tabulator key, once around: each control takes the focus, in the order in which it is
 * read, visibly, and gives it away again.
 */
export async function tabs(surface: string, page: Page): Promise<string[]> {
  const wanted = await page.evaluate((all) => {
    const isThere = (node: Element) => {
      const radio = node instanceof HTMLInputElement && node.type === 'radio' && !node.checked;
      return node.checkVisibility({ visibilityProperty: true }) && !radio;
    };
    const found = [...document.querySelectorAll<HTMLElement>(all)].filter(isThere);
    for (const [at, node] of found.entries()) node.dataset.stop = String(at);
    return found.map(
      (node) => `${node.tagName.toLowerCase()} "${(node.ariaLabel ?? node.textContent ?? '').trim().slice(0, 30)}"`,
    );
  }, controls);
  const stops: Stop[] = [];
  for (let press = 0; press < wanted.length + 25; press++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const node = document.activeElement as HTMLElement;
      if (node === document.body) return null;
      const { top, bottom } = node.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(node);
      return {
        name: node.tagName.toLowerCase(),
        place: Number(node.dataset.stop ?? -1),
        top: top + scrollY,
        bottom: bottom + scrollY,
        isRinged: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
      };
    });
    const isAround = stop && stops.some(({ place }) => place === stop.place) && stop.place !== stops.at(-1)?.place;
    if (isAround) break;
    if (stop && stop.place !== stops.at(-1)?.place) stops.push(stop);
  }
  await page.evaluate(() => {
    for (const node of document.querySelectorAll('[data-stop]')) node.removeAttribute('data-stop');
  });
  return [...missed(wanted, stops), ...disordered(stops)].map((fault) => `${surface}: ${fault}`);
}

function missed(wanted: readonly string[], stops: readonly Stop[]): string[] {
  const never = wanted.filter((_, place) => !stops.some((stop) => stop.place === place));
  const unknown = stops.filter(({ place }) => place === -1);
  const unseenStops = stops.filter(({ isRinged, name }) => !isRinged && name !== 'video');
  return [
    ...never.map((name) => `${name} cannot be reached with the tabulator key`),
    ...unknown.map(({ name }) => `${name} takes the focus and is no control`),
    ...unseenStops.map(({ place }) => `${wanted[place]} shows no focus`),
  ];
}

/** From the first of the page on, each stands below or beside the one before. */
function disordered(stops: readonly Stop[]): string[] {
  const first = stops.findIndex(({ place }) => place === Math.min(...stops.map((stop) => stop.place)));
  const around = [...stops.slice(first), ...stops.slice(0, first)];
  return around.flatMap((stop, at) => {
    const before = around[at - 1];
    return before && stop.bottom < before.top ? [`${stop.name} takes the focus after what stands below it`] : [];
  });
}

/** The focus is somewhere: nobody is thrown back to the beginning of the page. */
export async function keepsFocus(surface: string, page: Page): Promise<string[]> {
  const isLost = await page.evaluate(() => document.activeElement === document.body || document.activeElement === null);
  return isLost ? [`${surface}: nothing has the focus`] : [];
}
