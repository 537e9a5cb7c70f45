import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EventType } from '../../src/protocol/events.ts';
import { audit } from '../a11y/audit.ts';
import { killWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { giveOrder } from '../harness/desk.ts';
import { type Attempt, attemptReaches, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let candidate: Candidate;
let page: Page;
let overlay: Frame;
beforeAll(async () => {
  world = await startWorld({
    policy: ({ exam, recording }) => {
      exam.breaks = { count: 2, minutes: 1 };
      recording.input = true;
    },
  });
  candidate = new Candidate(world);
  await candidate.openExam();
  page = await candidate.start();
  overlay = await overlayOf(page);
});
afterAll(() => world.close());

const events = ({ journal }: Attempt, type: EventType) =>
  journal.flatMap(({ at, mono, body }) => (body.kind === 'event' && body.type === type ? [{ at, mono, ...body }] : []));
const parts = ({ journal }: Attempt) => journal.flatMap(({ body }) => (body.kind === 'part' ? [body] : []));
const count = async (type: EventType) => events(await newestAttempt(world), type).length;
/** Where the recordings of a stream end, and where one begins after a moment; monotonic milliseconds. */
const recordedUntil = (attempt: Attempt, moment: number) =>
  Math.max(...parts(attempt).flatMap(({ from, duration }) => (from < moment ? [from + duration] : [])));
const recordedFrom = (attempt: Attempt, moment: number) =>
  Math.min(...parts(attempt).flatMap(({ from }) => (from >= moment ? [from] : [])));

/** The panel is found as it was left, also after a break. */
async function showHelp(isOpen: boolean): Promise<void> {
  const isShown = (await overlay.$('.help-view')) !== null;
  if (isShown !== isOpen) await press(overlay, isOpen ? 'Help' : 'Close help');
}

async function takeBreak(): Promise<void> {
  await showHelp(true);
  await press(overlay, 'Take a break');
  await words(overlay, 'Take a break of 1 minute?');
  await press(overlay, 'Take a break');
  await words(overlay, 'You have a break');
  await words(overlay, /Camera\s+Not recorded\s+Microphone\s+Not recorded\s+Screen\s+Not recorded/);
}

/** Waits until some seconds of the break are over, by what the candidate reads. */
async function someSeconds(): Promise<void> {
  await words(overlay, /(4\d|50) seconds left/);
}

test('in a break nothing is recorded, over a dead worker; it leaves one gap, and is over by the candidate’s press alone', async () => {
  const growing = async () => (await newestAttempt(world)).segments.map((segment) => segment.parts > 2);
  await expect.poll(growing, { timeout: 20_000 }).toEqual([true, true]);
  await takeBreak();
  const found = await audit('break', page, overlay);
  await someSeconds();
  const before = parts(await newestAttempt(world)).length;
  await killWorker(world.browser);
  await page.reload();
  overlay = await overlayOf(page);
  await words(overlay, 'You have a break');
  await words(overlay, /3\d seconds left/);
  expect(parts(await newestAttempt(world))).toHaveLength(before);
  // The desk cannot end it: recording never begins without the candidate.
  const refused = giveOrder(world, 'resume', 'Time is up.');
  await expect(refused).rejects.toThrow();
  await press(overlay, 'Go on with the exam');
  await words(overlay, 'Recording');
  await expect.poll(() => count('session.resumed')).toBe(1);
  const resumed = events(await newestAttempt(world), 'session.resumed')[0]?.mono ?? 0;
  await expect
    .poll(async () => recordedFrom(await newestAttempt(world), resumed), { timeout: 20_000 })
    .toBeLessThan(Number.POSITIVE_INFINITY);
  const attempt = await newestAttempt(world);
  const [paused] = events(attempt, 'session.paused');
  const gaps = events(attempt, 'record.gap');
  expect(gaps).toMatchObject([
    { cause: 'break', severity: 0, data: { stream: 'all', duration: resumed - (paused?.mono ?? 0) } },
  ]);
  // No part lies in the break; the last one before it was cut off within the second in which it began.
  expect(recordedUntil(attempt, resumed - 1000)).toBeLessThan((paused?.mono ?? 0) + 1500);
  for (const type of [
    'input.summary',
    'device.lost',
    'camera.frozen',
    'microphone.silent',
    'record.downshift',
  ] as const) {
    expect(events(attempt, type).filter(({ mono }) => mono > (paused?.mono ?? 0) && mono < resumed)).toEqual([]);
  }
  expect(found).toEqual([]);
});

test('a browser that is killed in a break comes back to the start page, and going in again ends it: two gaps in a row', async () => {
  await takeBreak();
  await someSeconds();
  const before = parts(await newestAttempt(world)).length;
  await world.killBrowser();
  await world.relaunch();
  await words(await candidate.startPage(), 'Your exam was interrupted');
  page = await candidate.start();
  overlay = await overlayOf(page);
  await words(overlay, 'Recording');
  await expect.poll(() => count('session.resumed')).toBe(3);
  const attempt = await newestAttempt(world);
  expect(parts(attempt).length).toBeGreaterThan(before);
  const broke = events(attempt, 'session.paused').at(-1);
  const [, ended, crash] = events(attempt, 'record.gap');
  expect([ended?.cause, crash?.cause]).toEqual(['break', 'crash']);
  const since = events(attempt, 'session.paused').at(-2);
  expect(ended?.data.duration).toBe(Date.parse(broke?.at ?? '') - Date.parse(since?.at ?? ''));
  expect(crash?.data.duration).toBe(Date.parse(crash?.at ?? '') - Date.parse(broke?.at ?? ''));
  // Both are used up.
  await showHelp(true);
  await words(overlay, 'Add a note');
  expect(await overlay.$$('::-p-aria([name="Take a break"][role="button"])')).toEqual([]);
  await showHelp(false);
});

test('what was recorded before and after plays, and the export proves itself', async () => {
  await candidate.work(page);
  await words(await candidate.submit(page), 'All done', 60_000);
  const attempt = await attemptReaches(world, 'complete');
  const faults = (await faultsOf(world, attempt)).filter((fault) => !fault.endsWith('has no last part'));
  expect(faults).toEqual([]);
  // Camera and screen, from the start, after the first break, and after the second.
  for (const stream of ['camera', 'screen']) {
    expect(attempt.segments.filter((segment) => segment.stream === stream)).toHaveLength(3);
  }
});
