import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactSign, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensionId } from '../harness/browser.ts';
import { Candidate, press, pressReady, words } from '../harness/candidate.ts';
import { newestAttempt } from '../harness/evidence.ts';
import { type Lie, startLyingBackend } from '../harness/lying-backend.ts';
import { startWorld, type World } from '../harness/world.ts';

const startPage = `chrome-extension://${extensionId}/extension/onboarding/index.html`;

/** Opens a launch address as the page door does: our start page with the address. */
async function open(world: World, launch: string): Promise<Page> {
  const page = await world.browser.newPage();
  await page.goto(`${startPage}?launch=${encodeURIComponent(launch)}`);
  return page;
}

const problemTitle = (page: Page) =>
  page.waitForSelector('h1, h2').then(() => page.evaluate(() => document.body.innerText));

describe('a launch that is not good', () => {
  let world: World;
  let launch: string;
  beforeAll(async () => {
    world = await startWorld();
    launch = await freshLaunch(world);
  });
  afterAll(() => world.close());

  const inToken = (token: string) => launch.replace(/#.*/, () => `#${token}`);

  test('no launch address at all', async () => {
    const shown = await words(await open(world, 'hello'), 'This is not a launch address');
    expect(shown).toContain('Nothing was started');
  });

  test('an address without https', async () => {
    const page = await open(world, launch.replace('localhost', 'exam.example'));
    expect(await words(page, 'does not use a secure connection')).toContain('Nothing was started');
  });

  test('an altered signature', async () => {
    const token = launch.split('#')[1] ?? '';
    const at = token.lastIndexOf('.') + 1;
    const other = token[at] === 'A' ? 'B' : 'A';
    const page = await open(world, inToken(token.slice(0, at) + other + token.slice(at + 1)));
    await words(page, 'Nothing was started');
    expect(await problemTitle(page)).toMatch(/launch/i);
  });

  test('a token of another backend', async () => {
    const page = await open(world, launch.replace(/localhost:\d+/, 'localhost:1'));
    expect(await words(page, 'This launch was altered')).toContain('Nothing was started');
  });

  test('an expired launch', async () => {
    const key = JSON.parse(readFileSync(join(world.folder, 'data', 'signing-key.json'), 'utf8'));
    const token = launch.split('#')[1] ?? '';
    const claims = { ...decodeJwt(token), iat: 1000, exp: 2000 };
    const { alg = '', kid = '', typ = '' } = decodeProtectedHeader(token);
    const expired = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg, kid: String(kid), typ })
      .sign(await importJWK(key, 'EdDSA'));
    const page = await open(world, inToken(expired));
    expect(await words(page, /expired/i)).toContain('Nothing was started');
  });

  test('a launch that another browser uses, with nothing of the first one touched', async () => {
    const page = await open(world, launch);
    await words(page, 'What this exam asks of you');
    const second = await startWorld();
    try {
      const target = await second.browser.newPage();
      await target.goto(`${startPage}?launch=${encodeURIComponent(launch)}`);
      await words(target, 'Nothing was started');
    } finally {
      await second.close();
    }
    expect((await newestAttempt(world)).state).toBe('opened');
  });

  test('a backend that is down', async () => {
    const gone = await startLyingBackend({});
    gone.close();
    expect(await words(await open(world, gone.launch), 'The exam server cannot be reached')).toContain('Try again');
  });

  test.each<[string, Lie, string | RegExp]>([
    [
      'a policy with a forbidden combination',
      { policy: (policy) => ({ ...policy, recording: { ...policy.recording, camera: false } }) },
      'verification.camera: this setting needs recording.camera',
    ],
    [
      'a policy with an unknown setting',
      { policy: (policy) => ({ ...policy, keylogger: true }) },
      'keylogger: this version of Vigil does not know this setting',
    ],
    [
      'a policy that asks for what is not built yet',
      { policy: (policy) => ({ ...policy, tools: { calculator: 'basic', whiteboard: false } }) },
      'Not built yet: tools.calculator',
    ],
    [
      'a policy whose patterns do not hold the exam',
      { policy: (policy) => ({ ...policy, exam: { ...policy.exam, start: ['http://localhost:9/other'] } }) },
      'which is in neither exam.start nor exam.take',
    ],
    [
      'a policy altered after it was signed',
      { signed: (jws) => jws.replace(/\.(.)/, '.e30') },
      'The exam policy was altered',
    ],
    ['a policy that is not the announced one', { hash: 'ab'.repeat(32) }, 'It is not the policy that was announced'],
    ['a sign-in page of the network', { page: '<h1>Welcome to the hotel</h1>' }, 'gave no usable answer'],
  ])('%s', async (_name, lie, expected) => {
    const liar = await startLyingBackend(lie);
    try {
      const page = await open(world, liar.launch);
      expect(await words(page, expected)).toContain('Nothing was started');
    } finally {
      liar.close();
    }
  });
});

test('a camera that is refused: told apart, and mended on the same step', async () => {
  const world = await startWorld({ devices: 'refused' });
  try {
    const candidate = new Candidate(world);
    const page = await candidate.openExam();
    await press(page, 'Agree and continue');
    await pressReady(page, 'Go on in this browser');
    await pressReady(page, 'Go on with this connection');
    await words(page, 'Camera blocked');
    await world.browser
      .defaultBrowserContext()
      .overridePermissions(`chrome-extension://${extensionId}`, ['camera', 'microphone']);
    // The page hears of the permission by itself.
    await press(page, 'Use this camera');
    expect(await words(page, 'Check your microphone')).toContain('Step 5');
  } finally {
    await world.close();
  }
});

/** Has the exam platform create an attempt; the launch address as it hands it to the extension. */
async function freshLaunch(world: World): Promise<string> {
  const page = await new Candidate(world).signIn();
  const { address } = await page.evaluate(async () =>
    (await fetch('/exams/cell-biology/attempts', { method: 'POST' })).json(),
  );
  await page.close();
  return address;
}
