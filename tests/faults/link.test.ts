import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { signedJournal } from '../harness/device-journal.ts';
import { attemptReaches, eventTypes } from '../harness/evidence.ts';
import { FaultyLink } from '../harness/faulty-link.ts';
import type { LinkFault } from '../harness/link-fault.ts';
import { tally } from '../harness/whole-evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

// One candidate takes one exam over a link on which everything goes wrong, once.
let link: FaultyLink;
let world: World;
let exam: Page;
let candidate: Candidate;
beforeAll(async () => {
  link = await FaultyLink.open();
  world = await startWorld({ link });
  candidate = new Candidate(world);
  await candidate.openExam();
  exam = await candidate.start();
});
afterAll(async () => {
  await world.close();
  await link.close();
});

const [journal, parts] = [/\/journal$/, /\/parts\//];

test.each<[LinkFault, RegExp, backend: number | null]>([
  [{ kind: 'cut-before' }, parts, null],
  [{ kind: 'cut-in-body' }, parts, null],
  [{ kind: 'cut-before-answer' }, parts, 201],
  [{ kind: 'cut-before-answer' }, journal, 200],
  [{ kind: 'cut-in-answer' }, parts, 201],
  [{ kind: 'delay', ms: 1_000 }, parts, 201],
  [{ kind: 'throttle', bytesPerSecond: 20_000 }, parts, 201],
  [{ kind: 'hang', ms: 2_000 }, parts, null],
  [{ kind: 'half-body' }, parts, 422],
  [{ kind: 'corrupt-body' }, parts, 422],
  [{ kind: 'corrupt-body' }, journal, 422],
  [{ kind: 'half-answer' }, parts, 201],
  [{ kind: 'corrupt-answer' }, parts, 201],
  [{ kind: 'server-error' }, parts, null],
  [{ kind: 'busy', retryAfter: 1 }, parts, null],
  [{ kind: 'too-large' }, parts, null],
  [{ kind: 'sign-in-page' }, journal, null],
  [{ kind: 'wrong-digest' }, parts, null],
  [{ kind: 'empty-answer' }, parts, null],
])('%o in the exam: the upload goes on', async (fault, path, backend) => {
  expect(await link.meet(fault, { path })).toBe(backend);
  expect(await link.passes()).toBeOneOf([200, 201]);
});

test('all connections break at once: the upload goes on', async () => {
  await link.passes();
  link.drop();
  expect(await link.passes()).toBeOneOf([200, 201]);
});

test('no network: the candidate reads of it in the exam, and when it is over', async () => {
  const overlay = await overlayOf(exam);
  await link.down();
  await words(overlay, 'Offline, saving');
  await link.up();
  expect(await words(overlay, 'Recording')).not.toContain('Offline');
});

/** What the candidate reads while a fault lasts. */
const told: readonly [LinkFault, RegExp][] = [
  [{ kind: 'server-error' }, /The exam server has a fault/],
  [{ kind: 'busy', retryAfter: 1 }, /The exam server is busy/],
  [{ kind: 'sign-in-page' }, /If your network has a sign-in page, open it/],
  [{ kind: 'wrong-digest' }, /It is sent again/],
  [{ kind: 'too-large' }, /Something between you and the exam server answered in its place/],
];

test('after the end the candidate reads what holds the upload up, then that all is done, and nothing is lost', async () => {
  await candidate.work(exam);
  await link.down();
  const finish = await candidate.submit(exam);
  await words(finish, 'No connection');
  const device = await signedJournal(finish);
  await link.up();
  for (const [fault, expected] of told) {
    link.lasting = fault;
    await press(finish, 'Try now');
    await words(finish, expected);
  }
  link.calm();
  const receipts = (['wrong-digest', 'corrupt-answer', 'cut-before-answer'] as const).map((kind) =>
    link.meet({ kind }, { path: /\/finish$/ }),
  );
  await press(finish, 'Try now');
  await words(finish, 'All done', 60_000);
  expect(await Promise.all(receipts)).toEqual([null, 200, 200]);

  const attempt = await attemptReaches(world, 'complete');
  const { losses, duplicates, errors } = await tally(world, attempt, device, finish);
  expect({ losses, duplicates, errors }).toEqual({ losses: [], duplicates: [], errors: [] });
  expect(eventTypes(attempt)).toContain('net.offline');
  expect(eventTypes(attempt)).toContain('net.online');
});
