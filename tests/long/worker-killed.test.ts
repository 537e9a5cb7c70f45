import { afterAll, beforeAll, expect, test } from 'vitest';
import { killWorker } from '../harness/browser.ts';
import { Candidate, words } from '../harness/candidate.ts';
import { OtherTabs } from '../harness/other-tabs.ts';
import { expectWholeAttempt } from '../harness/whole-attempt.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('the worker killed after every step of the onboarding, twice in the exam, and while finishing', async () => {
  const candidate = new Candidate(world);
  const tabs = await OtherTabs.open(world.browser);
  await candidate.openExam();
  const page = await candidate.start(() => killWorker(world.browser));
  await killWorker(world.browser);
  await candidate.work(page);
  await killWorker(world.browser);
  await page.click('#submit');
  await Promise.all([page.waitForNavigation(), page.click('#confirm-submit')]);
  await killWorker(world.browser);
  const finish = await candidate.finishPage();
  await killWorker(world.browser);
  await words(finish, 'All done', 60_000);
  await expectWholeAttempt(world);
  await expect.poll(() => tabs.count()).toBe(2);
  tabs.close();
});
