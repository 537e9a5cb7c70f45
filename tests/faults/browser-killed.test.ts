import { afterEach, beforeEach, expect, test } from 'vitest';
import { Candidate, words } from '../harness/candidate.ts';
import { attemptReaches, eventTypes, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

test('killed in the exam: the start page comes back by itself, only screen and start are repeated, nothing is lost', async () => {
  const candidate = new Candidate(world);
  await candidate.openExam();
  await candidate.start();
  // More than a first part of each: one that is cut after it may hold a single picture.
  const parts = async () => (await newestAttempt(world)).segments.map((segment) => segment.parts > 2);
  await expect.poll(parts, { timeout: 20_000 }).toEqual([true, true]);
  await world.killBrowser();
  await world.relaunch();
  const shown = await words(await candidate.startPage(), 'Share your whole screen');
  expect(shown).toContain('Your exam was interrupted');
  const page = await candidate.start();
  await candidate.work(page);
  const finish = await candidate.submit(page);
  await words(finish, 'All done', 60_000);
  const attempt = await attemptReaches(world, 'complete');
  expect(eventTypes(attempt).filter((type) => type.startsWith('session.'))).toEqual([
    'session.started',
    'session.paused',
    'session.resumed',
    'session.submitted',
  ]);
  // A segment that the kill cut short has no last part; what was written of it is all there.
  const faults = (await faultsOf(world, attempt)).filter((fault) => !fault.endsWith('has no last part'));
  expect(faults).toEqual([]);
  expect(attempt.segments.filter(({ stream }) => stream === 'camera')).toHaveLength(2);
  // What was lost is counted from the last that was written before the kill, and offered as extra time.
  const gap = attempt.journal.find(({ body }) => body.kind === 'event' && body.type === 'record.gap');
  const paused = attempt.journal.findIndex(({ body }) => body.kind === 'event' && body.type === 'session.paused');
  const lastBefore = attempt.journal[paused - 1];
  expect(attempt.lostMs).toBe(Date.parse(gap?.at ?? '') - Date.parse(lastBefore?.at ?? ''));
});
