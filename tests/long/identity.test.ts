import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { extensionId, killWorker } from '../harness/browser.ts';
import { Candidate, press, words } from '../harness/candidate.ts';
import { openConsole } from '../harness/console-page.ts';
import { attemptReaches, eventTypes, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { rangeWithin } from '../harness/picture-pixels.ts';
import { startWorld, type World } from '../harness/world.ts';

/** Where the black box is after the keys below, and a place beside it. */
const covered = { x: 0.41, y: 0.46, width: 0.3, height: 0.12 };
const beside = { x: 0.41, y: 0.62, width: 0.3, height: 0.12 };
/** JPEG smears an edge over its blocks of 8 pixels: what is asked for is the inside. */
const inner = { x: 0.43, y: 0.49, width: 0.26, height: 0.07 };

/** Takes the photo of the document and covers a place of it by keyboard alone. */
async function takeDocument(page: Page): Promise<void> {
  await press(page, 'Take the photo of the document');
  await press(page, 'Add a black box');
  await page.waitForSelector('::-p-aria([name="Black box 1 of 1"][role="button"])');
  for (let time = 0; time < 3; time++) await page.keyboard.press('ArrowRight');
  await page.keyboard.down('Shift');
  for (let time = 0; time < 2; time++) await page.keyboard.press('ArrowDown');
  await page.keyboard.up('Shift');
  await words(page, 'Black box 1: 41% from the left, 46% from the top, 30% wide, 12% high');
  await press(page, 'Continue with this photo');
}

/** Waits until so many pictures are seen. */
async function pictures(page: Page, count: number): Promise<void> {
  const seen = (expected: number) => {
    const all = [...document.querySelectorAll<HTMLImageElement>('.taken-picture img')];
    return all.length === expected && all.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
  };
  await page.waitForFunction(seen, { polling: 100 }, count);
}

async function segment(world: World, stream: string, number: number): Promise<Response> {
  const { attempt } = await newestAttempt(world);
  return world.operator(`/v1/attempts/${attempt}/segments/${stream}/${number}`);
}

describe('a candidate whom a person at the desk lets in', () => {
  let world: World;
  let candidate: Candidate;
  let page: Page;
  let desk: Page;
  beforeAll(async () => {
    world = await startWorld({
      policy: ({ recording, verification }) => {
        verification.identity = 'live';
        recording.deskScan = 'start';
      },
    });
    candidate = new Candidate(world);
    await candidate.openExam();
    page = await candidate.goTo('identity');
  });
  afterAll(() => world.close());

  test('takes photos as often as wanted, and nothing of it is kept before it is handed in', async () => {
    await words(page, 'Photo 1 of 2');
    const found = await audit('photo of the document', page);
    await press(page, 'Take the photo of the document');
    await press(page, 'Add a black box');
    found.push(...(await audit('black boxes', page)));
    await press(page, 'Take it again');
    await takeDocument(page);
    await press(page, 'Take the photo of your face');
    await words(page, 'Your two photos');
    await page.reload();
    await words(page, 'Photo 1 of 2');
    await takeDocument(page);
    await press(page, 'Take the photo of your face');
    await press(page, 'Photograph your face again');
    await press(page, 'Take the photo of your face');
    await words(page, 'Your two photos');
    expect(eventTypes(await newestAttempt(world))).toEqual(['browser.checked', 'connection.measured']);
    expect((await newestAttempt(world)).segments).toEqual([]);
    found.push(...(await audit('both photos', page)));
    await press(page, 'Use these photos');
    await words(page, 'A person will look at your photos');
    found.push(...(await audit('waiting for admission', page)));
    expect(found).toEqual([]);
  });

  test('what was covered is black in what the backend holds, and the place beside it is not', async () => {
    await words(page, 'Your photos have arrived');
    const photo = await segment(world, 'identity', 0);
    expect(photo.headers.get('content-type')).toBe('image/jpeg');
    const bytes = new Uint8Array(await photo.arrayBuffer());
    expect((await rangeWithin(page, bytes, inner)).high).toBeLessThan(8);
    expect((await rangeWithin(page, bytes, covered)).high).toBeLessThan(64);
    expect((await rangeWithin(page, bytes, beside)).high).toBeGreaterThan(100);
    const { journal, segments } = await newestAttempt(world);
    expect(segments.map(({ stream, parts, complete }) => [stream, parts, complete])).toEqual([
      ['identity', 1, true],
      ['identity', 1, true],
    ]);
    expect(journal.at(-1)?.body).toMatchObject({
      type: 'identity.shown',
      cause: 'live',
      data: { document: 0, face: 1, blackened: 1 },
    });
  });

  test('waits through a reload, a dead worker and a killed browser, and takes other photos when the desk asks for them', async () => {
    await killWorker(world.browser);
    await page.reload();
    await words(page, 'A person will look at your photos');
    await world.killBrowser();
    await world.relaunch();
    page = await world.browser.newPage();
    await page.goto(`chrome-extension://${extensionId}/extension/onboarding/index.html`);
    await words(page, 'A person will look at your photos');
    desk = await openConsole(world, '#/admission');
    await words(desk, candidate.name);
    await pictures(desk, 2);
    const found = await audit('console, admission', desk);
    await press(desk, `Ask for other photos of ${candidate.name}`);
    await desk.locator('#refusal-reason').fill('Your name cannot be read.');
    found.push(...(await audit('console, other photos', desk)));
    await press(desk, 'Ask for other photos');
    await words(desk, 'Nobody waits');
    await page.bringToFront();
    await words(page, 'Your name cannot be read.');
    found.push(...(await audit('photos that are refused', page)));
    expect(found).toEqual([]);
    await press(page, 'Take the photo of the document');
    await press(page, 'Continue with this photo');
    await press(page, 'Take the photo of your face');
    await press(page, 'Use these photos');
    await words(page, 'A person will look at your photos');
  });

  test('is let in by a press in the console, and goes on by itself', async () => {
    await desk.bringToFront();
    await words(desk, candidate.name);
    await press(desk, `Admit ${candidate.name}`);
    await words(page, 'Show your desk');
    await words(desk, 'is admitted');
    await expect
      .poll(async () => eventTypes(await newestAttempt(world)).filter((type) => type.startsWith('identity.')))
      .toEqual(['identity.shown', 'identity.refused', 'identity.shown', 'identity.admitted']);
  });

  test('films the desk, looks at it and films again; only the last film is handed in', async () => {
    await page.bringToFront();
    const found = await audit('desk, before the film', page);
    for (const then of ['Film again', 'Use this film']) {
      await press(page, 'Start the film');
      await words(page, 'The top of your desk');
      await words(page, 'What is on your left');
      await press(page, 'Stop the film');
      await page.waitForFunction(() => (document.querySelector<HTMLVideoElement>('.desk-film')?.videoWidth ?? 0) > 0);
      if (then === 'Use this film') found.push(...(await audit('film of the desk', page)));
      await press(page, then);
    }
    expect(found).toEqual([]);
    await words(page, 'Before you begin');
    const { segments } = await newestAttempt(world);
    expect(segments.filter(({ stream }) => stream === 'desk')).toMatchObject([{ segment: 0 }]);
  });

  test('takes the exam; the export proves photos, film and recording, and the console shows them', async () => {
    // The browser shares no screen after it was killed: it is asked for once more, right before the start.
    await words(await candidate.goTo('screen'), 'Your screen is not shared any more');
    const exam = await candidate.start();
    await candidate.work(exam);
    await words(await candidate.submit(exam), 'All done', 60_000);
    const attempt = await attemptReaches(world, 'complete');
    expect(await faultsOf(world, attempt)).toEqual([]);
    const counted = Map.groupBy(attempt.segments, ({ stream }) => stream);
    expect([...counted.keys()].sort()).toEqual(['camera', 'desk', 'identity', 'screen']);
    expect(counted.get('identity')).toHaveLength(4);
    expect(counted.get('desk')?.[0]?.duration).toBeGreaterThanOrEqual(15_000);
    expect(eventTypes(attempt).slice(0, 8)).toEqual([
      'browser.checked',
      'connection.measured',
      'identity.shown',
      'identity.refused',
      'identity.shown',
      'identity.admitted',
      'desk.scanned',
      'session.started',
    ]);
    desk = await world.browser.newPage(); // the one before was closed for the exam
    await desk.goto(`${world.backend.origin}/console/#/attempts/${attempt.attempt}`);
    await pictures(desk, 4);
    await desk.waitForFunction(
      () => (document.querySelector<HTMLVideoElement>('.taken-picture video')?.videoWidth ?? 0) > 0,
      { polling: 100 },
    );
  });
});
