import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { extensionId } from '../harness/browser.ts';
import { Candidate, press, pressReady, words } from '../harness/candidate.ts';
import { openConsole, overrideCheck } from '../harness/console-page.ts';
import { newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

describe('a candidate whose computer has too little room', () => {
  let world: World;
  let candidate: Candidate;
  let page: Page;
  beforeAll(async () => {
    world = await startWorld();
    candidate = new Candidate(world);
    page = await candidate.openExam();
  });
  afterAll(() => world.close());

  test('asks the desk, which sees what failed and lets the candidate go on within two seconds', async () => {
    const disk = await page.createCDPSession();
    const origin = `chrome-extension://${extensionId}`;
    await candidate.goTo('browser');
    await disk.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 50_000_000 });
    await page.reload();
    await words(page, 'Before you can go on: Free space.');
    await press(page, 'Get help');
    await words(page, 'The help desk sees what failed');
    const found = await audit('check that bars the way, asked about', page);
    const desk = await openConsole(world, '#/help');
    await words(desk, 'Browser and computer: room');
    await overrideCheck(desk, 'Browser and computer: room');
    const at = Date.now();
    await words(page, 'The help desk lets you go on without this check.', 2_000);
    expect(Date.now() - at).toBeLessThan(2_000);
    await words(desk, `${candidate.name} may go on without this check.`);
    found.push(...(await audit('check that is overridden', page)));
    expect(found).toEqual([]);
    await page.bringToFront();
    await page.reload(); // what the desk allowed stays allowed
    await words(page, 'The help desk lets you go on without this check.');
    await pressReady(page, 'Go on in this browser');
    await words(page, 'Check your connection');
    const told = async () => {
      const { journal, barred } = await newestAttempt(world);
      const events = journal.flatMap(({ body }) => (body.kind === 'event' ? [body] : []));
      return { barred, events: events.filter(({ type }) => type.startsWith('check.')) };
    };
    await expect.poll(told).toMatchObject({
      barred: null,
      events: [
        { type: 'check.failed', cause: 'room', data: { check: 'browser', way: 'check' } },
        {
          type: 'check.overridden',
          cause: 'desk',
          data: { check: 'browser', failed: 'room', reason: 'Seen on the telephone.', by: 'Grace Hopper' },
        },
        { type: 'check.passed', cause: 'overridden' },
      ],
    });
    await desk.goto(`${world.backend.origin}/console/#/attempts/${(await newestAttempt(world)).attempt}`);
    await words(desk, 'Check overridden by the desk');
    await words(desk, 'reason: Seen on the telephone., by: Grace Hopper');
  });
});
