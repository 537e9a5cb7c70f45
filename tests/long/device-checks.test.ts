import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '../a11y/audit.ts';
import { extensionId } from '../harness/browser.ts';
import { Candidate, passSteps, press, pressReady, words } from '../harness/candidate.ts';
import { newestAttempt } from '../harness/evidence.ts';
import { recorderPage } from '../harness/recorder-page.ts';
import { scriptedMedia, seconds } from '../harness/scripted-media.ts';
import {
  deviceChange,
  muteTrial,
  type Picked,
  pullOutTrial,
  stageDevices,
  stageFaces,
  stagePicker,
} from '../harness/staged-devices.ts';
import { startWorld, type World } from '../harness/world.ts';

/** Waits until the page says what is amiss (nothing: empty), with the way to help; answers whether the step can be done. */
async function step(page: Page, title: string, button: string): Promise<string> {
  const look = (name: string) => {
    const finding = document.querySelector('.finding');
    const shown = finding?.querySelector('h2')?.textContent ?? '';
    const isHelpThere = !finding || finding.querySelector('.quiet')?.textContent === 'Get help';
    const buttons = [...document.querySelectorAll('button.primary')];
    const found = buttons.find((node) => node.textContent?.trim() === name);
    const isOpening = !finding && !found;
    const state = found && found.ariaDisabled !== 'true' ? 'open' : 'blocked';
    return { shown: isHelpThere && !isOpening ? shown : `${shown} (no help, or still opening)`, state };
  };
  let state = '';
  const seen = async () => {
    const looked = await page.evaluate(look, button);
    state = looked.state;
    return looked.shown;
  };
  await expect.poll(seen, { timeout: 20_000, interval: 100 }).toBe(title);
  return state;
}

/** What the device on trial is called. */
function trialName(page: Page): Promise<string> {
  return page.evaluate(() => (globalThis as unknown as { vigilTrack: MediaStreamTrack }).vigilTrack.label);
}

function trialId(page: Page): Promise<string> {
  const idOf = () => (globalThis as unknown as { vigilTrack: MediaStreamTrack }).vigilTrack.getSettings().deviceId;
  return page.evaluate(idOf).then((id) => id ?? '');
}

async function eventsOf(world: World) {
  const { journal } = await newestAttempt(world);
  return journal.flatMap(({ body }) => (body.kind === 'event' ? [body] : []));
}

