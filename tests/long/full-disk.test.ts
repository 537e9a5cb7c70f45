import { afterEach, beforeEach, expect, test } from 'vitest';
import { extensionId } from '../harness/browser.ts';
import { Candidate, overlayOf, words } from '../harness/candidate.ts';
import { attemptReaches, eventTypes, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

/** How much the extension may store in all, in bytes; nothing lifts the limit again. */
async function setQuota(quotaSize?: number): Promise<void> {
  const [page] = await world.browser.pages();
  const session = await page?.createCDPSession();
  const origin = `chrome-extension://${extensionId}`;
  await session?.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize === undefined ? {} : { quotaSize }) });
}

/** How many parts of the camera the backend knows of. */
async function recorded(): Promise<number> {
  const { journal } = await newestAttempt(world);
  return journal.filter(({ body }) => body.kind === 'part' && body.stream === 'camera').length;
}

test('a full disk: parts wait in memory, the candidate reads it, and nothing is missing once there is room', async () => {
  const candidate = new Candidate(world);
  await candidate.openExam();
  const exam = await candidate.start();
  await expect.poll(recorded).toBeGreaterThan(1);
  await setQuota(1);
  await words(await overlayOf(exam), 'Disk almost full', 30_000);
  const held = await recorded();
  await setQuota();
  await expect.poll(recorded, { timeout: 30_000 }).toBeGreaterThan(held + 2);
  await candidate.work(exam);
  await words(await candidate.submit(exam), 'All done', 60_000);
  const attempt = await attemptReaches(world, 'complete');
  expect(eventTypes(attempt)).toContain('storage.low');
  expect(eventTypes(attempt)).not.toContain('record.gap');
  expect(await faultsOf(world, attempt)).toEqual([]);
});

test('with hardly any room an exam does not start, and the candidate reads how much is needed', async () => {
  const candidate = new Candidate(world);
  await candidate.openExam();
  await candidate.goTo('start');
  await setQuota(50_000_000);
  const page = await candidate.startPage();
  await page.locator('::-p-aria([name="Start exam"][role="button"])').click();
  const told = await words(page, 'Make room for at least 100 MB');
  expect(told).toContain('The exam could not start');
});
