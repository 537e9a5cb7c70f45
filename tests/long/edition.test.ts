import { expect, test } from 'vitest';
import { serviceWorker } from '../harness/browser.ts';
import { Candidate, words } from '../harness/candidate.ts';
import { attemptReaches, faultsOf } from '../harness/evidence.ts';
import { startWorld } from '../harness/world.ts';

test("a provider's edition has its sites from the install on, keeps them, and takes the exam all the same", async () => {
  const world = await startWorld({ edition: true });
  try {
    const sites = async () =>
      (await serviceWorker(world.browser)).evaluate(async () => (await chrome.permissions.getAll()).origins?.sort());
    const own = [`${world.backend.origin}/*`, `${world.exam}/*`].sort();
    expect(await sites()).toEqual(own);
    const candidate = new Candidate(world);
    await candidate.openExam();
    const page = await candidate.start();
    await candidate.work(page);
    await words(await candidate.submit(page), 'All done', 60_000);
    expect(await faultsOf(world, await attemptReaches(world, 'complete'))).toEqual([]);
    expect(await sites()).toEqual(own);
  } finally {
    await world.close();
  }
});