describe('a camera, a microphone and a screen with every fault', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-faults-'));
  let world: World;
  let candidate: Candidate;
  let page: Page;
  let recorder: Page;
  const unseemly: string[] = [];

  beforeAll(async () => {
    const flags = scriptedMedia(folder, {
      pictures: [
        ...seconds(5, 'moving'), // whenever the camera is opened anew
        ...seconds(4, 'still'),
        ...seconds(3, 'black'),
        ...seconds(3, 'covered'),
        ...seconds(3, 'dark'),
      ],
      sounds: [...seconds(6, 'faint'), ...seconds(5, 'hum'), ...seconds(4, 'nothing'), ...seconds(6, 'loud voice')],
    });
    world = await startWorld({ flags });
    candidate = new Candidate(world);
    page = await candidate.openExam();
    await words(page, 'What this exam asks of you'); // until then the page may be loaded anew
    recorder = await recorderPage(world.browser);
    await stageDevices(page, {});
    await candidate.goTo('camera');
  });
  afterAll(async () => {
    expect(unseemly).toEqual([]);
    await world.close();
    rmSync(folder, { recursive: true });
  });

  const camera = 'Use this camera';
  const microphone = 'Use this microphone';
  const look = async (surface: string) => void unseemly.push(...(await audit(surface, page)));

  test('the camera: a picture that stands still, is black, covered, dark, and good', async () => {
    expect(await step(page, 'The picture stands still', camera)).toBe('blocked');
    expect(await step(page, 'The picture is black', camera)).toBe('blocked');
    expect(await step(page, 'Something covers the camera', camera)).toBe('blocked');
    expect(await step(page, 'The picture is dark', camera)).toBe('open');
    await words(page, 'Rather dark.');
    expect(await step(page, '', camera)).toBe('open');
    await words(page, 'Bright enough. Sharp enough. Something moves in the middle.');
  });

  test('the camera: each thing that keeps it from opening, with help from where it is told', async () => {
    const name = await trialName(page);
    await pullOutTrial(page);
    expect(await step(page, `${name} is gone`, camera)).toBe('blocked');
    const refusals = [
      ['NotReadableError', 'Could not start video source', 'Camera in use'],
      ['AbortError', 'Timeout starting video source', 'Camera does not start'],
      ['NotAllowedError', 'Permission denied by system', 'Camera blocked by the computer'],
      ['NotSupportedError', 'Not supported', 'Camera does not open'],
    ] as const;
    for (const [error, message, title] of refusals) {
      await stageDevices(page, { refusal: { name: error, message } });
      await press(page, 'Try again');
      expect(await step(page, title, camera)).toBe('blocked');
    }
    await look('camera that does not open');
    await press(page, 'Get help');
    await page.waitForSelector('.help-panel textarea:focus');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Get help');
    await stageDevices(page, {});
    await deviceChange(page); // nobody has to press anything
    expect(await step(page, '', camera)).toBe('open');
  });

  test('the camera: switched off, made by a program, small, and advice about faces', async () => {
    await muteTrial(page, true);
    expect(await step(page, 'Camera switched off', camera)).toBe('blocked');
    await look('camera that is switched off');
    await muteTrial(page, false);
    expect(await step(page, '', camera)).toBe('open');
    const again = async () => {
      await pullOutTrial(page);
      await press(page, 'Try again');
    };
    await stageDevices(page, { size: { width: 160, height: 120 } });
    await again();
    expect(await step(page, 'The picture is small', camera)).toBe('open');
    await stageFaces(page, 0);
    await stageDevices(page, {});
    await again();
    expect(await step(page, 'No face found', camera)).toBe('open');
    await stageFaces(page, 2);
    await again();
    expect(await step(page, 'More than one face found', camera)).toBe('open');
    await stageFaces(page, 1);
    await stageDevices(page, { label: 'OBS Virtual Camera' });
    await again();
    expect(await step(page, 'OBS Virtual Camera is made by a program', camera)).toBe('open');
    await look('camera with an advice');
  });

  test('a press before the check is over counts once it is; the advice is in the journal', async () => {
    await pullOutTrial(page);
    await press(page, 'Try again');
    await press(page, camera);
    await words(page, 'Check your microphone');
    const advised = async () => (await eventsOf(world)).filter(({ type }) => type === 'device.advised');
    await expect.poll(advised).toMatchObject([{ cause: 'virtual', severity: 0, data: { stream: 'camera' } }]);
  });

  test('the microphone: next to nothing, a steady noise, no sound at all, and a voice that is too loud', async () => {
    expect(await step(page, 'We do not hear you', microphone)).toBe('blocked');
    expect(await step(page, 'We hear a steady noise, and no voice', microphone)).toBe('blocked');
    await look('microphone with a noise');
    expect(await step(page, 'No sound at all', microphone)).toBe('blocked');
    expect(await page.$('.other-way')).toBeNull(); // words cannot mend a microphone that is off
    expect(await step(page, 'The sound is too loud', microphone)).toBe('open');
    await words(page, 'We hear you');
    await muteTrial(page, true);
    expect(await step(page, 'Microphone switched off', microphone)).toBe('blocked');
  });

  test('the microphone: each thing that keeps it from opening', async () => {
    const name = await trialName(page);
    await pullOutTrial(page);
    expect(await step(page, `${name} is gone`, microphone)).toBe('blocked');
    const refusals = [
      ['NotReadableError', 'Could not start audio source', 'Microphone in use'],
      ['NotAllowedError', 'Permission denied by system', 'Microphone blocked by the computer'],
      ['NotFoundError', 'Requested device not found', 'Microphone not found'],
    ] as const;
    for (const [error, message, title] of refusals) {
      await stageDevices(page, { refusal: { name: error, message } });
      await press(page, 'Try again');
      expect(await step(page, title === 'Microphone not found' ? `${name} is gone` : title, microphone)).toBe(
        'blocked',
      );
    }
  });

  test('the microphone: who cannot speak goes on with a remark, which the desk sees', async () => {
    await stageDevices(page, {});
    await press(page, 'Try again');
    await page.locator('.other-way summary').click();
    await page.locator('#microphone-remark').fill('I have lost my voice.');
    await look('microphone, another way');
    await press(page, 'Go on with this remark');
    await words(page, 'Share your whole screen');
    const notes = async () => (await eventsOf(world)).filter(({ type }) => type === 'note.added');
    await expect
      .poll(notes)
      .toMatchObject([{ cause: 'microphone-check', severity: 0, data: { text: 'I have lost my voice.' } }]);
  });

  test('the screen: each thing that can be shared in its place, or keeps it back', async () => {
    const faults: [Picked, string][] = [
      [{ name: 'NotAllowedError', message: 'Permission denied by user' }, 'No screen was shared'],
      [
        { name: 'NotAllowedError', message: 'Permission denied by system' },
        'The computer keeps the browser from recording the screen',
      ],
      [{ name: 'NotReadableError', message: 'Could not start video source' }, 'The screen cannot be read'],
      [{ name: 'InvalidStateError', message: 'Invalid state' }, 'The screen could not be shared'],
      ['window', 'You shared a window'],
      ['browser', 'You shared a tab'],
      ['black screen', 'The picture of your screen is black'],
      ['screen without a picture', 'No picture of your screen arrives'],
    ];
    let button = 'Choose screen';
    for (const [picked, title] of faults) {
      await stagePicker(recorder, picked);
      await press(page, button);
      button = 'Choose again';
      expect(await step(page, title, 'Use this screen')).toBe('blocked');
    }
    await look('screen that is hidden');
    await stagePicker(recorder, 'still screen');
    await press(page, button);
    expect(await step(page, 'The picture of your screen does not change', 'Use this screen')).toBe('open');
    await look('screen that does not change');
    await press(page, 'Use this screen');
    await words(page, 'I have read this');
    const advised = async () => (await eventsOf(world)).filter(({ type }) => type === 'device.advised');
    await expect
      .poll(async () => (await advised()).at(-1))
      .toMatchObject({ cause: 'still', data: { stream: 'screen' } });
  });
});

