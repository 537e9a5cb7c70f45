import type { CDPSession, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '../../src/evidence/digest.ts';
import { agreementText } from '../../src/policy/agreement.ts';
import { parsePolicy } from '../../src/policy/parse-policy.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { english } from '../../src/words/english.ts';
import { extensionId } from '../harness/browser.ts';
import { Candidate, press, pressReady, words } from '../harness/candidate.ts';
import { type Attempt, attemptReaches, dataOf, eventTypes, faultsOf } from '../harness/evidence.ts';
import { FaultyLink } from '../harness/faulty-link.ts';
import { startWorld, type World } from '../harness/world.ts';

const signed = (policy: Policy) => {
  policy.verification.signature = true;
};

/** How much the extension may store in all, in bytes, as long as the session lives; without a number as much as there is. */
async function setQuota(session: CDPSession, quotaSize?: number): Promise<void> {
  const origin = `chrome-extension://${extensionId}`;
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize === undefined ? {} : { quotaSize }) });
}

/** Runs in the page before its scripts: a computer on a battery that is nearly empty. */
function useEmptyBattery(): void {
  const battery = Object.assign(new EventTarget(), { charging: false, level: 0.15 });
  Object.assign(navigator, { getBattery: async () => battery });
  Object.assign(globalThis, { battery });
}

/** Runs in the page: the charger is plugged in. */
function plugIn(): void {
  const { battery } = globalThis as unknown as { battery: EventTarget & { charging: boolean } };
  battery.charging = true;
  battery.dispatchEvent(new Event('chargingchange'));
}

/** The lines of the check list: verdict, what it is about, what was found. */
const lines = (page: Page) =>
  page.$$eval('.checks > li', (nodes) => nodes.map((node) => [node.className, node.textContent ?? ''] as const));

async function line(page: Page, about: string): Promise<string> {
  const found = (await lines(page)).find(([, text]) => text.startsWith(about));
  return found?.join(': ') ?? 'no such line';
}

const isPressable = (page: Page, name: string) =>
  page.$eval(`::-p-aria([name="${name}"][role="button"])`, (node) => !node.hasAttribute('aria-disabled'));

/** The digest of what the candidate was to sign, written again from what the backend knows. */
async function agreedDigest(world: World, { policy, policyHash, exam, candidate }: Attempt): Promise<string> {
  const facts = { provider: 'Vigil reference backend', exam, candidate: candidate.name, backend: world.backend.origin };
  return sha256Hex(agreementText({ ...facts, policy: parsePolicy(policy), policyHash }, english));
}

