import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Candidate, words } from '../harness/candidate.ts';
import { eventTypes, newestAttempt } from '../harness/evidence.ts';
import { headingHasFocus, pressByKey, tabTo } from '../harness/keyboard.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let page: Page;
beforeAll(async () => {
  world = await startWorld({
    policy: ({ recording, verification }) => {
      recording.deskScan = 'start';
      verification.identity = 'photo';
      verification.signature = true;
    },
  });
  const candidate = new Candidate(world);
  await candidate.openExam();
  page = await candidate.goTo('identity');
});
afterAll(() => world.close());

/** What is said by live regions of the page from here on, each text once. */
async function listen(): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { vigilHeard: heard });
    const hear = () => {
      for (const region of document.querySelectorAll('[role=status], [role=alert]')) {
        const said = region.textContent?.trim() ?? '';
        if (said && !heard.includes(said)) heard.push(said);
      }
    };
    new MutationObserver(hear).observe(document.body, { subtree: true, childList: true, characterData: true });
    hear();
  });
  return () => page.evaluate(() => (globalThis as unknown as { vigilHeard: string[] }).vigilHeard);
}

test('photos and their black boxes by keyboard alone, with the picture in words', async () => {
  const heard = await listen();
  await words(page, 'Bright enough. Sharp enough.');
  await pressByKey(page, 'Take the photo of the document', 'Space');
  await headingHasFocus(page, 'Cover what nobody needs');
  await pressByKey(page, 'Add a black box', 'Enter');
  await page.waitForSelector('.black-box:focus');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.down('Shift');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.up('Shift');
  await pressByKey(page, 'Add a black box', 'Enter');
  await page.waitForSelector('::-p-aria([name="Black box 2 of 2"][role="button"])');
  await page.keyboard.press('Delete');
  await words(page, 'One place is covered.');
  await pressByKey(page, 'Continue with this photo', 'Enter');
  await headingHasFocus(page, 'Photo 2 of 2: your face');
  await words(page, /Something moves|Nothing moves/);
  await pressByKey(page, 'Take the photo of your face', 'Space');
  await headingHasFocus(page, 'Your two photos');
  await pressByKey(page, 'Use these photos', 'Enter');
  await headingHasFocus(page, 'Show your desk');
  expect(await heard()).toEqual(
    expect.arrayContaining([
      'Bright enough. Sharp enough.',
      expect.stringMatching(/^Black box 1: 37% from the left/),
      expect.stringMatching(/^Identity \(done\)\. Step \d+ of 11$/),
    ]),
  );
});

test('the film of the desk by keyboard alone: the prompts are said with the seconds left, and not each second', async () => {
  const heard = await listen();
  await tabTo(page, 'input[type=checkbox]');
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await pressByKey(page, 'Start the film', 'Enter');
  await words(page, 'What is on your right', 30_000);
  await pressByKey(page, 'Stop the film', 'Space');
  await headingHasFocus(page, 'Your film');
  const prompts = (await heard()).filter((said) => /seconds left$/.test(said));
  expect(prompts.slice(0, 4)).toEqual([
    'The top of your desk, all of it. 24 seconds left',
    'Under your desk. 20 seconds left',
    'What is on your left. 16 seconds left',
    'What is on your right. 12 seconds left',
  ]);
  await pressByKey(page, 'Use this film', 'Enter');
  await headingHasFocus(page, 'Sign the agreement');
  expect(await heard()).toContainEqual(expect.stringMatching(/^Desk \(done\)\. Step \d+ of 11$/));
});

test('the agreement is signed by keyboard: the drawn way leads back to the typed one', async () => {
  await tabTo(page, 'input[type=radio]');
  await page.keyboard.press('ArrowRight');
  await words(page, 'If you use the keyboard alone');
  await page.keyboard.press('ArrowLeft');
  await tabTo(page, '#signed-name');
  await page.keyboard.type('Ada Lovelace');
  await page.keyboard.press('Enter');
  await headingHasFocus(page, 'Before you begin');
  await expect
    .poll(async () => eventTypes(await newestAttempt(world)))
    .toEqual(['browser.checked', 'connection.measured', 'identity.shown', 'desk.scanned', 'agreement.signed']);
});
