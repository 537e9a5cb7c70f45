import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLocales } from '../../scripts/locale-files.ts';
import { audit } from '../a11y/audit.ts';
import { extensionId, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { startWorld, type World } from '../harness/world.ts';

const locales = readLocales();

/** A text in one of Vigil's languages. */
function said(language: string, key: string): string {
  const entry = locales.get(language)?.[key];
  if (!entry) throw new Error(`There is no text ${key} in ${language}`);
  return entry.message;
}

const direction = (page: Page | Frame) =>
  page.evaluate(() => [document.documentElement.lang, getComputedStyle(document.body).direction]);

let world: World;
let candidate: Candidate;

beforeAll(async () => {
  world = await startWorld();
  candidate = new Candidate(world);
});
afterAll(() => world.close());

test('another language applies at once in mid-step, loses nothing, and is kept', async () => {
  await candidate.openExam();
  const page = await candidate.goTo('microphone');
  await words(page, said('en', 'microphoneTitle'));
  await press(page, said('en', 'help'));
  await page.locator('textarea').fill('Half a question');
  await page.evaluate(() => document.querySelector('meter')?.setAttribute('data-seen', 'before'));

  await page.select('.language-switch select', 'nl');
  await words(page, said('nl', 'microphoneTitle'));
  expect(await direction(page)).toEqual(['nl', 'ltr']);
  expect(await page.title()).toContain(said('nl', 'microphoneTitle'));
  expect(await page.$eval('textarea', (field) => field.value)).toBe('Half a question');
  expect(await page.$('meter[data-seen=before]'), 'the step was drawn anew').not.toBeNull();

  await page.reload();
  await words(page, said('nl', 'microphoneTitle'));
  expect(await page.$eval('.language-switch select', (choice) => (choice as HTMLSelectElement).value)).toBe('nl');
});

test('the switch is reached and used by keyboard alone, and names each language in itself', async () => {
  const page = await candidate.startPage();
  const isThere = () => page.evaluate(() => document.activeElement?.matches('.language-switch select') ?? false);
  for (let tabs = 0; tabs < 12 && !(await isThere()); tabs++) await page.keyboard.press('Tab');
  expect(await isThere()).toBe(true);
  const names = await page.$$eval('.language-switch option', (all) => all.map(({ lang, label }) => `${lang} ${label}`));
  expect(names).toEqual(['en English', 'nl Nederlands', 'de Deutsch', 'fr Français', 'es Español', 'ar العربية']);
  await page.keyboard.press('End');
  await words(page, said('ar', 'microphoneTitle'));
  expect(await isThere()).toBe(true);
  expect(await direction(page)).toEqual(['ar', 'rtl']);
  expect(await audit('step microphone, in Arabic', page)).toEqual([]);
});

/** Another page of ours chooses a language; in full screen there is none to choose it in. */
async function choose(language: string): Promise<void> {
  const worker = await serviceWorker(world.browser);
  await worker.evaluate((chosen) => chrome.storage.local.set({ language: chosen }), language);
}

test('Arabic goes from the right in the popup, the overlay and on the finish page, and in what is drawn into the exam page', async () => {
  const page = await candidate.startPage();
  // The popup's page in a tab: in the toolbar it closes as soon as another window comes in front.
  const popup = await world.browser.newPage();
  await popup.goto(`chrome-extension://${extensionId}/popup/index.html`);
  await words(popup, said('ar', 'phaseOnboarding'));
  expect(await direction(popup)).toEqual(['ar', 'rtl']);
  await popup.close();
  await page.bringToFront();
  for (const [button, next] of [
    ['microphoneUse', 'screenTitle'],
    ['screenChoose', 'introductionTitle'],
    ['introductionRead', 'startTitle'],
  ] as const) {
    await press(page, said('ar', button));
    await words(page, said('ar', next));
  }
  await press(page, said('ar', 'start'));
  const exam = await candidate.examPage();
  const overlay = await overlayOf(exam);
  await words(overlay, said('ar', 'help'));
  expect(await direction(overlay)).toEqual(['ar', 'rtl']);
  const bar = (language: string) => `::-p-aria([name="${said(language, 'overlayMoveLabel')}"][role="button"])`;
  await exam.waitForSelector(bar('ar'));

  // What the overlay and its bar say changes in the exam, without a reload.
  await choose('nl');
  await words(overlay, said('nl', 'help'));
  await exam.waitForSelector(bar('nl'));
  await choose('ar');
  await words(overlay, said('ar', 'help'));

  await candidate.work(exam);
  const finish = await candidate.submit(exam);
  await words(finish, said('ar', 'finishedTitle'), 60_000);
  await words(finish, said('ar', 'digestsTitle'));
  expect(await direction(finish)).toEqual(['ar', 'rtl']);
  expect(await audit('finish, in Arabic', finish)).toEqual([]);
});

test('what the worker refuses is said in the language of the page, also after it was refused', async () => {
  const page = await world.browser.newPage();
  await page.goto(`chrome-extension://${extensionId}/extension/onboarding/index.html?launch=hello`);
  await words(page, said('ar', 'launchAddressNone'));
  await page.select('.language-switch select', 'fr');
  expect(await words(page, said('fr', 'launchAddressNone'))).toContain(said('fr', 'refusedAddress'));
});