describe('a computer with a wrong clock, little room and an empty battery', () => {
  const slowByMs = 5 * 60_000;
  let world: World;
  let page: Page;
  let candidate: Candidate;
  beforeAll(async () => {
    world = await startWorld({ policy: signed, now: () => new Date(Date.now() + slowByMs) });
    candidate = new Candidate(world);
    page = await candidate.openExam();
  });
  afterAll(() => world.close());

  test('each is named with one thing to do, and only too little room holds the candidate up', async () => {
    const disk = await page.createCDPSession();
    await page.evaluateOnNewDocument(useEmptyBattery);
    await setQuota(disk, 300_000_000);
    await candidate.goTo('browser');
    await page.reload();
    await words(page, 'You can go on all the same.');
    expect(await line(page, 'Browser')).toMatch(/^ok: .*Chromium \d+/);
    expect(await line(page, 'Free space')).toMatch(/^advice: .*(300|299) MB free.*500 MB.*empty the bin/);
    expect(await line(page, 'Power')).toMatch(/^advice: .*On battery, 15\s?%.*Plug in/);
    expect(await line(page, 'Clock')).toMatch(/^advice: .*5 min behind.*time by itself/);
    expect((await lines(page)).map(([, text]) => text).join()).not.toContain('Displays');

    await page.evaluate(plugIn); // noticed by itself
    await page.waitForFunction(() => document.querySelector('.checks')?.textContent?.includes('Plugged in'));
    await setQuota(disk, 50_000_000);
    await press(page, 'Check again');
    await words(page, 'Before you can go on: Free space.');
    expect(await line(page, 'Free space')).toMatch(/^blocks: .*100 MB are needed/);
    expect(await isPressable(page, 'Go on in this browser')).toBe(false);

    await setQuota(disk);
    await press(page, 'Check again');
    await pressReady(page, 'Go on in this browser');
    await words(page, 'Check your connection');
  });

  test('a good connection costs one press; the agreement is signed by typing, by keyboard alone', async () => {
    await candidate.goTo('agreement');
    await words(page, 'I am Ada Lovelace. I take this exam myself');
    expect(await isPressable(page, 'Sign and go on')).toBe(false);
    await page.focus('input[value=typed]');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Grace Hopper');
    await page.keyboard.press('Enter'); // pointed out first, and taken the next time
    await words(page, 'Your exam provider knows you as Ada Lovelace.');
    await page.reload(); // the step stays; what was not signed is not kept
    await page.focus('input[value=typed]');
    await page.keyboard.press('Tab');
    await page.keyboard.type('lovelace, ada');
    await page.keyboard.press('Enter');
    await words(page, 'Before you begin');
  });

  test('all of it is in the journal, in the receipt, and in an export that fits', async () => {
    const exam = await candidate.start();
    await candidate.work(exam);
    const finish = await candidate.submit(exam);
    await words(finish, /Signed with your typed name/, 60_000);
    const attempt = await attemptReaches(world, 'complete');
    expect(await faultsOf(world, attempt)).toEqual([]);
    expect(eventTypes(attempt).slice(0, 4)).toEqual([
      'browser.checked',
      'connection.measured',
      'agreement.signed',
      'session.started',
    ]);
    const found = dataOf(attempt, 'browser.checked');
    expect(found).toMatchObject({ browser: expect.stringMatching(/^chromium \d+$/), charging: true });
    expect(Math.abs(Number(found.clockOffMs) - slowByMs)).toBeLessThan(5_000);
    expect(found).not.toHaveProperty('displays');
    expect(dataOf(attempt, 'connection.measured')).toMatchObject({
      verdict: 'enough',
      carries: 'high',
      lossPercent: 0,
    });
    const text = await agreedDigest(world, attempt);
    const agreement = { cause: 'typed', name: 'lovelace, ada', isKnownName: true, text, language: 'en' };
    expect(dataOf(attempt, 'agreement.signed')).toMatchObject(agreement);
  });
});

describe('a link that is slow, broken, or not the exam server', () => {
  let link: FaultyLink;
  let world: World;
  let page: Page;
  let candidate: Candidate;
  beforeAll(async () => {
    link = await FaultyLink.open();
    world = await startWorld({ link, policy: signed });
    candidate = new Candidate(world);
    page = await candidate.openExam();
  });
  afterAll(async () => {
    await world.close();
    await link.close();
  });
  const measureAgain = () => press(page, 'Measure again');

  test('what each means is told apart, and only a server that is not reached holds the candidate up', async () => {
    link.bytesPerSecond = 12_500; // 100 kbit/s
    await candidate.goTo('connection');
    const slow = await words(page, 'carries less than this exam records');
    expect(slow).toMatch(/After an exam of one hour that would take about \d+ minutes/);
    const gauge = await page.$eval('.link-gauge', (node) => node.getAttribute('aria-label') ?? '');
    expect(gauge).toMatch(/^Your connection carries \d+ k.*: Too slow\. This exam records at quality “Standard”\.$/);
    expect(Number(gauge.match(/\d+/)?.[0])).toBeGreaterThan(60);
    expect(Number(gauge.match(/\d+/)?.[0])).toBeLessThan(140);
    expect(await isPressable(page, 'Go on with this connection')).toBe(true);

    link.calm();
    void link.meet({ kind: 'server-error' }, { path: /\/link$/ });
    await measureAgain();
    await words(page, 'The exam server has a fault');
    expect(await isPressable(page, 'Go on with this connection')).toBe(true);

    void link.meet({ kind: 'sign-in-page' }, { path: /\/v1\/health/ });
    await measureAgain();
    await words(page, 'Your network asks you to sign in first');
    expect(await page.$('::-p-aria([name="Go on with this connection"])')).toBeNull();

    await link.down();
    await measureAgain();
    await words(page, 'The exam server does not answer');
    expect(await page.$('::-p-aria([name="Go on with this connection"])')).toBeNull();

    await link.up();
    await measureAgain();
    await words(page, 'with room to spare');
    await pressReady(page, 'Go on with this connection');
    await words(page, 'Check your camera');
  });
});
