import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkReceiptFile } from '../../src/evidence/receipt-file.ts';
import { checkRecording, readRecording } from '../../src/evidence/recording.ts';
import { extensionId, pageAt, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { exportedRecording, newestAttempt } from '../harness/evidence.ts';
import { OtherTabs } from '../harness/other-tabs.ts';
import { expectWholeAttempt } from '../harness/whole-attempt.ts';
import { startWorld, type World } from '../harness/world.ts';

/** Writes to the help desk where the candidate is, and sees the desk's answer arrive there. */
async function chat(world: World, page: Page | Awaited<ReturnType<typeof overlayOf>>, text: string): Promise<void> {
  await page.locator('textarea').fill(text);
  await press(page, 'Send');
  const { attempt } = await newestAttempt(world);
  const answer = `Answer to: ${text}`;
  await expect
    .poll(async () => JSON.stringify(await (await world.operator(`/v1/attempts/${attempt}/messages`)).json()), {
      timeout: 10_000,
    })
    .toContain(text);
  await world.operator(`/v1/attempts/${attempt}/messages`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: crypto.randomUUID(), text: answer, at: new Date().toISOString() }),
  });
  await words(page, answer);
}

async function openPopup(world: World): Promise<Page> {
  const worker = await serviceWorker(world.browser);
  await worker.evaluate(() => chrome.action.openPopup());
  return pageAt(world.browser, new RegExp(`${extensionId}/popup/`));
}

/** Runs in the service worker: how many sessions, with their receipts, this device remembers. */
function sessionsLeft(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('vigil');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction('sessions').objectStore('sessions').count();
      counting.onsuccess = () => resolve(counting.result);
      counting.onerror = () => reject(counting.error);
    };
  });
}

/** The file that the candidate saves is whole, and the very one that comes with the exported recording. */
async function expectSavedReceipt(world: World, finish: Page): Promise<void> {
  await words(finish, 'Fingerprints');
  const link = await finish.waitForSelector('a[download^="vigil-receipt-"][href^="blob:"]');
  const saved = await link?.evaluate(async (node) => (await fetch((node as HTMLAnchorElement).href)).text());
  const bytes = new TextEncoder().encode(saved);
  const { receipt } = await checkReceiptFile(bytes);
  const files = await exportedRecording(world, await newestAttempt(world));
  await checkRecording(bytes, receipt, await readRecording(files));
  expect(receipt).toMatchObject({ backend: world.backend.origin, gaps: [] });
}

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('from the dashboard to the receipt, with help on the way', async () => {
  const candidate = new Candidate(world);
  const tabs = await OtherTabs.open(world.browser);
  const consent = await candidate.openExam();
  await words(consent, 'Your camera is recorded for the whole exam.');

  const popup = await openPopup(world);
  await chat(world, popup, 'Is my camera good enough?');
  await popup.close().catch(() => undefined);

  const page = await candidate.start();
  expect(await tabs.count()).toBe(0);
  expect(await page.evaluate(() => [outerWidth >= screen.width, outerHeight >= screen.height])).toEqual([true, true]);

  const overlay = await overlayOf(page);
  await overlay.waitForSelector('canvas:not([hidden])');
  await press(overlay, 'Help');
  await chat(world, overlay, 'May I use scrap paper?');
  await press(overlay, 'Close help'); // it stays open from page to page

  await candidate.work(page);
  const finish = await candidate.submit(page);
  await words(finish, 'All done', 60_000);
  await expectWholeAttempt(world);
  await expectSavedReceipt(world, finish);
  await expect.poll(() => tabs.count()).toBe(2);
  tabs.close();

  const after = await openPopup(world);
  await chat(world, after, 'Did everything arrive?');
  const { attempt } = await newestAttempt(world);
  const { messages } = (await (await world.operator(`/v1/attempts/${attempt}/messages`)).json()) as {
    messages: { number: number }[];
  };
  expect(messages.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);

  // What was changed for the exam is changed back.
  const worker = await serviceWorker(world.browser);
  const left = await worker.evaluate(async () => ({
    rules: (await chrome.declarativeNetRequest.getSessionRules()).length,
    scripts: (await chrome.scripting.getRegisteredContentScripts()).length,
    permissions: (await chrome.permissions.getAll()).permissions?.filter((name) =>
      ['tabs', 'downloads', 'clipboardWrite'].includes(name),
    ),
    origins: (await chrome.permissions.getAll()).origins,
  }));
  expect(left).toEqual({ rules: 0, scripts: 0, permissions: [], origins: [] });

  await press(finish, 'Finish and forget this exam here');
  await words(finish, 'There is no exam to finish');
  await expect.poll(() => worker.evaluate(sessionsLeft)).toBe(0);
});
