import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReadinessCode } from '../../src/rehearsal/readiness-code.ts';
import { audit } from '../a11y/audit.ts';
import { extensionId, launchBrowser, pageAt, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { deviceJournal } from '../harness/device-journal.ts';
import { SeenTraffic } from '../harness/seen-traffic.ts';

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
    expect(seen.hosts).toContain('exam.example');
    expect(seen.hosts).toContain('worker.example');
    await page.close();
    seen.hosts.length = 0;
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
    await words(overlay, 'nobody reads along in a rehearsal');
    await press(overlay, 'Close help');
  });

  test('the connection drops, and comes back', async () => {
    await words(exam, 'The connection drops', 60_000);
    await words(overlay, 'Offline', 20_000);
    expect(await audit('mock exam, drill', exam)).toEqual([]);
    await words(exam, /The connection drops[\s\S]*Went well/, 40_000);
    await words(overlay, 'Recording');
  });

  test('the camera is lost until the candidate takes it up again', async () => {
    await words(exam, 'The camera is lost', 60_000);
    await words(overlay, 'Your camera is gone');
    await press(overlay, 'Reconnect camera');
    await words(exam, /The camera is lost[\s\S]*Went well/);
    await words(overlay, 'Recording');
  });

  test('another tab is closed at once', async () => {
    await words(exam, 'Another tab', 60_000);
    const before = (await browser.pages()).length;
    await (await serviceWorker(browser)).evaluate(() => void chrome.tabs.create({ url: 'http://tab.example/' }));
    await words(exam, /Another tab[\s\S]*Went well/);
    await expect.poll(async () => (await browser.pages()).length).toBe(before);
  });

  test('ends by itself after three minutes, with a code that says how it went; nothing has left', async () => {
    await words(exam, /Time left: 0:[0-5]\d/, 60_000);
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
    expect(seen.hosts).toEqual([]);
    await press(finish, 'Finish and forget this exam here');
    await words(finish, 'Nothing is under way');
  });
});

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
