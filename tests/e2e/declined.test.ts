import { resolve } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Candidate, press, words } from '../harness/candidate.ts';
import { removeDisplays, twoDisplays } from '../harness/displays.ts';
import { attemptReaches, eventTypes } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let candidate: Candidate;
let page: Page;
beforeAll(async () => {
  world = await startWorld({
    flags: [twoDisplays],
    otherExtensions: [resolve('tests/lockdown/other-extension')],
    policy: ({ lockdown, recording, verification }) => {
      lockdown.oneScreen = true;
      lockdown.otherExtensions = 'report';
      recording.camera = true;
      verification.camera = true;
      verification.identity = 'photo';
    },
    accommodation: { noIdScan: true, fullScreenSeconds: 300 },
  });
  candidate = new Candidate(world);
  page = await candidate.openExam();
});
afterAll(() => world.close());

const line = (about: string) =>
  page.$$eval(
    '.checks > li',
    (nodes, name) => nodes.find((node) => node.querySelector('strong')?.textContent === name)?.textContent,
    about,
  );

test('an accommodation is shown as what it changes, and its step is not there', async () => {
  const shown = await words(page, 'You need not show an identity document.');
  expect(shown).toContain('You may be outside full screen for 5 minutes in total.');
  expect(shown).toContain('Step 1 of 8'); // consent, browser, connection, three devices, introduction and start
});

test('displays and other extensions are named where the policy looks at them', async () => {
  await candidate.goTo('browser');
  await words(page, /Could be better: .*Displays/);
  expect(await line('Displays')).toContain('Disconnect all but one before you start.');
  expect(await line('Other extensions')).toContain('1 is on; it is named in the record of the exam.');
  await removeDisplays(world.browser);
  await press(page, 'Check again');
  await expect.poll(() => line('Displays')).not.toContain('Disconnect');
});

test('who declines gets out cleanly: nothing is recorded, and the provider is told', async () => {
  await candidate.goTo('camera');
  await press(page, 'Decline and stop here');
  await press(page, 'Yes, decline');
  await words(page, 'The provider has been told that you declined.');
  const attempt = await attemptReaches(world, 'complete');
  expect(attempt).toMatchObject({ reason: 'declined', startedAt: null, parts: 0, segments: [] });
  expect(eventTypes(attempt)).toEqual(['browser.checked', 'connection.measured']);
  const isOpen = () =>
    page.evaluate(async () => (await chrome.permissions.getAll()).permissions?.includes('management') ?? false);
  await expect.poll(isOpen).toBe(false);
  const back = page.locator('::-p-aria([name="Back to the exam page"][role="link"])');
  await Promise.all([page.waitForNavigation(), back.click()]);
  await words(page, 'You did not agree to the proctoring rules; nothing was recorded.');
});
