import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readReadinessCode } from '../../src/rehearsal/readiness-code.ts';
import { audit } from '../a11y/audit.ts';
import { extensionId } from '../harness/browser.ts';
import { Candidate, passSteps, press, words } from '../harness/candidate.ts';
import { startWorld, type World } from '../harness/world.ts';

const own = `chrome-extension://${extensionId}`;
const note = 'Rehearsal: nothing leaves your computer';

// What a rehearsal is beside an exam. tests/long/rehearsal.test.ts plays a whole one.
describe('a rehearsal', () => {
  let world: World;
  let candidate: Candidate;
  let page: Page;
  let code: string;

  beforeAll(async () => {
    world = await startWorld();
    candidate = new Candidate(world);
    page = await world.browser.newPage();
    await page.goto(`${own}/extension/onboarding/index.html`);
  });
  afterAll(() => world.close());

  test('is offered where there is no exam, and may be stopped: the code says how far it came', async () => {
    await words(page, 'There is no exam to start');
    await press(page, 'Rehearse an exam');
    expect(await words(page, 'What this exam asks of you')).toContain(note);
    await passSteps(page, 'camera');
    await press(page, 'Decline and stop here');
    await press(page, 'Yes, decline');
    await words(page, 'The rehearsal is over');
    const found = await audit('rehearsal that was stopped', page);
    await page.click('a[href*=finish]');
    const text = await words(page, 'Your readiness code');
    found.push(...(await audit('finish of a rehearsal that was stopped', page)));
    code = text.match(/(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}/)?.[0] ?? '';
    expect(readReadinessCode(code)).toMatchObject({
      checks: { connection: 'open', camera: 'open', screen: 'open', agreement: 'open' },
      drills: { link: 'skipped', camera: 'skipped', tab: 'skipped' },
    });
    expect(found).toEqual([]);
  });

  test('is read by the desk', async () => {
    const desk = await world.browser.newPage();
    await desk.goto(`${world.backend.origin}/console/#key=${world.backend.operatorKey}`);
    await words(desk, 'Readiness code');
    await desk.goto(`${world.backend.origin}/console/#/readiness`);
    await desk.locator('#readiness-code').fill(code.toLowerCase().replace(/-/g, ' ').slice(1));
    await press(desk, 'Read the code');
    await words(desk, 'Some are missing');
    await desk.locator('#readiness-code').fill(code.toLowerCase().replace(/-/g, ' '));
    await desk.keyboard.press('Enter');
    const text = await words(desk, 'Rehearsed on');
    expect(text).toContain(new Date().toISOString().slice(0, 10));
    expect(text).toMatch(/Camera\s+Not checked/);
    expect(await audit('console, readiness code', desk)).toEqual([]);
    await desk.close();
  });

  test('makes room for an exam, and never takes the place of one', async () => {
    await page.bringToFront();
    await page.goto(`${own}/extension/onboarding/index.html`);
    await words(page, 'The rehearsal is over');
    await page.click('a[href*=finish]');
    await press(page, 'Finish and forget this exam here');
    await words(page, 'There is no exam to finish');
    await page.goto(`${own}/extension/onboarding/index.html`);
    await press(page, 'Rehearse an exam');
    await passSteps(page, 'browser');
    expect(await words(page, note)).toContain('Step 2 of 11');
    // A check that bars the way, of which nobody at a desk could be told.
    const failure = { type: 'askDesk', check: 'browser', cause: 'room', hasDevice: true };
    await page.evaluate((command) => chrome.runtime.sendMessage(command), failure);
    await words(page, 'The help desk lets you go on without this check');

    const start = await candidate.openExam();
    const text = await words(start, 'Cell biology: midterm');
    expect(text).not.toContain(note);
    expect(text).toContain('Step 1 of');
    const refused = await start.evaluate(() => chrome.runtime.sendMessage({ type: 'rehearse' }));
    expect(refused).toMatchObject({ ok: false, error: { key: 'rehearsalBusy' } });
    expect(await words(start, 'Cell biology: midterm')).not.toContain(note);
  });
});
