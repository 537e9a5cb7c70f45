import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Candidate, press, pressReady, words } from '../harness/candidate.ts';
import { attemptReaches, dataOf, faultsOf } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    policy: ({ verification }) => {
      verification.signature = true;
    },
  });
});
afterAll(() => world.close());

test('a drawn signature is evidence like the recording', async () => {
  const candidate = new Candidate(world);
  const page = await candidate.openExam();
  await candidate.goTo('agreement');
  await page.locator('input[value=drawn]').click();
  await draw(page, 0.3);
  await draw(page, 0.6);
  await press(page, 'Undo last stroke');
  await press(page, 'Clear');
  const sign = '::-p-aria([name="Sign and go on"][role="button"])';
  expect(await page.$eval(sign, (node) => node.hasAttribute('aria-disabled'))).toBe(true);
  await draw(page, 0.3);
  await draw(page, 0.5);
  await pressReady(page, 'Sign and go on');
  await words(page, 'Before you begin');

  const exam = await candidate.start();
  await candidate.work(exam);
  const finish = await candidate.submit(exam);
  await words(finish, /Signed with your drawn signature/, 60_000);
  const attempt = await attemptReaches(world, 'complete');
  expect(await faultsOf(world, attempt)).toEqual([]);
  expect(dataOf(attempt, 'connection.measured')).toMatchObject({ verdict: 'enough', cause: '' });
  expect(dataOf(attempt, 'agreement.signed')).toMatchObject({ cause: 'drawn', segment: 0 });
  expect(dataOf(attempt, 'agreement.signed')).not.toHaveProperty('name');
  const drawing = attempt.segments.find(({ stream }) => stream === 'signature');
  expect(drawing).toMatchObject({ segment: 0, parts: 1, mime: 'image/png', complete: true });
});

/** Draws a wave across the field for the signature, at a share of its height. */
async function draw(page: Page, height: number): Promise<void> {
  const field = await page.waitForSelector('.signature canvas');
  await field?.scrollIntoView();
  const box = await field?.boundingBox();
  if (!box) throw new Error('There is no field to sign in');
  const at = (share: number, wave: number) =>
    [box.x + share * box.width, box.y + (height + wave * 0.1) * box.height] as const;
  await page.mouse.move(...at(0.2, 0));
  await page.mouse.down();
  for (let step = 1; step <= 12; step++) await page.mouse.move(...at(0.2 + step * 0.05, Math.sin(step)));
  await page.mouse.up();
}
