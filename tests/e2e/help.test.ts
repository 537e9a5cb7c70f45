import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { ElementHandle, Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadsOf, extensionId, killWorker, pageAt, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { eventTypes, newestAttempt } from '../harness/evidence.ts';
import { HelpDesk } from '../harness/help-desk.ts';
import { popupBeside } from '../harness/help-panel.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let candidate: Candidate;
let start: Page;
let exam: Page;
let panel: Frame;
let desk: HelpDesk;
beforeAll(async () => {
  world = await startWorld({
    policy: (policy) => {
      policy.help = { technical: true, pictures: true };
      policy.lockdown.newTabs = 'allowed'; // for the popup's page; see `popupBeside`
    },
  });
  candidate = new Candidate(world);
});
afterAll(() => world.close());

async function openPopup(): Promise<Page> {
  const worker = await serviceWorker(world.browser);
  await worker.evaluate(() => chrome.action.openPopup());
  return pageAt(world.browser, new RegExp(`${extensionId}/popup/`));
}

/** Writes in a page that is behind another one, where nothing can be clicked. */
function writeBehind(page: Page, text: string): Promise<void> {
  return page.$eval(
    '.chat textarea',
    (field, words) => {
      (field as HTMLTextAreaElement).value = words;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.closest('form')?.requestSubmit();
    },
    text,
  );
}

async function write(where: Page | Frame, text: string): Promise<void> {
  await where.locator('.chat textarea').fill(text);
  await press(where, 'Send');
}

/** The messages that a page shows, in its order. */
function shown(where: Page | Frame): Promise<string[]> {
  return where.$$eval('.chat-text', (nodes) => nodes.map((node) => node.textContent ?? ''));
}

async function badge(): Promise<string> {
  return (await serviceWorker(world.browser)).evaluate(() => chrome.action.getBadgeText({}));
}

/** A picture with a remark of the camera's in it, as a file. */
function tellingPicture(remark: string): string {
  const icon = readFileSync(join('dist', 'extension', 'extension', 'icons', '128.png'));
  const chunk = Buffer.from(`tEXtComment\0${remark}`, 'latin1');
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(chunk.length - 4);
  sum.writeUInt32BE(crc32(chunk));
  const headEnd = 8 + 25; // signature, and the first chunk
  const file = join(world.folder, 'Ada at home.png');
  writeFileSync(file, Buffer.concat([icon.subarray(0, headEnd), length, chunk, sum, icon.subarray(headEnd)]));
  return file;
}

test('without a session the popup says how help comes about', async () => {
  const popup = await world.browser.newPage();
  await popup.goto(`chrome-extension://${extensionId}/popup/index.html`);
  await words(popup, 'The chat opens with an exam');
  expect(await popup.$('.chat textarea')).toBeNull();
  await popup.close();
});

test('before the exam: the card goes along as the candidate saw it, or not at all', async () => {
  start = await candidate.openExam();
  desk = await HelpDesk.of(world);
  await press(start, 'Help');
  await start.waitForSelector('.chat-card');
  const card = await start.$$eval('.chat-card dd', (nodes) => nodes.map((node) => node.textContent));
  await write(start, 'Is my camera good enough?');
  await expect.poll(() => desk.asked()).toEqual(['Is my camera good enough?']);
  const [message] = (await desk.read()).messages;
  expect(message).toMatchObject({ route: 'desk', context: { step: 'consent', check: null, problems: [] } });
  const { provider, exam: title, browser } = message?.context ?? {};
  expect(card).toEqual([provider, title, 'Consent', expect.any(String), browser]);
  expect(JSON.stringify(message?.context)).not.toMatch(/Ada|https?:/);
  // It was shown once: the next message has none.
  await start.waitForSelector('.chat-card', { hidden: true });
  await start.locator('::-p-aria([name="Technical help"][role="radio"])').click();
  await write(start, 'And my link?');
  await expect.poll(() => desk.asked()).toHaveLength(2);
  const [, second] = (await desk.read()).messages;
  expect(second).toMatchObject({ route: 'technical' });
  expect(second).not.toHaveProperty('context');
});

test('the conversation can be kept as a file', async () => {
  await press(start, 'Download the conversation');
  const folder = downloadsOf(join(world.folder, 'profile'));
  const files = () => {
    try {
      return readdirSync(folder).filter((name) => name.endsWith('.txt'));
    } catch {
      return [];
    }
  };
  await expect.poll(files).toHaveLength(1);
  const [name = ''] = files();
  expect(name).toMatch(/^vigil-conversation-Cell-biology-midterm-[\d-]+\.txt$/);
  expect(readFileSync(join(folder, name), 'utf8')).toMatch(/You\nIs my camera good enough\?\n[\s\S]*And my link\?/);
});

test('a check that fails later brings the card again, and the candidate may leave it out', async () => {
  await press(start, 'Close help');
  await candidate.goTo('camera');
  // What the check's own way to help does: see tests/e2e/override.test.ts.
  await start.evaluate(async () => {
    await chrome.runtime.sendMessage({ type: 'askDesk', check: 'camera', cause: 'no-device', hasDevice: false });
  });
  await press(start, 'Help');
  await words(start, /What fails\s+Camera: no-device/);
  await start.locator('.chat-card input').click();
  await write(start, 'Never mind the details.');
  await expect.poll(() => desk.asked()).toHaveLength(3);
  expect((await desk.read()).messages.at(-1)).not.toHaveProperty('context');
  await start.waitForSelector('.chat-card', { hidden: true });
});

test('what is unread stands on the toolbar icon, whatever dies, until it is read', async () => {
  await press(start, 'Close help');
  expect(await badge()).toBe('');
  await desk.answer('Are you still there?');
  await words(start, '1 new');
  await expect.poll(badge).toBe('1');
  await killWorker(world.browser);
  await desk.answer('Hello?');
  await words(start, '2 new');
  await expect.poll(badge).toBe('2');
  const popup = await openPopup(); // the other door
  await words(popup, 'Hello?');
  await expect.poll(badge).toBe('');
  await popup.close().catch(() => undefined);
  await start.waitForFunction(() => !document.body.innerText.includes('2 new'));
});

test('two doors, one conversation, in full screen, and text is text', async () => {
  exam = await candidate.start();
  panel = await overlayOf(exam);
  await press(panel, 'Help');
  await words(panel, 'Is my camera good enough');
  await write(panel, 'May I use <b>scrap</b> paper?');
  await expect.poll(() => desk.asked()).toContain('May I use <b>scrap</b> paper?');
  await desk.answer('<img src=x onerror="document.title=\'taken\'"> Yes & no', 'Grace');
  await words(panel, 'Grace, help desk');
  const popup = await popupBeside(world.browser);
  await words(popup, 'Yes & no');
  await writeBehind(popup, 'From the other door');
  await words(panel, 'From the other door');
  const all = await shown(panel);
  expect(all.slice(-3)).toEqual([
    'May I use <b>scrap</b> paper?',
    '<img src=x onerror="document.title=\'taken\'"> Yes & no',
    'From the other door',
  ]);
  expect(await shown(popup)).toEqual(all);
  expect(await panel.$$('.chat-log :is(img, b)')).toEqual([]);
  await popup.close().catch(() => undefined);
});

test('each side sees that the other writes, and what it has read', async () => {
  const { messages } = await desk.read();
  const answered = messages.findLast(({ from }) => from === 'desk')?.number;
  await expect.poll(async () => (await desk.read()).marks?.seen).toBe(answered); // it is on the screen
  await words(panel, /From the other door\s+Read/);
  await panel.locator('.chat textarea').fill('So');
  await expect.poll(async () => (await desk.read()).marks?.typing).toBe(true);
  await panel.focus('.chat textarea');
  for (const _ of 'So') await exam.keyboard.press('Backspace');
  await expect.poll(async () => (await desk.read()).marks?.typing).toBe(false);
  await desk.writes(true);
  await words(panel, 'The help desk is writing');
  await desk.writes(false);
  await panel.waitForFunction(() => !document.body.innerText.includes('is writing'));
});

test('what is written without a connection arrives once and in order', async () => {
  await world.stopBackend();
  const texts = ['One', 'Two', 'Three', 'Four'];
  for (const text of texts) {
    await write(panel, text);
    await words(panel, text);
  }
  await words(panel, 'sending');
  await world.restartBackend();
  await expect.poll(async () => (await desk.asked()).slice(-4)).toEqual(texts);
  const { messages } = await desk.read();
  expect(messages.map(({ number }) => number)).toEqual(messages.map((_, at) => at + 1));
  await panel.waitForFunction(() => !document.body.innerText.includes('sending'));
});

test('a picture is made anew on the device: nothing else of its file leaves', async () => {
  const input = (await panel.waitForSelector('.chat input[type=file]')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(tellingPicture('At home in Bath Street 7'));
  await panel.waitForSelector('.chat-form img[alt="Picture (JPEG)"]');
  await press(panel, 'Send');
  await panel.waitForSelector('.chat-log img[alt="Picture (JPEG)"]');
  await expect.poll(async () => (await desk.read()).messages.at(-1)?.picture).toBeTruthy();
  const response = await desk.picture((await desk.read()).messages.at(-1)?.picture ?? '');
  expect(response.headers.get('content-type')).toBe('image/jpeg');
  const bytes = Buffer.from(await response.arrayBuffer()).toString('latin1');
  expect(bytes).not.toMatch(/Bath|Comment|Exif|Ada/);
});

test('what the backend takes never is shown with its reason, and holds nothing up', async () => {
  await panel.evaluate((picture) => {
    const id = crypto.randomUUID();
    return chrome.runtime.sendMessage({ type: 'chat', id, text: 'Look at this', picture });
  }, crypto.randomUUID());
  await write(panel, 'Behind it');
  await expect.poll(() => desk.asked()).toContain('Behind it');
  await words(panel, /Not sent\s+The request is not valid. The picture of this message is not here/);
  await press(panel, 'Try again');
  await words(panel, /Behind it[\s\S]*Not sent/);
  await press(panel, 'Remove');
  await panel.waitForFunction(() => !document.body.innerText.includes('Look at this'));
  expect(await desk.asked()).not.toContain('Look at this');
});

test('none of it cost focus or full screen', async () => {
  expect(await exam.evaluate(() => [outerWidth >= screen.width, outerHeight >= screen.height])).toEqual([true, true]);
  const types = eventTypes(await newestAttempt(world));
  expect(types).toContain('help.message');
  expect(types.filter((type) => /^(focus|fullscreen)\./.test(type))).toEqual([]);
});
