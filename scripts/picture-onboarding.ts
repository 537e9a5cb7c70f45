import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { withBareBrowser } from '../tests/bench/bare-browser.ts';
import {
  onboardingParts,
  onboardingStates,
  uncovered,
  unstaged,
  walkOnboarding,
} from '../tests/harness/onboarding/onboarding-walk.ts';
import { contactSheet, type Tile } from './contact-sheet.ts';
import { readLocales } from './locale-files.ts';

const languages = { en: 'English', ar: 'Arabic' } as const;
type Language = keyof typeof languages;
type Scheme = 'light' | 'dark';

interface Look {
  readonly language: Language;
  readonly scheme: Scheme;
}

/** In this order nothing is switched twice for a state. */
const looks: readonly Look[] = [
  { language: 'en', scheme: 'light' },
  { language: 'en', scheme: 'dark' },
  { language: 'ar', scheme: 'dark' },
  { language: 'ar', scheme: 'light' },
];
const nameOf = ({ language, scheme }: Look) => `onboarding-${language}-${scheme}`;

/** The size of a picture, in CSS pixels: what is longer is cut off below. */
const size = { width: 800, height: 1240 };
const mostBytes = 950_000;
/** Where the single pictures go. */
const singles = '.vigil/pictures/onboarding';

/** Pictures of every step and every failure before an exam, as one sheet for each language and colour scheme. */
export async function pictureOnboarding(): Promise<void> {
  const missing = uncovered();
  if (missing.length > 0)
    throw new Error(`These are in no picture: ${missing.join('; ')}. Add a state that shows them.`);
  const tiles = new Map(looks.map((look) => [nameOf(look), new Map<string, Tile>()]));
  for (const look of looks) mkdirSync(join(singles, nameOf(look)), { recursive: true });
  await walkOnboarding(async ({ name, caption, isAtEnd = false }, { page }) => {
    await page.setViewport(size);
    await page.mouse.move(0, 0);
    for (const look of looks) {
      const webp = await picture(page, look, isAtEnd);
      writeFileSync(join(singles, nameOf(look), `${name}.webp`), webp);
      tiles.get(nameOf(look))?.set(name, { caption, webp });
    }
    await choose(page, 'en');
    await page.emulateMediaFeatures();
    process.stdout.write('.');
  });
  console.log();
  await withBareBrowser({}, async (browser) => {
    for (const look of looks) {
      const own = tiles.get(nameOf(look)) ?? new Map<string, Tile>();
      const parts = onboardingParts.map(({ title, states }) => ({
        title,
        tiles: states.flatMap(({ name }) => own.get(name) ?? []),
      }));
      const title = `The way into an exam, in ${languages[look.language]}, ${look.scheme} colours`;
      const sheet = await contactSheet(browser, { title, parts, dark: look.scheme === 'dark', mostBytes });
      const path = join('docs/pictures', `${nameOf(look)}.webp`);
      writeFileSync(path, sheet);
      console.log(`${path.padEnd(44)} ${Math.round(sheet.length / 1000)} kB`);
    }
  });
  writeFileSync('docs/onboarding-pictures.md', describedIn());
}

async function picture(page: Page, { language, scheme }: Look, isAtEnd: boolean): Promise<Uint8Array> {
  await choose(page, language);
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  const height = await page.evaluate(async (atEnd) => {
    await document.fonts.ready;
    scrollTo(0, atEnd ? document.documentElement.scrollHeight : 0);
    const { bottom } = document.querySelector('main')?.getBoundingClientRect() ?? { bottom: innerHeight };
    const panel = document.querySelector('.help-panel:not([hidden])')?.getBoundingClientRect().bottom ?? 0;
    return Math.ceil(Math.max(bottom, panel));
  }, isAtEnd);
  const clip = { x: 0, y: 0, width: size.width, height: Math.min(size.height, height) };
  // Beyond the viewport, what goes from the right would be shifted.
  return page.screenshot({ type: 'webp', quality: 85, clip, captureBeyondViewport: false });
}

const locales = readLocales();

async function choose(page: Page, language: Language): Promise<void> {
  await page.select('.language-switch select', language);
  const isSpoken = (lang: string, help: string) =>
    document.documentElement.lang === lang && document.querySelector('.page-head')?.textContent?.includes(help);
  await page.waitForFunction(isSpoken, { polling: 50 }, language, locales.get(language)?.help?.message ?? '');
}

function describedIn(): string {
  const shown = looks.toSorted((one, other) => other.language.localeCompare(one.language));
  const left = Object.entries(unstaged).map(([cause, why]) => `| ${cause} | ${why} |`);
  return `# The way into an exam, in pictures

Every step before an exam, and every cause for which a step may not go on or gives advice: ${onboardingStates.length} states, in two
languages and both colour schemes. \`npm run pictures -- onboarding\` made them and this page, with synthetic devices and the
build for production. It refuses to when a step, or a cause of the checks, is in no picture; a unit test does too.

${shown.map((look) => `[${languages[look.language]}, ${look.scheme}](pictures/${nameOf(look)}.webp)`).join(' · ')}

| Part | States |
| --- | --- |
${onboardingParts.map(({ title, states }) => `| ${title} | ${states.map(({ caption }) => caption).join('; ')} |`).join('\n')}

${left.length > 0 ? `Not in the pictures:\n\n| Cause | Why |\n| --- | --- |\n${left.join('\n')}` : 'No cause is left out.'}

${shown.map((look) => `## ${languages[look.language]}, ${look.scheme} colours\n\n![All ${onboardingStates.length} states](pictures/${nameOf(look)}.webp)`).join('\n\n')}
`;
}
