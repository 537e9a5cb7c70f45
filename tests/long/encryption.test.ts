import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import type { ElementHandle, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decryptWith, recipientsOf } from '../../src/evidence/part-cipher.ts';
import { audit } from '../a11y/audit.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { attemptReaches, eventTypes, newestAttempt } from '../harness/evidence.ts';
import { holdsPlain, partsOf, sealedFaultsOf, stockAge } from '../harness/sealed-evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let identity: string;
beforeAll(async () => {
  identity = await generateX25519Identity();
  const recipients = await recipientsOf([identity]);
  world = await startWorld({
    policy: ({ recording, verification }) => {
      recording.recipients = recipients;
      verification.identity = 'photo';
    },
  });
});
afterAll(() => world.close());

function write(name: string, text: string): string {
  const file = join(world.folder, name);
  writeFileSync(file, text);
  return file;
}

async function openConsole(attempt: string): Promise<Page> {
  const page = await world.browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(`${world.backend.origin}/console/#/attempts/${attempt}`);
  await page.locator('#key').fill(world.backend.operatorKey);
  await press(page, 'Sign in');
  await words(page, 'This recording is encrypted');
  return page;
}

async function choose(page: Page, file: string): Promise<void> {
  const input = (await page.waitForSelector('#key-file')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(file);
}

/** Waits until both players show a moment, and answers where they stand, in seconds of their segments. */
async function playing(page: Page): Promise<number[]> {
  await page.waitForFunction(
    () => {
      const videos = [...document.querySelectorAll<HTMLVideoElement>('.player video')];
      return videos.length === 2 && videos.every(({ readyState, seeking }) => readyState >= 2 && !seeking);
    },
    { polling: 100 },
  );
  return page.$$eval('.player video', (videos) => videos.map(({ currentTime }) => currentTime));
}

test('a recording arrives encrypted, and is played by whoever has the key file', async () => {
  const candidate = new Candidate(world);
  const consent = await candidate.openExam();
  await words(consent, 'The recording is encrypted on this device before it is sent.');
  const exam = await candidate.start();
  await expect.poll(async () => (await newestAttempt(world)).parts, { timeout: 60_000 }).toBeGreaterThan(10);
  await candidate.work(exam);
  await words(await candidate.submit(exam), 'All done', 60_000);

  const attempt = await attemptReaches(world, 'complete');
  expect(attempt.segments.map(({ stream, cipher, complete }) => [stream, cipher, complete])).toEqual([
    ['camera', 'age', true],
    ['identity', 'age', true],
    ['identity', 'age', true],
    ['screen', 'age', true],
  ]);
  expect(holdsPlain(join(world.folder, 'data'))).toBe(false);
  expect(await sealedFaultsOf(world, attempt, decryptWith([identity]))).toEqual([]);
  const stock = stockAge(write('key.txt', `# public key: none of it is needed\n${identity}\n`));
  if (stock) expect(await sealedFaultsOf(world, attempt, stock)).toEqual([]);
});

test('the console asks for the key file, tells what is wrong with another, and never sends it', async () => {
  const { attempt } = await newestAttempt(world);
  const page = await openConsole(attempt);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));

  await choose(page, write('notes.txt', 'Buy milk'));
  await words(page, 'This is not an age key file');
  await choose(page, write('other.txt', await generateX25519Identity()));
  await words(page, 'This is the key file of age1');
  expect(await page.$$('.player')).toHaveLength(0);
  expect(await audit('console, another key file', page)).toEqual([]);

  await choose(page, join(world.folder, 'key.txt'));
  const before = await playing(page);
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('players');
  expect(await audit('console, encrypted recording', page)).toEqual([]);
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll<HTMLImageElement>('.taken-picture img')].filter((one) => one.naturalWidth > 0)
        .length === 2,
    { polling: 100 },
  );
  await press(page, 'Play');
  await page.waitForFunction(
    (from) => [...document.querySelectorAll('video')].every(({ currentTime }, at) => currentTime > (from[at] ?? 0) + 1),
    { polling: 100 },
    before,
  );
  await press(page, 'Pause');
  await expectInStep(page);
  await page.evaluate(() => document.querySelector<HTMLElement>('[role=slider]')?.focus());
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await expectInStep(page);

  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((request) => request.includes(identity.slice(20, 40)))).toEqual([]);
  const kept = await page.evaluate(async () => [
    Object.values(localStorage).length,
    Object.values(sessionStorage).length,
    (await indexedDB.databases()).length,
    (await caches.keys()).length,
  ]);
  expect(kept).toEqual([0, 0, 0, 0]);

  await page.evaluate(() => location.assign('#/attempts'));
  await page.waitForFunction(() => document.querySelector('.player') === null, { polling: 100 });
  await page.evaluate((id) => location.assign(`#/attempts/${id}`), attempt);
  await words(page, 'This recording is encrypted');
  await page.close();
});

/** Both players stand at one moment of the session. */
async function expectInStep(page: Page): Promise<void> {
  const detail = await newestAttempt(world);
  const begins = ['camera', 'screen'].map(
    (stream) => (detail.segments.find((segment) => segment.stream === stream)?.from ?? 0) / 1000,
  );
  await expect
    .poll(async () => {
      const [camera = 0, screen = 0] = await playing(page);
      return Math.abs((begins[0] ?? 0) + camera - (begins[1] ?? 0) - screen);
    })
    .toBeLessThan(0.1);
}

test('what cannot be encrypted is not kept: the recording stops with a gap, and goes on when it can', async () => {
  const candidate = new Candidate(world, 'Grace Hopper');
  await candidate.openExam();
  await candidate.start();
  await expect.poll(async () => (await newestAttempt(world)).parts, { timeout: 60_000 }).toBeGreaterThan(4);
  const target = await world.browser.waitForTarget((one) => one.url().includes('/extension/offscreen/'));
  const recorder = await target.asPage();
  await recorder.evaluate(() => {
    const derive = crypto.subtle.deriveBits;
    crypto.subtle.deriveBits = () => Promise.reject(new Error('The cryptography of this device is broken.'));
    Object.assign(globalThis, { mend: () => Object.assign(crypto.subtle, { deriveBits: derive }) });
  });
  await words(await candidate.startPage(), 'The recording could not be encrypted');
  await recorder.evaluate(() => (globalThis as unknown as { mend(): void }).mend());
  const exam = await candidate.start();
  await (await overlayOf(exam)).waitForSelector('canvas:not([hidden])'); // the cover is gone
  await candidate.work(exam);
  await words(await candidate.submit(exam), 'All done', 60_000);

  const attempt = await attemptReaches(world, 'complete');
  const events = attempt.journal.flatMap(({ body }) => (body.kind === 'event' ? [body] : []));
  const gaps = events.filter(({ type, cause }) => type === 'record.gap' && cause === 'encryption');
  expect(new Set(gaps.map(({ data }) => data.stream))).toEqual(new Set(['camera', 'screen', 'all']));
  expect(events.find(({ type }) => type === 'session.paused')?.cause).toBe('encryption-failed');
  expect(eventTypes(attempt)).toContain('session.resumed');
  expect(partsOf(attempt).filter(({ cipher }) => cipher !== 'age')).toEqual([]);
  expect(holdsPlain(join(world.folder, 'data'))).toBe(false);
});
