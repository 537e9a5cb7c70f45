import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { killWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { attemptReaches, eventTypes, faultsOf } from '../harness/evidence.ts';
import { buildVariant, changed } from '../harness/variant.ts';
import { startWorld, type World } from '../harness/world.ts';

/** An exam in which the desk is asked for once, at once, which has no minutes to wait, and whose films are short. */
const impatient = (source: string) =>
  [
    changed('const earliestMs = 5 * 60_000', 'const earliestMs = 1'),
    changed('const spreadMs = 20 * 60_000', 'const spreadMs = 1'),
    changed('const mostScans = 3', 'const mostScans = 1'),
    changed('putOffMs = 2 * 60_000', 'putOffMs = 1'),
    changed('const promptMs = 4_000', 'const promptMs = 2_000'),
    changed('shortestScanMs = 15_000', 'shortestScanMs = 5_000'),
  ].reduce((text, change) => change(text), source);

let folder: string;
let world: World;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-variant-'));
  const extension = buildVariant(folder, 'src/recording/desk-scan.ts', impatient);
  world = await startWorld({
    extension,
    policy: ({ recording, lockdown }) => {
      recording.deskScan = 'periodic';
      lockdown.fullScreen = 'lenient';
    },
  });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the desk is filmed when asked for during the exam: put off once, over a dead worker and a page that changes; it is looked at and filmed again', async () => {
  const candidate = new Candidate(world);
  await candidate.openExam();
  const page = await candidate.start();
  const overlay = await overlayOf(page);
  const lookAgain = async () => {
    await killWorker(world.browser); // it comes back, and looks at the time; so it does every half minute
    await words(overlay, 'Please show your desk', 45_000);
  };
  await lookAgain();
  const found = await audit('desk that is asked for', page, overlay);
  await press(overlay, 'In two minutes');
  await words(overlay, 'Recording');
  await lookAgain();
  expect(await overlay.$$('::-p-aria([name="In two minutes"][role="button"])')).toEqual([]);
  await press(overlay, 'Start the film');
  await words(overlay, 'Under your desk');
  found.push(...(await audit('desk that is filmed in the exam', page, overlay)));
  await press(page, /Begin/, true);
  await page.waitForSelector('#answers');
  const anew = await overlayOf(page);
  await press(anew, 'Stop the film');
  await words(anew, 'this is what your exam provider gets');
  const picture = () => {
    const film = document.querySelector<HTMLVideoElement>('.desk-film');
    return (film?.videoWidth ?? 0) > 0 && film?.error === null;
  };
  await anew.waitForFunction(picture, { polling: 100 });
  found.push(...(await audit('film of the desk in the exam', page, anew)));
  await press(anew, 'Film again');
  await words(anew, 'The top of your desk');
  await press(anew, 'Stop the film');
  await anew.waitForFunction(picture, { polling: 100 });
  await press(anew, 'Use this film');
  await words(anew, 'Recording');
  expect(found).toEqual([]);

  await page.goto(page.url().replace(/\d+$/, 'review'));
  await words(await candidate.submit(page), 'All done', 60_000);
  const attempt = await attemptReaches(world, 'complete');
  expect(await faultsOf(world, attempt)).toEqual([]);
  expect(attempt.segments.filter(({ stream }) => stream === 'desk').map(({ segment }) => segment)).toEqual([0, 1]);
  // Nothing of it counts as time outside full screen, or as a lost focus.
  expect(eventTypes(attempt).filter((type) => /^(desk|session|focus|fullscreen)\./.test(type))).toEqual([
    'desk.scanned',
    'session.started',
    'desk.asked',
    'desk.asked',
    'desk.asked',
    'desk.scanned',
    'session.submitted',
  ]);
});
