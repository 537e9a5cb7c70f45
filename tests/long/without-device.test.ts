import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { Candidate, press, words } from '../harness/candidate.ts';
import { openConsole, overrideCheck } from '../harness/console-page.ts';
import { attemptReaches, faultsOf } from '../harness/evidence.ts';
import { stageDevices } from '../harness/staged-devices.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let candidate: Candidate;
let page: Page;
beforeAll(async () => {
  world = await startWorld();
  candidate = new Candidate(world);
  page = await candidate.openExam();
  await words(page, 'What this exam asks of you'); // until then the page may be loaded anew
});
afterAll(() => world.close());

test('an exam without the camera, as the desk allows, has a gap that says so and is whole otherwise', async () => {
  await stageDevices(page, { refusal: { name: 'NotFoundError', message: 'Requested device not found' } });
  await candidate.goTo('camera').catch(() => undefined); // there is no button for a camera that is not there
  await words(page, 'Camera not found');
  await press(page, 'Get help');
  await words(page, 'this step opens by itself');
  const desk = await openConsole(world, '#/help');
  await overrideCheck(desk, 'Camera: missing');
  await words(page, 'Nothing of this device will be recorded.', 2_000);
  await page.bringToFront();
  const found = await audit('camera that the desk lets the candidate go on without', page);
  await page.reload();
  await press(page, 'Go on without it');
  await words(page, 'Check your microphone');
  await words(await candidate.goTo('start'), 'Not recorded, as the help desk allowed');
  found.push(...(await audit('start without a camera', page)));
  expect(found).toEqual([]);

  const exam = await candidate.start();
  await candidate.work(exam);
  const finish = await candidate.submit(exam);
  await words(finish, 'because the help desk allowed it', 60_000);
  const attempt = await attemptReaches(world, 'complete');
  // The stream of camera and microphone holds sound alone.
  const faults = await faultsOf(world, attempt);
  expect(new Set(faults.map((fault) => fault.replace(/\d+/, 'N')))).toEqual(
    new Set(['camera segment N has tracks audio']),
  );
  const events = attempt.journal.flatMap(({ body }) => (body.kind === 'event' ? [body] : []));
  const gaps = events.filter(({ type }) => type === 'record.gap');
  expect(gaps).toMatchObject([{ severity: 0, cause: 'desk', data: { stream: 'camera' } }]);
  const lastedMs = Date.parse(attempt.endedAt ?? '') - Date.parse(attempt.startedAt ?? '');
  expect(Math.abs(Number(gaps[0]?.data.duration) - lastedMs)).toBeLessThan(1_000);
});
