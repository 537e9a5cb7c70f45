import type { Page } from 'puppeteer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tryNow } from '../faults/happen.ts';
import { Candidate, overlayOf, sendNow, words } from '../harness/candidate.ts';
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

/** What the backend answers. A part may be one that it holds already: then it is 200. */
const [stored, refused, unasked] = [[200, 201], [422], [null]];
const [journal, parts] = [/\/journal$/, /\/parts\//];

test.each<[LinkFault, RegExp, backend: (number | null)[]]>([
  [{ kind: 'cut-before' }, parts, unasked],
  [{ kind: 'cut-in-body' }, parts, unasked],
  [{ kind: 'cut-before-answer' }, parts, stored],
  [{ kind: 'cut-before-answer' }, journal, stored],
  [{ kind: 'cut-in-answer' }, parts, stored],
  [{ kind: 'delay', ms: 1_000 }, parts, stored],
  [{ kind: 'throttle', bytesPerSecond: 20_000 }, parts, stored],
  [{ kind: 'hang', ms: 2_000 }, parts, unasked],
  [{ kind: 'half-body' }, parts, refused],
  [{ kind: 'corrupt-body' }, parts, refused],
  [{ kind: 'corrupt-body' }, journal, refused],
  [{ kind: 'half-answer' }, parts, stored],
  [{ kind: 'corrupt-answer' }, parts, stored],
  [{ kind: 'server-error' }, parts, unasked],
  [{ kind: 'busy', retryAfter: 1 }, parts, unasked],
  [{ kind: 'too-large' }, parts, unasked],
  [{ kind: 'sign-in-page' }, journal, unasked],
  [{ kind: 'wrong-digest' }, parts, unasked],
  [{ kind: 'empty-answer' }, parts, unasked],
])('%o in the exam: the upload goes on', async (fault, path, backend) => {
  expect(await link.meet(fault, { path })).toBeOneOf(backend);
  await tryNow({ world, link }); // waiting longer after each failure is not what is tested here
  expect(await link.passes()).toBeOneOf(stored);
});

test('all connections break at once: the upload goes on', async () => {
  await link.passes();
  link.drop();
  expect(await link.passes()).toBeOneOf(stored);
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
    await sendNow(finish);
    await words(finish, expected);
  }
  link.calm();
  const receipts = (['wrong-digest', 'corrupt-answer', 'cut-before-answer'] as const).map((kind) =>
    link.meet({ kind }, { path: /\/finish$/ }),
  );
  await sendNow(finish);
  await words(finish, 'All done', 60_000);
  expect(await Promise.all(receipts)).toEqual([null, 200, 200]);

  const attempt = await attemptReaches(world, 'complete');
  const { losses, duplicates, errors } = await tally(world, attempt, device, finish);
  expect({ losses, duplicates, errors }).toEqual({ losses: [], duplicates: [], errors: [] });
  expect(eventTypes(attempt)).toContain('net.offline');
  expect(eventTypes(attempt)).toContain('net.online');
});
