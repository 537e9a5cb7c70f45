import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareBrowser, openBareBrowser } from '../bench/bare-browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { openConsole } from '../harness/console-page.ts';
import { newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

const patience = 10_000;

let world: World;
let office: BareBrowser;
let candidate: Candidate;
let overlay: Frame;
let grace: Page;
let alan: Page;

beforeAll(async () => {
  [world, office] = await Promise.all([startWorld(), openBareBrowser()]);
  candidate = new Candidate(world);
  [grace, alan] = await Promise.all([signIn('Grace'), signIn('Alan'), startExam()]);
});
afterAll(async () => {
  await office.close();
  await world.close();
});

async function startExam(): Promise<void> {
  await candidate.openExam();
  overlay = await overlayOf(await candidate.start());
  await words(overlay, 'Recording');
}

/** An agent's console in a window of its own. */
async function signIn(name: string): Promise<Page> {
  const browser = await office.browser.createBrowserContext();
  const desk = await openConsole({ browser, backend: world.backend }, '#/help');
  await desk.locator('#agent').fill(name);
  return desk;
}

async function write(place: Page | Frame, field: string, text: string): Promise<void> {
  await place.locator(field).fill(text);
  await press(place, 'Send');
}

/** Orders something at a console, as an agent does: the button, the reason, and the button of the form. */
async function order(desk: Page, action: string, reason: string, minutes?: number): Promise<void> {
  await press(desk, `${action}…`);
  if (minutes) await desk.locator('#order-minutes').fill(String(minutes));
  await desk.locator('#order-reason').fill(reason);
  await press(desk, action === 'End the attempt' ? `${action}…` : action);
}

async function recorded(type: string) {
  const { journal } = await newestAttempt(world);
  return journal.flatMap(({ body }) => (body.kind === 'event' && body.type === type ? [body] : []));
}

/** Both consoles say so: who ordered, and who did not. */
async function bothRead(text: string | RegExp): Promise<void> {
  await Promise.all([words(grace, text, patience), words(alan, text, patience)]);
}

test('two agents see the candidate’s message; one takes the conversation, and the other is told', async () => {
  await press(overlay, 'Help');
  await write(overlay, '#chat-text', 'The fire alarm goes off.');
  await bothRead('Writes in the exam');
  await Promise.all([grace.locator('.queue-link').click(), alan.locator('.queue-link').click()]);
  await bothRead('The fire alarm goes off.');
  await bothRead('Nobody has this conversation.');
  await press(grace, 'Take the conversation');
  await words(grace, 'You have this conversation');
  await words(alan, 'Grace has this conversation', patience);
  expect((await newestAttempt(world)).holder).toMatchObject({ agent: 'Grace', note: '' });
});

test('who does not have it can answer all the same; everybody reads who wrote', async () => {
  const field = 'textarea[id^=message-]';
  await write(grace, field, 'Please leave the building.');
  await words(overlay, 'Please leave the building.');
  await words(alan, 'Please leave the building.');
  await write(alan, field, 'Take your time.');
  await words(alan, 'Sent. Grace has this conversation');
  await words(overlay, 'Take your time.');
  await words(grace, 'Take your time.');
  const said = await grace.$$eval('.message', (nodes) => nodes.map((node) => node.textContent ?? ''));
  expect(said.map((text) => /^(Ada Lovelace|Grace|Alan),/.exec(text)?.[1])).toEqual(['Ada Lovelace', 'Grace', 'Alan']);
});

test('it is handed over with a note that the candidate does not see', async () => {
  await press(grace, 'Hand over…');
  await grace.locator('#hand-to').fill('Alan');
  await grace.locator('#hand-note').fill('Fire alarm: pause first.');
  await press(grace, 'Hand over');
  await words(alan, 'You have this conversation', patience);
  await bothRead('Grace handed over to Alan: Fire alarm: pause first.');
  await words(grace, 'Alan has this conversation');
  expect(await overlay.evaluate(() => document.body.innerText)).not.toContain('pause first');
});

test('a pause reaches the exam and both desks, is in the journal, and ends when the desk says so', async () => {
  await order(alan, 'Pause the exam', 'A fire alarm.');
  await words(overlay, 'Your exam is paused', patience);
  await bothRead(/Alan paused the exam: A fire alarm\. \(carried out after/);
  await bothRead('Paused by the desk');
  expect(await recorded('session.paused')).toMatchObject([
    { cause: 'desk', data: { by: 'Alan', reason: 'A fire alarm.' } },
  ]);
  await order(alan, 'Let the exam go on', 'The alarm is over.');
  await bothRead(/Alan let the exam go on: .*\(carried out after/);
  await overlay.waitForFunction(() => !document.body.innerText.includes('Your exam is paused'), { polling: 100 });
  expect(await recorded('session.resumed')).toMatchObject([{ cause: 'desk', data: { by: 'Alan' } }]);
});

test('extra time is told to the candidate, and added up for the desk', async () => {
  await order(alan, 'Give extra time', 'For the alarm.', 15);
  await bothRead(/Alan gave extra time of 15 min: For the alarm\. \(carried out after/);
  await bothRead('15 min of extra time given');
  expect(await recorded('session.extended')).toMatchObject([{ data: { minutes: 15, by: 'Alan' } }]);
});

test('the attempt ends after a second, plain step; nothing can be ordered any more', async () => {
  await order(alan, 'End the attempt', 'At your own wish.');
  await words(alan, 'End the attempt of Ada Lovelace?');
  expect(await recorded('session.terminated')).toEqual([]);
  await press(alan, 'End it for good');
  const finish = await candidate.finishPage();
  await words(finish, 'At your own wish.');
  await bothRead(/Alan ended the attempt: .*\(carried out after/);
  await bothRead('There is nothing to order now.');
  expect(await recorded('session.terminated')).toMatchObject([{ cause: 'desk', data: { by: 'Alan' } }]);
});
