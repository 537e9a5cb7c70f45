import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Candidate, words } from '../harness/candidate.ts';
import { type Attempt, attemptReaches, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { buildVariant, changed } from '../harness/variant.ts';
import { startWorld, type World } from '../harness/world.ts';

let folder: string;
let extensions: { readonly soonCalm: string; readonly soonWaiting: string };
let world: World;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-variant-'));
  // What takes minutes takes seconds here: the limits are constants of the product, not settings.
  const calm = changed(/calmMs = minute/, 'calmMs = 6_000');
  const waiting = changed(/waitingLimits = \[.*\]/, 'waitingLimits = [10_000, 600_000, 900_000]');
  extensions = {
    soonCalm: buildVariant(join(folder, 'calm'), 'src/recording/quality-governor.ts', calm),
    soonWaiting: buildVariant(join(folder, 'waiting'), 'src/recording/quality-governor.ts', (source) =>
      calm(waiting(source)),
    ),
  };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => world.close());

/** Waits until the journal on the device has an event of a type. */
async function recordedHere(type: string): Promise<void> {
  const offscreen = await world.browser.waitForTarget((target) => target.url().includes('/extension/offscreen/'));
  const page = await offscreen.asPage();
  await page.waitForFunction(
    (wanted) =>
      new Promise<boolean>((resolve) => {
        const opening = indexedDB.open('vigil');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('journal').objectStore('journal').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.some(({ body }) => body.type === wanted));
          };
        };
      }),
    { timeout: 60_000, polling: 500 },
    type,
  );
}

const shiftsOf = ({ journal }: Attempt) =>
  journal.flatMap(({ body }) =>
    body.kind === 'event' && body.type === 'record.downshift' ? [{ ...body.data, cause: body.cause }] : [],
  );

test('a backlog lowers the quality, and it comes back when the backlog is gone: both are recorded, no part is lost', async () => {
  world = await startWorld({ extension: extensions.soonWaiting });
  const candidate = new Candidate(world);
  await candidate.openExam();
  const page = await candidate.start();
  await expect.poll(async () => (await newestAttempt(world)).segments.length).toBe(2);
  await world.stopBackend();
  await recordedHere('record.downshift');
  await world.restartBackend();
  await expect
    .poll(async () => shiftsOf(await newestAttempt(world)), { timeout: 60_000 })
    .toEqual([
      { from: 'full', to: 'frames', cause: 'backlog' },
      { from: 'frames', to: 'full', cause: 'recovered' },
    ]);
  await candidate.work(page);
  await words(await candidate.submit(page), 'All done', 60_000);
  const attempt = await attemptReaches(world, 'complete');
  expect(await faultsOf(world, attempt)).toEqual([]);
  expect(attempt.segments.map(({ stream, segment }) => `${stream}/${segment}`)).toEqual([
    'camera/0',
    'camera/1',
    'camera/2',
    'screen/0',
    'screen/1',
    'screen/2',
  ]);
});

test('a processor that cannot keep up lowers the quality, and it comes back with the processor', async () => {
  world = await startWorld({ extension: extensions.soonCalm });
  const candidate = new Candidate(world);
  await candidate.openExam();
  const page = await candidate.start();
  await expect.poll(async () => (await newestAttempt(world)).segments.length).toBe(2);
  const burning = Array.from({ length: cpus().length * 4 }, () => spawn(process.execPath, ['-e', 'for (;;);']));
  const shifts = async () => shiftsOf(await newestAttempt(world));
  try {
    await expect.poll(shifts, { timeout: 150_000 }).toContainEqual({ from: 'full', to: 'frames', cause: 'cpu' });
  } finally {
    for (const each of burning) each.kill('SIGKILL');
  }
  await expect
    .poll(async () => (await shifts()).at(-1), { timeout: 90_000 })
    .toMatchObject({ to: 'full', cause: 'recovered' });
  await candidate.work(page);
  await words(await candidate.submit(page), 'All done', 60_000);
  expect(await faultsOf(world, await attemptReaches(world, 'complete'))).toEqual([]);
});
