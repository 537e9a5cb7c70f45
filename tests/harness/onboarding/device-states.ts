import { press } from '../candidate.ts';
import { watchDevices } from '../recorder-page.ts';
import { deviceChange, muteTrial, type Picked, pullOutTrial, stagePicker } from '../staged-devices.ts';
import type { OnboardingState, Stage } from './stage.ts';
import type { Picture, Sound, Staged } from './staged.ts';

// What the start page shows in the steps of camera, microphone and screen.

type Kind = 'camera' | 'microphone';
const titles = { camera: 'Check your camera', microphone: 'Check your microphone' } as const;
const names = { camera: 'Integrated camera', microphone: 'Internal microphone' } as const;

/** A step with something staged from its beginning, which says what is amiss by this title. */
function found(kind: Kind, cause: string, caption: string, staged: Staged, title: string): OnboardingState {
  return {
    name: `${kind}-${kebab(cause)}`,
    caption: `${kind === 'camera' ? 'Camera' : 'Microphone'}: ${caption}`,
    causes: [`${kind}: ${cause}`],
    enter: async (stage) => {
      await stage.begin(staged, titles[kind]);
      await wake(stage, kind);
      await stage.finding(title);
    },
  };
}

function kebab(cause: string): string {
  return cause.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A page that was loaded anew hears nothing until a key was pressed. */
async function wake(stage: Stage, kind: Kind): Promise<void> {
  if (kind === 'microphone') await stage.page.keyboard.press('a');
}

const refusal = (name: string, message: string, permission?: PermissionState): Staged => ({
  refusal: { name, message, ...(permission ? { permission } : {}) },
});

/** What keeps either of them from opening. */
function refusals(kind: Kind): OnboardingState[] {
  const word = kind === 'camera' ? 'Camera' : 'Microphone';
  const one = (cause: string, caption: string, staged: Staged, title: string) =>
    found(kind, cause, caption, staged, title);
  return [
    one(
      'blocked',
      'blocked in the browser',
      refusal('NotAllowedError', 'Permission denied', 'denied'),
      `${word} blocked`,
    ),
    one(
      'dismissed',
      'the question was closed',
      refusal('NotAllowedError', 'Permission dismissed', 'prompt'),
      `${word} not allowed yet`,
    ),
    one(
      'blockedBySystem',
      'blocked by the system',
      refusal('NotAllowedError', 'Permission denied by system'),
      `${word} blocked by the computer`,
    ),
    one('missing', 'none is connected', refusal('NotFoundError', 'Requested device not found'), `${word} not found`),
    one('inUse', 'another program has it', refusal('NotReadableError', 'Could not start'), `${word} in use`),
    one('noAnswer', 'it does not start', refusal('AbortError', 'Timeout starting'), `${word} does not start`),
    one('unsuitable', 'it cannot do it', refusal('OverconstrainedError', ''), 'This device does not fit'),
    one('failed', 'another error', refusal('NotSupportedError', 'Not supported'), `${word} does not open`),
    {
      name: `${kind}-gone`,
      caption: `${word}: it was pulled out`,
      causes: [`${kind}: gone`],
      enter: async (stage) => {
        await stage.begin({}, titles[kind]);
        await stage.page.waitForSelector('main button.primary');
        await pullOutTrial(stage.page);
        await stage.finding(`${names[kind]} is gone`);
      },
    },
    {
      name: `${kind}-replaced`,
      caption: `${word}: another took its place`,
      causes: [`${kind}: replaced`],
      enter: async (stage) => {
        await stage.set({ isGone: true });
        await deviceChange(stage.page);
        await wake(stage, kind);
        await stage.finding(`${names[kind]} is not connected`);
      },
    },
    {
      name: `${kind}-muted`,
      caption: `${word}: switched off`,
      causes: [`${kind}: muted`],
      enter: async (stage) => {
        await stage.begin({}, titles[kind]);
        await stage.page.waitForSelector('main button.primary');
        await muteTrial(stage.page, true);
        await stage.finding(`${word} switched off`);
      },
    },
  ];
}

const sight = (cause: Picture, caption: string, title: string) =>
  found('camera', cause, caption, { picture: cause }, title);

export const cameras: readonly OnboardingState[] = [
  {
    name: 'camera-asking',
    caption: 'Camera: the browser asks',
    enter: async (stage) => {
      await stage.goTo('camera');
      await stage.begin({ picture: 'asking' }, 'Your browser asks');
    },
  },
  {
    name: 'camera-fine',
    caption: 'Camera: all is fine',
    enter: async (stage) => {
      await stage.begin({}, titles.camera);
      await stage.words('Bright enough. Sharp enough.');
      await stage.finding('');
    },
  },
  {
    name: 'camera-at-one-side',
    caption: 'Camera: the candidate sits at one side',
    enter: async (stage) => {
      await stage.begin({ picture: 'at one side' }, titles.camera);
      await stage.words(/at your (left|right) edge/);
    },
  },
  ...refusals('camera'),
  {
    name: 'camera-desk-asked',
    caption: 'Camera: the help desk is asked, and told of the cause',
    enter: async (stage) => {
      await stage.begin(refusal('NotReadableError', 'Could not start'), 'Camera in use');
      await press(stage.page, 'Get help');
      await press(stage.page, 'Close help');
      await stage.page.waitForFunction(() => document.querySelector('.finding p[role=status]')?.textContent);
    },
  },
  sight('nothing', 'no picture comes', 'No picture'),
  sight('black', 'the picture is black', 'The picture is black'),
  sight('covered', 'something covers it', 'Something covers the camera'),
  sight('frozen', 'the picture stands still', 'The picture stands still'),
  sight('dark', 'the picture is dark', 'The picture is dark'),
  sight('blurred', 'the picture is not sharp', 'The picture is not sharp'),
  sight('small', 'the picture is small', 'The picture is small'),
  found(
    'camera',
    'virtual',
    'made by a program',
    { label: 'OBS Virtual Camera' },
    'OBS Virtual Camera is made by a program',
  ),
  found('camera', 'noFace', 'no face', { faces: 0 }, 'No face found'),
  found('camera', 'manyFaces', 'more than one face', { faces: 2 }, 'More than one face found'),
];

const noise = (cause: string, sound: Sound, caption: string, title: string) =>
  found('microphone', cause, caption, { sound }, title);

export const microphones: readonly OnboardingState[] = [
  {
    name: 'microphone-asking',
    caption: 'Microphone: the browser asks',
    enter: async (stage) => {
      await stage.goTo('microphone');
      await stage.begin({ sound: 'asking' }, 'Your browser asks');
    },
  },
  {
    name: 'microphone-asleep',
    caption: 'Microphone: the browser holds the sound back',
    enter: (stage) => stage.begin({ isAsleep: true }, 'Click anywhere on this page'),
  },
  {
    name: 'microphone-fine',
    caption: 'Microphone: all is fine',
    enter: async (stage) => {
      await stage.begin({}, titles.microphone);
      await wake(stage, 'microphone');
      await stage.words('We hear you');
    },
  },
  ...refusals('microphone'),
  noise('off', 'nothing', 'no sound at all', 'No sound at all'),
  noise('silent', 'faint', 'no voice', 'We do not hear you'),
  {
    name: 'microphone-other-way',
    caption: 'Microphone: another way for those who cannot speak',
    enter: async (stage) => {
      await stage.page.locator('.other-way summary').click();
      await stage.page.locator('#microphone-remark').fill('I have lost my voice.');
    },
  },
  noise('noise', 'hum', 'a steady noise', 'We hear a steady noise, and no voice'),
  noise('clipping', 'too loud', 'too loud', 'The sound is too loud'),
];

/** The screen's step after something was picked. */
function picked(cause: string, caption: string, what: Picked, title: string): OnboardingState {
  return {
    name: `screen-${kebab(cause)}`,
    caption: `Screen: ${caption}`,
    causes: [`screen: ${cause}`],
    enter: async (stage) => {
      await stagePicker(await stage.recorder(), what);
      await stage.begin({}, 'Choose screen');
      await press(stage.page, 'Choose screen');
      await stage.finding(title);
    },
  };
}

export const screens: readonly OnboardingState[] = [
  {
    name: 'screen',
    caption: 'Screen',
    enter: async (stage) => {
      await stage.goTo('screen');
      await watchDevices(await stage.recorder());
      await stage.words('Choose screen');
    },
  },
  {
    name: 'screen-picking',
    caption: 'Screen: the browser asks which',
    enter: async (stage) => {
      await stage.begin({ answers: { chooseScreen: 'silence' } }, 'Choose screen');
      await press(stage.page, 'Choose screen');
      await stage.page.waitForSelector('main .spinner');
    },
  },
  picked(
    'dismissed',
    'none was shared',
    { name: 'NotAllowedError', message: 'Permission denied by user' },
    'No screen was shared',
  ),
  picked(
    'blockedBySystem',
    'kept back by the system',
    { name: 'NotAllowedError', message: 'Permission denied by system' },
    'The computer keeps the browser from recording the screen',
  ),
  picked(
    'unreadable',
    'it cannot be read',
    { name: 'NotReadableError', message: 'Could not start video source' },
    'The screen cannot be read',
  ),
  picked('failed', 'another error', { name: 'InvalidStateError', message: '' }, 'The screen could not be shared'),
  picked('window', 'a window was shared', 'window', 'You shared a window'),
  picked('tab', 'a tab was shared', 'browser', 'You shared a tab'),
  picked('otherSurface', 'something else was shared', 'application', 'That was not the entire screen'),
  picked('stopped', 'sharing stopped at once', 'nothing any more', 'Sharing was stopped'),
  picked('nothing', 'no picture comes', 'screen without a picture', 'No picture of your screen arrives'),
  picked('black', 'the picture is black', 'black screen', 'The picture of your screen is black'),
  picked('still', 'the picture does not change', 'still screen', 'The picture of your screen does not change'),
];
