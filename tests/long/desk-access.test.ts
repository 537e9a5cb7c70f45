import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { keepsFocus, stands, targets } from '../a11y/page-checks.ts';
import { type BareBrowser, openBareBrowser } from '../bench/bare-browser.ts';
import { call, startTestBackend, type TestBackend } from '../contract/test-backend.ts';
import { press, words } from '../harness/candidate.ts';
import { openConsole } from '../harness/console-page.ts';
import { type DeskScene, everyUrgency } from '../harness/desk-scene.ts';
import { pressByKey, tabTo } from '../harness/keyboard.ts';

let backend: TestBackend;
let office: BareBrowser;
let scene: DeskScene;
let desk: Page;

beforeAll(async () => {
  [backend, office] = await Promise.all([startTestBackend(), openBareBrowser()]);
  scene = await everyUrgency(backend);
  desk = await openConsole({ browser: office.browser, backend }, '#/help');
  await words(desk, 'Rosalind Franklin');
});
afterAll(async () => {
  await office.close();
  await backend.remove();
});

async function look(surface: string): Promise<string[]> {
  return [
    ...(await audit(surface, desk)),
    ...(await targets(surface, desk)),
    ...(await stands(surface, desk)),
    ...(await keepsFocus(surface, desk)),
  ];
}

async function goTo(name: string): Promise<void> {
  await desk.evaluate((hash) => void location.assign(hash), `#/help/${scene.attemptOf(name)}`);
  await words(desk, `Write to ${name}`);
}

async function unfold(): Promise<void> {
  await desk.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

test('the queue says who is most urgent and why, in words and by shape', async () => {
  const rows = await desk.$$eval('.queue-link', (links) =>
    links.map((link) => [
      link.querySelector('strong')?.textContent,
      link.querySelector('.queue-reason span')?.textContent,
      link.querySelector('path')?.getAttribute('d'),
    ]),
  );
  expect(rows.map(([name, reason]) => [name, reason])).toEqual([
    ['Alan Turing', 'Camera: blocked by system'],
    ['Ada Lovelace', 'Paused by the desk'],
    ['Katherine Johnson', 'Asks for a break'],
    ['Mary Jackson', 'Writes in the exam'],
    ['Edsger Dijkstra', 'Writes before the exam'],
    ['Emmy Noether', 'Writes after the exam'],
    ['Rosalind Franklin', 'No messages'],
  ]);
  expect(new Set(rows.map(([, , shape]) => shape)).size).toBe(6); // two are held up
});

test('nothing on it is out of reach or sight: cards, answers, orders, hand-over and the second step', async () => {
  const found: string[] = [];
  await goTo('Ada Lovelace');
  await press(desk, 'Take over from Grace Hopper');
  await words(desk, 'Give your name first');
  found.push(...(await look('desk without a name')));
  await desk.locator('#agent').fill('Grace Hopper');
  await unfold();
  await scene.marks('Ada Lovelace', 3, true);
  await words(desk, 'Ada Lovelace is writing');
  found.push(...(await look('conversation')));
  await press(desk, 'Hand over…');
  found.push(...(await look('hand-over')));
  await goTo('Alan Turing');
  await unfold();
  await desk.select('.canned-choice label:last-child select', 'ar');
  found.push(...(await look('failed check, usual answers in Arabic')));
  await goTo('Katherine Johnson');
  await press(desk, 'Give a break…');
  found.push(...(await look('order')));
  await goTo('Mary Jackson');
  await press(desk, 'End the attempt…');
  await desk.locator('#order-reason').fill('At your own wish.');
  await desk.keyboard.press('Enter');
  await words(desk, 'End the attempt of Mary Jackson?');
  found.push(...(await look('second step')));
  await press(desk, 'Cancel');
  expect(found).toEqual([]);
});

test('a candidate who waits for admission is let in from the desk’s page', async () => {
  const name = 'Dorothy Vaughan';
  await scene.comes(name);
  await scene.showsIdentity(name);
  await words(desk, 'Waits for admission');
  await goTo(name);
  await desk.waitForSelector('.taken-picture img');
  expect(await look('admission')).toEqual([]);
  await press(desk, `Admit ${name}`);
  await words(desk, `${name} is admitted.`);
  expect(await keepsFocus('after the admission', desk)).toEqual([]);
  const parameters = { attempt: scene.attemptOf(name) };
  const { identity } = (await call(backend, 'readAttempt', { token: backend.operatorKey, parameters })).body;
  expect(identity).toMatchObject({ state: 'admitted' });
});

test('at 400 % zoom nothing scrolls sideways', async () => {
  await goTo('Ada Lovelace');
  await desk.setViewport({ width: 320, height: 640 });
  const width = await desk.evaluate(() => document.documentElement.scrollWidth);
  await desk.setViewport({ width: 1280, height: 900 });
  expect(width).toBe(320);
});

test('by keyboard alone somebody takes a conversation, answers with a usual answer, and pauses the exam', async () => {
  await desk.reload();
  await words(desk, 'Mary Jackson');
  await tabTo(desk, `.queue-link[href$="${scene.attemptOf('Mary Jackson')}"]`);
  await desk.keyboard.press('Enter');
  await words(desk, 'Write to Mary Jackson');
  await pressByKey(desk, 'Take over from Linus', 'Space');
  await words(desk, 'You have this conversation');
  await tabTo(desk, '.canned summary');
  await desk.keyboard.press('Enter');
  await pressByKey(desk, 'Your note is recorded with its time. You need not do anything more.', 'Enter');
  await desk.keyboard.type(' Thank you.');
  await desk.keyboard.down('Control');
  await desk.keyboard.press('Enter');
  await desk.keyboard.up('Control');
  await words(desk, 'You need not do anything more. Thank you.');
  await pressByKey(desk, 'Pause the exam…', 'Enter');
  await words(desk, 'A fire alarm.');
  await desk.keyboard.type('A fire alarm.');
  await desk.keyboard.press('Enter');
  await words(desk, 'Grace Hopper paused the exam: A fire alarm. (ordered just now, not carried out yet)');
  expect(await keepsFocus('after an order', desk)).toEqual([]);
  const parameters = { attempt: scene.attemptOf('Mary Jackson') };
  const { messages, orders } = (await call(backend, 'listConversation', { token: backend.operatorKey, parameters }))
    .body;
  expect(messages.at(-1)).toMatchObject({ agent: 'Grace Hopper', text: expect.stringMatching(/more\. Thank you\.$/) });
  expect(orders).toMatchObject([{ kind: 'pause', by: 'Grace Hopper', reason: 'A fire alarm.', doneAt: null }]);
});
