import type { Frame, Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { killWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { giveOrder, outcomeOf } from '../harness/desk.ts';
import { eventTypes, newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
let candidate: Candidate;
let page: Page;
let overlay: Frame;
beforeAll(async () => {
  world = await startWorld({
    policy: ({ exam }) => {
      exam.breaks = 'desk';
    },
  });
  candidate = new Candidate(world);
  await candidate.openExam();
  page = await candidate.start();
  overlay = await overlayOf(page);
  await words(overlay, 'Recording');
});
afterAll(() => world.close());

const became = (order: string) => () => outcomeOf(world, order);
const reason = 'A fire alarm in your building.';

test('a pause covers the exam, says who and why, and leads to the help desk; after a dead worker it still does', async () => {
  const order = await giveOrder(world, 'pause', reason);
  await words(overlay, 'Your exam is paused');
  await words(overlay, /Grace Hopper of the help desk paused it at \d/);
  await words(overlay, reason);
  await expect
    .poll(became(order))
    .toMatchObject({ type: 'session.paused', cause: 'desk', severity: 0, data: { reason } });
  const found = await audit('exam that the desk paused', page, overlay);
  await killWorker(world.browser);
  await page.reload();
  overlay = await overlayOf(page);
  await words(overlay, 'Your exam is paused');
  await press(overlay, 'Ask the help desk');
  await overlay.locator('#chat-text').fill('I am back at my desk.');
  await press(overlay, 'Send');
  await expect
    .poll(async () => (await world.operator(`/v1/attempts/${(await newestAttempt(world)).attempt}/messages`)).text())
    .toContain('I am back at my desk.');
  found.push(...(await audit('exam that the desk paused, with help', page, overlay)));
  const resumed = await giveOrder(world, 'resume', 'The alarm is over.');
  await overlay.waitForSelector('main.cover', { hidden: true });
  await expect.poll(became(resumed)).toMatchObject({ type: 'session.resumed', cause: 'desk' });
  expect(found).toEqual([]);
});

test('more time is told at the top of the page, and stays written beside the conversation', async () => {
  const order = await giveOrder(world, 'extra-time', reason, 15);
  await expect.poll(became(order)).toMatchObject({ type: 'session.extended', data: { minutes: 15 } });
  await words(overlay, 'The help desk gave you 15 minutes more for the exam.');
});

test('a note is on the timeline, in own words or by one press; a flag of the desk is not announced', async () => {
  const flag = await giveOrder(world, 'flag', 'A second voice.');
  await expect.poll(became(flag)).toMatchObject({ type: 'session.flagged', cause: 'desk' });
  await overlay.locator('summary').click();
  await press(overlay, 'Doorbell');
  await words(overlay, 'Noted at');
  await overlay.locator('#note-own').fill('The postman, I did not open.');
  await press(overlay, 'Note it');
  const notes = async () =>
    (await newestAttempt(world)).journal.flatMap(({ body }) =>
      body.kind === 'event' && body.type === 'note.added' ? [body] : [],
    );
  await expect.poll(notes).toMatchObject([
    { cause: 'doorbell', severity: 0, data: {} },
    { cause: 'own-words', severity: 0, data: { text: 'The postman, I did not open.' } },
  ]);
  expect(await audit('help with a note', page, overlay)).toEqual([]);
  expect(await overlay.evaluate(() => document.body.innerText)).not.toContain('A second voice.');
});

test('a break that the desk refuses says why', async () => {
  await press(overlay, 'Ask for a break');
  await words(overlay, 'The help desk was asked for a break.');
  await expect.poll(async () => eventTypes(await newestAttempt(world))).toContain('break.asked'); // or there is none to refuse
  const order = await giveOrder(world, 'no-break', 'Ten minutes are left.');
  await words(overlay, /did not give the break, for this reason:\s+.?Ten minutes are left/);
  await expect.poll(became(order)).toMatchObject({ type: 'break.refused' });
});

test('an end by the desk gives everything back, and says why in its words', async () => {
  const order = await giveOrder(world, 'terminate', 'Another person answered.');
  const finish = await candidate.finishPage();
  await words(finish, 'The help desk ended your attempt, for this reason:');
  await words(finish, 'Another person answered.');
  await words(finish, 'Everything has arrived', 30_000);
  await words(finish, 'Another person answered.');
  await expect.poll(became(order)).toMatchObject({ type: 'session.terminated', cause: 'desk', severity: 1 });
  // Going on after a pause has not led the candidate out of full screen on the way.
  expect(eventTypes(await newestAttempt(world)).filter((type) => type.startsWith('fullscreen.'))).toEqual([]);
});
