import { expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { keepsFocus, reflows, stands, tabs, targets } from '../a11y/page-checks.ts';
import { walkOnboarding } from '../harness/onboarding/onboarding-walk.ts';

const languages = ['en', 'de', 'ar'] as const;

test('every step and every failure before an exam: axe in all colours, 400 % zoom, keyboard, targets, motion, focus', async () => {
  const found: string[] = [];
  await walkOnboarding(async ({ name }, { page }) => {
    await page.setViewport({ width: 1000, height: 800 });
    // A press with the mouse on a field to draw in takes the focus away.
    if (name !== 'agreement-drawn') found.push(...(await keepsFocus(name, page)));
    found.push(...(await audit(name, page)), ...(await targets(name, page)), ...(await stands(name, page)));
    for (const language of languages) {
      await page.select('.language-switch select', language);
      await page.waitForFunction((lang) => document.documentElement.lang === lang, { polling: 50 }, language);
      found.push(...(await reflows(`${name}, ${language}`, page)));
    }
    await page.select('.language-switch select', 'en');
    await page.waitForFunction(() => document.documentElement.lang === 'en', { polling: 50 });
    // Boxes over a photo take the focus one after the other, and help is a panel over the page.
    if (!['identity-cover', 'consent-help'].includes(name)) found.push(...(await tabs(name, page)));
  });
  expect(found).toEqual([]);
}, 600_000);