describe('a browser that asks', () => {
  let world: World;
  let page: Page;
  let session: CDPSession | undefined;
  const camera = 'Use this camera';

  beforeAll(async () => {
    world = await startWorld({ devices: 'real', flags: ['--use-fake-device-for-media-stream=device-count=3'] });
    const candidate = new Candidate(world);
    page = await candidate.openExam();
    await words(page, 'What this exam asks of you'); // until then the page may be loaded anew
    await stageDevices(page, {});
    await allow('denied');
    await passSteps(page, 'connection');
    await pressReady(page, 'Go on with this connection');
  });
  afterAll(() => world.close());

  /** Answers the browser's question. It holds for as long as the session lives in which it was answered. */
  async function allow(setting: 'granted' | 'denied'): Promise<void> {
    session ??= await world.browser.target().createCDPSession();
    const origin = `chrome-extension://${extensionId}`;
    for (const name of ['camera', 'microphone']) {
      await session.send('Browser.setPermission', { permission: { name }, setting, origin });
    }
  }

  test('a camera that is blocked in the browser opens by itself once it is allowed', async () => {
    expect(await step(page, 'Camera blocked', camera)).toBe('blocked');
    await allow('granted');
    expect(await step(page, '', camera)).toBe('open');
  });

  test('in place of a camera that is gone another one opens; both are named', async () => {
    const [name, id] = [await trialName(page), await trialId(page)];
    await stageDevices(page, { gone: id });
    await pullOutTrial(page);
    await deviceChange(page);
    expect(await step(page, `${name} is not connected`, camera)).toBe('open');
    await words(page, `${await trialName(page)} is used instead`);
    expect(await trialName(page)).not.toBe(name);
    await stageDevices(page, {});
    await page.select('#choose-camera', id);
    expect(await step(page, '', camera)).toBe('open');
    expect(await trialName(page)).toBe(name);
  });
});
