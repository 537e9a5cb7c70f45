import { say } from '../../../src/words/saying.ts';
import { press, words } from '../candidate.ts';
import { newestAttempt } from '../evidence.ts';
import { pullOutTrial, stagePicker } from '../staged-devices.ts';
import type { OnboardingState, Stage } from './stage.ts';

// What the start page shows in the steps of identity and desk scan.

/** Takes the photo of the document. */
async function takeDocument({ page }: Stage): Promise<void> {
  await press(page, 'Take the photo of the document');
  await page.waitForSelector('.cover-surface canvas');
}

/** Waits until the camera's picture is seen, and put into words. */
async function seesPicture({ page }: Stage): Promise<void> {
  await page.waitForFunction(
    () => (document.querySelector<HTMLVideoElement>('.viewfinder video')?.currentTime ?? 0) > 0,
  );
  await words(page, 'Bright enough.');
}

/** Takes both photos, and stands before handing them in. */
async function takeBoth(stage: Stage): Promise<void> {
  await takeDocument(stage);
  await press(stage.page, 'Continue with this photo');
  await press(stage.page, 'Take the photo of your face');
  await stage.page.waitForFunction(() => document.querySelectorAll('.both-photos img').length === 2);
}

/** The desk's answer to the newest photos; without a reason they are good. */
async function decide({ world }: Stage, reason = ''): Promise<void> {
  const { attempt, identity } = await newestAttempt(world);
  const verdict = reason === '' ? 'admit' : 'refuse';
  const response = await world.operator(`/v1/attempts/${attempt}/identity`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id: crypto.randomUUID(), verdict, document: identity?.document, reason }),
  });
  if (!response.ok) throw new Error(await response.text());
}

export const identities: readonly OnboardingState[] = [
  {
    name: 'identity-document',
    caption: 'Identity: the document',
    enter: async (stage) => {
      await stagePicker(await stage.recorder(), 'as it is');
      await stage.goTo('identity');
      await stage.words('Photo 1 of 2');
      await seesPicture(stage);
    },
  },
  {
    name: 'identity-camera-closed',
    caption: 'Identity: the camera does not open',
    enter: async (stage) => {
      await stage.begin({ refusal: { name: 'NotReadableError', message: 'Could not start' } }, 'Camera in use');
    },
  },
  {
    name: 'identity-cover',
    caption: 'Identity: a black box over what nobody needs',
    enter: async (stage) => {
      await stage.begin({}, 'Photo 1 of 2');
      await takeDocument(stage);
      await press(stage.page, 'Add a black box');
      await stage.words('Black box 1: ');
    },
  },
  {
    name: 'identity-face',
    caption: 'Identity: the face',
    enter: async (stage) => {
      await press(stage.page, 'Continue with this photo');
      await stage.words('Photo 2 of 2');
      await seesPicture(stage);
    },
  },
  {
    name: 'identity-both',
    caption: 'Identity: both photos',
    enter: async ({ page }) => {
      await press(page, 'Take the photo of your face');
      await page.waitForFunction(() => document.querySelectorAll('.both-photos img').length === 2);
    },
  },
  {
    name: 'identity-not-stored',
    caption: 'Identity: the device could not store them',
    enter: async (stage) => {
      const error = say('pictureNotStored', 'QuotaExceededError');
      await stage.set({ answers: { usePhotos: { error } } });
      await press(stage.page, 'Use these photos');
      await stage.words('This device could not store it');
    },
  },
  {
    name: 'identity-waiting-offline',
    caption: 'Identity: waiting for a person, without a connection',
    causes: ['identity: waiting'],
    enter: async (stage) => {
      await stage.begin({}, 'Photo 1 of 2');
      await takeBoth(stage);
      await stage.world.stopBackend();
      await press(stage.page, 'Use these photos');
      await stage.words('There is no connection at the moment');
    },
  },
  {
    name: 'identity-waiting',
    caption: 'Identity: waiting for a person',
    causes: ['identity: waiting'],
    enter: async (stage) => {
      await stage.world.restartBackend();
      await stage.words('Your photos have arrived');
    },
  },
  {
    name: 'identity-refused',
    caption: 'Identity: other photos are asked for',
    causes: ['identity: refused'],
    enter: async (stage) => {
      await decide(stage, 'Your name cannot be read. Please hold the card closer.');
      await stage.words('Your name cannot be read.');
      await seesPicture(stage);
    },
  },
];

export const desks: readonly OnboardingState[] = [
  {
    name: 'desk-scan',
    caption: 'Desk: before the film',
    enter: async (stage) => {
      await takeBoth(stage);
      await press(stage.page, 'Use these photos');
      await stage.words('Your photos have arrived');
      await decide(stage);
      await stage.words('Show your desk');
      await seesPicture(stage);
    },
  },
  {
    name: 'desk-scan-camera-closed',
    caption: 'Desk: the camera does not open',
    enter: (stage) =>
      stage.begin({ refusal: { name: 'NotReadableError', message: 'Could not start' } }, 'Camera in use'),
  },
  {
    name: 'desk-scan-broken',
    caption: 'Desk: the film broke off',
    enter: async (stage) => {
      await stage.begin({}, 'Show your desk');
      await press(stage.page, 'Start the film');
      await stage.words('The top of your desk');
      await pullOutTrial(stage.page);
      await stage.words('The film broke off');
    },
  },
  {
    name: 'desk-scan-filming',
    caption: 'Desk: it is filmed',
    enter: async (stage) => {
      await stage.begin({}, 'Show your desk');
      await press(stage.page, 'Start the film');
      await stage.words('Under your desk');
    },
  },
  {
    name: 'desk-scan-film',
    caption: 'Desk: the film is looked at',
    enter: async ({ page }) => {
      await press(page, 'Stop the film');
      await page.waitForFunction(() => (document.querySelector<HTMLVideoElement>('.desk-film')?.videoWidth ?? 0) > 0);
    },
  },
];
