import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Filling } from '../faults/outbox-filler.ts';
import { Candidate, words } from '../harness/candidate.ts';
import { deviceJournal, signedJournal } from '../harness/device-journal.ts';
import { attemptReaches } from '../harness/evidence.ts';
import { FaultyLink } from '../harness/faulty-link.ts';
import { tally } from '../harness/whole-evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let link: FaultyLink;
let world: World;
beforeAll(async () => {
  link = await FaultyLink.open();
  world = await startWorld({ link });
});
afterAll(async () => {
  await world.close();
  await link.close();
});

// The hour is compressed: what an hour records at standard quality (85 MB) is put into the outbox within seconds, in
// 85 large parts instead of 4 800 small ones. The network is gone meanwhile, and the recording goes on.
const hour = { parts: 85, bytes: 1_000_000, partsPerSegment: 17, firstSegment: 1_000 };

test('an hour without a network: all of it is kept, and all of it arrives', async () => {
  const candidate = new Candidate(world);
  await candidate.openExam();
  const exam = await candidate.start();
  await link.down();
  await fill(world, hour);
  await candidate.work(exam);
  const finish = await candidate.submit(exam);
  expect(await words(finish, 'No connection')).toMatch(/of 8\d(\.\d)? MB/);
  const device = await signedJournal(finish);
  expect(device.record.storedBytes - device.record.sentBytes).toBeGreaterThan(hour.parts * hour.bytes);
  await link.up();
  await words(finish, 'All done', 120_000);
  const { losses, duplicates, errors } = await tally(world, await attemptReaches(world, 'complete'), device, finish);
  // What was made up is no film.
  const real = errors.filter((error) => !/^screen segment 10\d\d has tracks/.test(error));
  expect({ losses, duplicates, real }).toEqual({ losses: [], duplicates: [], real: [] });
});

/** Puts made-up parts into the outbox of the session that is under way, from where the recorder does. */
async function fill({ browser }: World, filling: Omit<Filling, 'session'>): Promise<void> {
  const target = await browser.waitForTarget((one) => one.url().includes('/extension/offscreen/'));
  const recorder: Page = await target.asPage();
  const session = (await deviceJournal(recorder)).record.id;
  await recorder.evaluate(`${await bundled()}; vigilFiller.fillOutbox(${JSON.stringify({ ...filling, session })})`);
}

/** The filler as one script. */
async function bundled(): Promise<string> {
  const entry = fileURLToPath(new URL('../faults/outbox-filler.ts', import.meta.url));
  const lib = { entry, formats: ['iife' as const], name: 'vigilFiller' };
  const built = await build({ configFile: false, logLevel: 'silent', build: { write: false, lib } });
  const [bundle] = Array.isArray(built) ? built : [built];
  if (!bundle || !('output' in bundle)) throw new Error('The filler could not be built');
  return bundle.output[0].code;
}
