import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensionId } from '../harness/browser.ts';
import { Candidate, words } from '../harness/candidate.ts';
import { type DeviceJournal, signedJournal } from '../harness/device-journal.ts';
import { attemptReaches, attemptState, eventTypes } from '../harness/evidence.ts';
import { FaultyLink } from '../harness/faulty-link.ts';
import { tally } from '../harness/whole-evidence.ts';
import { startWorld, type World } from '../harness/world.ts';
import type { Fault } from './fault-plan.ts';
import { goOn, happen, tryNow } from './happen.ts';

// One exam in which everything is killed that takes part in it, first while it is recorded, then while it is uploaded.
let link: FaultyLink;
let world: World;
let candidate: Candidate;
let exam: Page;
let device: DeviceJournal;
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

describe('in the exam', () => {
  test.each<Fault>([{ kind: 'backend-killed', ms: 500 }, { kind: 'worker-killed' }])(
    '$kind: the candidate notices nothing, and the upload goes on',
    async (fault) => {
      await happen({ world, link }, fault);
      expect(await link.passes()).toBeOneOf([200, 201]);
      expect(await words(exam, /Begin|Continue/)).not.toContain('interrupted');
    },
  );

  test.each<Fault>([{ kind: 'recorder-closed' }, { kind: 'extension-reloaded' }])(
    '$kind: the exam is interrupted, and goes on',
    async (fault) => {
      await happen({ world, link }, fault);
      expect(await words(await candidate.startPage(), 'Share your whole screen')).toContain('interrupted');
      exam = await goOn({ world, link }, candidate);
      expect(await link.passes()).toBeOneOf([200, 201]);
    },
  );
});

describe('while the rest is uploaded', () => {
  beforeAll(async () => {
    await link.down();
    await candidate.work(exam);
    device = await signedJournal(await candidate.submit(exam));
    link.bytesPerSecond = 2_000; // slow enough for all that follows
    await link.up();
  });

  test.each<Fault>([
    { kind: 'backend-killed', ms: 500 },
    { kind: 'worker-killed' },
    { kind: 'recorder-closed' },
    { kind: 'extension-reloaded' },
    { kind: 'browser-killed' },
  ])('$kind: the upload goes on', async (fault) => {
    await happen({ world, link }, fault);
    await tryNow({ world, link }); // waiting longer after each failure is not what is tested here
    expect(await link.passes()).toBeOneOf([200, 201]);
    expect(await attemptState(world)).toBe('ended');
  });

  test('all is there once, in order, and the candidate has the receipt', async () => {
    link.calm();
    const finish = await world.browser.newPage();
    await finish.goto(`chrome-extension://${extensionId}/extension/finish/index.html`);
    await words(finish, 'All done', 60_000);
    const attempt = await attemptReaches(world, 'complete');
    const { losses, duplicates, errors } = await tally(world, attempt, device, finish);
    expect({ losses, duplicates, errors }).toEqual({ losses: [], duplicates: [], errors: [] });
    expect(eventTypes(attempt).filter((type) => type === 'record.gap')).toHaveLength(2);
  });
});
