import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { type Attempt, attemptReaches, eventTypes, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { failingMedia } from '../harness/failing-media.ts';
import { moveClock, pullOut, recorderPage, watchDevices } from '../harness/recorder-page.ts';
import { startWorld, type World } from '../harness/world.ts';

/** Within what a fault must be noticed, and what an entry's clock may be off by. */
const noticedWithinMs = 5_000;
const noticed: { fault: string; ms: number }[] = [];
afterAll(() => console.table(noticed));

interface Told {
  readonly type: string;
  readonly at: string;
  readonly cause: string;
  readonly severity: number;
  readonly data: Readonly<Record<string, unknown>>;
}

const events = ({ journal }: Attempt): Told[] =>
  journal.flatMap(({ at, body }) => (body.kind === 'event' ? [{ ...body, at }] : []));

/** Waits until the backend has so many events of a type, and answers the last. */
async function told(world: World, type: string, count = 1): Promise<Told> {
  const all = async () => events(await newestAttempt(world)).filter((event) => event.type === type);
  await expect.poll(async () => (await all()).length, { message: type }).toBeGreaterThanOrEqual(count);
  const event = (await all())[count - 1];
  if (!event) throw new Error(`No ${type}`);
  return event;
}

/** Notes how long after a fault an event came, which must not be longer than specified. */
function inTime(fault: string, ms: number): void {
  noticed.push({ fault, ms: Math.round(ms) });
  expect(ms).toBeLessThanOrEqual(noticedWithinMs);
}

/** The exam was never interrupted, and the evidence is whole. A piece cut short by a fault may lack a track. */
async function expectWhole(world: World): Promise<Attempt> {
  const attempt = await attemptReaches(world, 'complete');
  const sessions = eventTypes(attempt).filter((type) => type.startsWith('session.'));
  expect(sessions).toEqual(['session.started', 'session.submitted']);
  const faults = (await faultsOf(world, attempt)).filter((fault) => !/has tracks|only \d packets/.test(fault));
  expect(faults).toEqual([]);
  return attempt;
}

describe('devices that go', () => {
  let world: World;
  let candidate: Candidate;
  let page: Page;
  let recorder: Page;

  beforeAll(async () => {
    world = await startWorld({
      devices: 'real',
      flags: ['--use-fake-device-for-media-stream=device-count=2', '--use-fake-ui-for-media-stream'],
    });
    candidate = new Candidate(world);
    await candidate.openExam();
    recorder = await recorderPage(world.browser);
    await watchDevices(recorder);
    page = await candidate.start();
  });
  afterAll(() => world.close());

  test('a camera with a loose contact comes back by itself', async () => {
    await told(world, 'session.started');
    const at = await pullOut(recorder, 'camera', true);
    const lost = await told(world, 'device.lost');
    inTime('camera gone', Date.parse(lost.at) - at);
    expect(lost).toMatchObject({ cause: 'ended', data: { stream: 'camera' } });
    expect(await told(world, 'device.back')).toMatchObject({ severity: 0, data: { stream: 'camera' } });
    expect(await told(world, 'record.gap')).toMatchObject({ cause: 'device', data: { stream: 'camera' } });
  });

  test('in place of a camera that stays away another one is taken, on one click', async () => {
    const at = await pullOut(recorder, 'camera', false);
    const overlay = await overlayOf(page);
    await words(overlay, 'Your camera is gone');
    inTime('camera stays away', Date.parse((await told(world, 'device.lost', 2)).at) - at);
    expect(await told(world, 'device.lost', 2)).toMatchObject({ cause: 'unplugged' });
    await press(overlay, 'Reconnect camera');
    expect(await told(world, 'device.changed')).toMatchObject({ data: { stream: 'camera', label: 'fake_device_1' } });
    expect(await told(world, 'record.gap', 2)).toMatchObject({ cause: 'device', data: { stream: 'camera' } });
    await words(overlay, 'Recording');
  });

  test('a microphone that goes leaves the camera recording, and comes back', async () => {
    const at = await pullOut(recorder, 'microphone', true);
    inTime('microphone gone', Date.parse((await told(world, 'device.lost', 3)).at) - at);
    expect(await told(world, 'device.back', 2)).toMatchObject({ data: { stream: 'microphone' } });
    expect(await told(world, 'record.gap', 3)).toMatchObject({ cause: 'device', data: { stream: 'microphone' } });
  });

  test('sharing that was stopped is taken up on one click, and no check is repeated', async () => {
    const at = await pullOut(recorder, 'screen', true);
    const overlay = await overlayOf(page);
    await words(overlay, 'Your screen is not shared any more');
    inTime('sharing stopped', Date.parse((await told(world, 'screen.share.stopped')).at) - at);
    await press(overlay, 'Share your screen again');
    await told(world, 'screen.share.back');
    expect(await told(world, 'record.gap', 4)).toMatchObject({ cause: 'user', data: { stream: 'screen' } });
    await words(overlay, 'Recording');
  });

  test('a clock that is changed is told with its size, and entries keep the right time', async () => {
    const hour = 3_600_000;
    const worker = await serviceWorker(world.browser);
    const set = (byMs: number) => Promise.all([moveClock(recorder, byMs), moveClock(worker, byMs)]);
    let at = Date.now();
    await set(-hour);
    const back = await told(world, 'clock.jump');
    inTime('clock set back', Date.parse(back.at) - at);
    expect(back).toMatchObject({ cause: 'set-back', data: { byMs: expect.closeTo(-hour, -3) } });
    at = Date.now();
    await set(hour); // an hour ahead could be sleep: the backend's clock tells
    const ahead = await told(world, 'clock.jump', 2);
    inTime('clock set forward', Date.parse(ahead.at) - at);
    expect(ahead).toMatchObject({ cause: 'set-forward', data: { byMs: expect.closeTo(hour, -3) } });
    expect(eventTypes(await newestAttempt(world)).filter((type) => type === 'record.gap')).toHaveLength(4);
  });

  test('a computer that sleeps leaves a gap, and records on when it wakes up', async () => {
    const { pid } = world.browser.process() ?? {};
    if (pid === undefined) throw new Error('The browser has no process');
    const slept = 8_000;
    process.kill(-pid, 'SIGSTOP'); // every process of it stands still, as when the computer is suspended
    await new Promise((resolve) => setTimeout(resolve, slept));
    const at = Date.now();
    process.kill(-pid, 'SIGCONT');
    const gap = await told(world, 'record.gap', 5);
    inTime('sleep', Date.parse(gap.at) - at);
    expect(gap).toMatchObject({ cause: 'sleep', data: { stream: 'all', duration: expect.any(Number) } });
    expect(Number(gap.data.duration)).toBeGreaterThan(slept - 2_000);
  });

  test('a device that is still missing at the end leaves its gap before the end is signed', async () => {
    await pullOut(recorder, 'microphone', false);
    await told(world, 'device.lost', 4);
    await candidate.work(page);
    await words(await candidate.submit(page), 'All done', 60_000);
    const all = events(await expectWhole(world));
    expect(all.at(-1)).toMatchObject({ type: 'record.gap', cause: 'device', data: { stream: 'microphone' } });
  });
});

describe('devices that give nothing', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-failing-'));
  let world: World;
  let candidate: Candidate;
  let page: Page;

  beforeAll(async () => {
    world = await startWorld(failingMedia(folder));
    candidate = new Candidate(world);
    await candidate.openExam();
    page = await candidate.start();
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true });
  });

  test('a camera that is covered, a microphone without a sound, a picture that stands still', async () => {
    const overlay = await overlayOf(page);
    const silent = told(world, 'microphone.silent');
    await words(overlay, 'Your camera shows nothing');
    const covered = await told(world, 'camera.covered');
    inTime('camera covered', Number(covered.data.afterMs));
    expect(covered).toMatchObject({ cause: 'dark-or-flat', severity: 0.3 });
    const silence = await silent;
    inTime('microphone silent', Number(silence.data.afterMs));
    expect(silence).toMatchObject({ cause: 'no-sound', severity: 0.2 });
    await words(overlay, 'Your camera’s picture stands still');
    const frozen = await told(world, 'camera.frozen');
    inTime('camera frozen', Number(frozen.data.afterMs));
    await press(overlay, 'Reconnect camera');
    expect(await told(world, 'record.gap')).toMatchObject({ cause: 'device', data: { stream: 'camera' } });
    const backs = async () => events(await newestAttempt(world)).filter(({ type }) => type === 'device.back');
    const causes = async () => (await backs()).map(({ cause }) => cause);
    await expect.poll(causes).toEqual(expect.arrayContaining(['covered', 'silent', 'frozen']));
    await candidate.work(page);
    await words(await candidate.submit(page), 'All done', 60_000);
    await expectWhole(world);
  });
});
