import { afterEach, beforeEach, expect, test } from 'vitest';
import { Candidate, words } from '../harness/candidate.ts';
import { attemptReaches, faultsOf } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

test('killed after the submission: what was left is sent at the next start of the browser', async () => {
  const candidate = new Candidate(world);
  await candidate.openExam();
  const page = await candidate.start();
  await candidate.work(page);
  await world.stopBackend();
  const told = await words(await candidate.submit(page), 'No connection');
  expect(told).toContain('Do not remove Vigil');
  expect(told).toContain('It is taken until');
  await world.killBrowser();
  await world.restartBackend();
  await world.relaunch();
  const attempt = await attemptReaches(world, 'complete', 60_000);
  expect(await faultsOf(world, attempt)).toEqual([]);
});
