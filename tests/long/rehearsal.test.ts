import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReadinessCode } from '../../src/rehearsal/readiness-code.ts';
import { audit } from '../a11y/audit.ts';
import { extensionId, launchBrowser, pageAt, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, type Step, words } from '../harness/candidate.ts';
import { deviceJournal } from '../harness/device-journal.ts';
import { SeenTraffic } from '../harness/seen-traffic.ts';
import { startWorld, type World } from '../harness/world.ts';

const own = `chrome-extension://${extensionId}`;
const note = 'Rehearsal: nothing leaves your computer';

// The whole rehearsal, with its three minutes as they are: what the candidate sees of each drill, that nothing leaves
// the device from the press to the code, and what the code says.
describe('a rehearsal', () => {
  const profile = mkdtempSync(join(tmpdir(), 'vigil-rehearsal-'));
  let seen: SeenTraffic;
  let browser: Browser;
  let candidate: Candidate;
  let exam: Page;
  let overlay: Frame;

  beforeAll(async () => {
    seen = await SeenTraffic.start();
    browser = await launchBrowser({ extension: resolve('dist/extension'), profile, sites: [], flags: seen.flags });
    await seen.watch(browser);
    candidate = new Candidate({ browser, exam: '' });
  });
  afterAll(async () => {
    await browser.close();
    await seen.close();
    rmSync(profile, { recursive: true, force: true });
  });

  test('what is asked of the network would be seen', async () => {
    const page = await browser.newPage();
    await page.goto('http://exam.example/').catch(() => undefined);
    const worker = await serviceWorker(browser);
    await worker.evaluate(() => fetch('http://worker.example/').catch(() => undefined));
    expect(seen.hosts).toEqual(['exam.example', 'worker.example']);
    expect(seen.addresses).toEqual(['http://exam.example/', 'http://worker.example/']);
    await page.close();
    seen.forget();
  });

  test('is opened from the popup, and has every step that needs nobody at a desk', async () => {
    const popup = await browser.newPage();
    await popup.goto(`${own}/popup/index.html`);
    expect(await audit('popup at rest', popup)).toEqual([]);
    await press(popup, 'Rehearse an exam').catch(() => undefined); // the popup closes in the middle of the press
    const page = await candidate.startPage();
    const text = await words(page, 'What this exam asks of you');
    expect(text).toContain(note);
    expect(text).toContain('1 of 11');
    const passed: string[] = [];
    await candidate.goTo('start', async (done) => {
      passed.push(done);
      if (done === 'browser') expect(await words(page, 'A rehearsal sends nothing')).toContain(note);
      if (passed.at(-1) === 'desk-scan' && (await page.$('#signed-name')))
        await page.type('#signed-name', 'Ada Lovelace');
    });
    expect([...new Set(passed)]).toEqual([
      'consent',
      'browser',
      'connection',
      'camera',
      'microphone',
      'screen',
      'identity',
      'desk-scan',
      'agreement',
      'introduction',
    ]);
  });

  test('begins as an exam does: recorded, in full screen, with the overlay and the guards', async () => {
    await press(await candidate.startPage(), 'Start exam');
    exam = await pageAt(browser, /\/extension\/rehearsal\//);
    overlay = await overlayOf(exam);
    await words(exam, 'Mock exam');
    expect(await words(exam, /Time left: [21]:/)).toContain(note);
    expect(await words(overlay, 'Recording')).toContain(note);
    await overlay.waitForSelector('canvas:not([hidden])');
    expect(await audit('mock exam', exam)).toEqual([]);
    expect(await audit('thumbnail in a rehearsal', exam, overlay)).toEqual([]);
    const fullScreen = () => matchMedia('(display-mode: fullscreen)').matches;
    expect(await exam.evaluate(fullScreen)).toBe(true);
  });

  test('has a help desk that answers by itself', async () => {
    await press(overlay, 'Help');
    await overlay.locator('textarea').fill('Is anybody there?');
    await press(overlay, 'Send');
    expect(await words(overlay, 'nobody reads along in a rehearsal')).not.toContain('sending');
    await press(overlay, 'Close help');
  });

  test('the connection drops, and comes back', async () => {
    await words(exam, 'The connection drops', 60_000);
    await words(overlay, 'Offline', 20_000);
    expect(await audit('mock exam, drill', exam)).toEqual([]);
    await words(exam, /The connection drops[\s\S]*Went well/, 40_000);
    expect(await words(overlay, 'Recording')).not.toContain('Offline');
  });

  test('the camera is lost until the candidate takes it up again', async () => {
    await words(exam, 'The camera is lost', 60_000);
    await words(overlay, 'Your camera is gone');
    await press(overlay, 'Reconnect camera');
    await words(exam, /The camera is lost[\s\S]*Went well/);
    expect(await words(overlay, 'Recording')).not.toContain('Your camera is gone');
  });

  test('another tab is closed at once', async () => {
    await words(exam, 'Another tab', 60_000);
    const before = (await browser.pages()).length;
    await (await serviceWorker(browser)).evaluate(() => void chrome.tabs.create({ url: 'about:blank' }));
    await words(exam, /Another tab[\s\S]*Went well/);
    await expect.poll(async () => (await browser.pages()).length).toBe(before);
  });

  test('ends by itself after three minutes, with a code that says how it went; nothing has left', async () => {
    await words(exam, /Time left: 0:[0-2]\d/, 60_000);
    const { entries } = await deviceJournal(exam);
    expect(entries.some(({ body }) => body.kind === 'part' && body.stream === 'desk')).toBe(true);
    const finish = await candidate.finishPage();
    const text = await words(finish, 'Your readiness code', 90_000);
    expect(text).toContain(note);
    expect(text).toContain('Everything that was recorded has been deleted');
    const code = text.match(/\b(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}\b/)?.[0] ?? '';
    const fine = { link: 'passed', camera: 'passed', tab: 'passed' };
    expect(readReadinessCode(code)).toMatchObject({
      day: new Date().toISOString().slice(0, 10),
      system: 'linux',
      checks: { connection: 'open', screen: 'fine', identity: 'fine', 'desk-scan': 'fine', agreement: 'fine' },
      drills: fine,
    });
    expect(await audit('finish of a rehearsal', finish)).toEqual([]);
    expect(await leftOver(finish)).toEqual({ parts: 0, journal: 0, unfinished: 0 });
    expect({ hosts: seen.hosts, addresses: seen.addresses }).toEqual({ hosts: [], addresses: [] });
    expect(seen.requests).toBeGreaterThan(20);
    await press(finish, 'Finish and forget this exam here');
    await words(finish, 'There is no exam to finish');
  });
});

describe('an exam that is opened in the middle of a rehearsal', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  test('takes its place: the rehearsal ends, and gives back what it closed', async () => {
    const candidate = new Candidate(world);
    const platform = await candidate.signIn();
    const address = await platform.evaluate(async () => {
      const made = await fetch('/exams/cell-biology/attempts', { method: 'POST' });
      return ((await made.json()) as { address: string }).address;
    });
    const page = await world.browser.newPage();
    await page.goto(`${own}/extension/onboarding/index.html`);
    await press(page, 'Rehearse an exam');
    await candidate.goTo('start', (done) => signed(page, done));
    await press(page, 'Start exam');
    const exam = await pageAt(world.browser, /\/extension\/rehearsal\//);
    await words(await overlayOf(exam), 'Recording');
    expect(await exam.evaluate(() => chrome.runtime.sendMessage({ type: 'rehearse' }))).toEqual({ ok: true });
    // Nothing else could bring a launch while the rehearsal closes every other tab.
    const opened = await exam.evaluate(
      (launch) => chrome.runtime.sendMessage({ type: 'openLaunch', address: launch }),
      address,
    );
    expect(opened).toMatchObject({ ok: true, value: { phase: 'onboarding', rehearsal: false, step: 'consent' } });
    await world.browser.waitForTarget((target) => target.url().startsWith(world.exam), { timeout: 10_000 });
    await exam.evaluate(() => chrome.runtime.sendMessage({ type: 'showStart' }));
    expect(await words(await candidate.startPage(), 'Cell biology: midterm')).not.toContain(note);
    expect(await exam.evaluate(() => chrome.runtime.sendMessage({ type: 'rehearse' }))).toMatchObject({ ok: false });
    expect((await leftOver(exam)).parts).toBe(0);
  });
});

/** Signs the agreement once its step is shown. */
async function signed(page: Page, done: Step): Promise<void> {
  if (done === 'desk-scan' && (await page.$('#signed-name'))) await page.type('#signed-name', 'Ada Lovelace');
}

/** What the device still holds of sessions. */
function leftOver(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('vigil'));
    const stores = db.transaction(['sessions', 'journal', 'parts']);
    const sessions = await done(stores.objectStore('sessions').getAll());
    const counted = {
      parts: await done(stores.objectStore('parts').count()),
      journal: await done(stores.objectStore('journal').count()),
      unfinished: sessions.filter(({ receipt }) => receipt === null).length,
    };
    db.close();
    return counted;
  });
}
