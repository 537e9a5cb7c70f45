import { describe, expect, it, test } from 'vitest';
import {
  type CameraFacts,
  type CameraGlance,
  cameraVerdict,
  describePicture,
  glance,
  newCameraWatch,
} from './camera-check.ts';
import type { PictureFacts } from './picture-facts.ts';
import type { Refusal } from './refusal.ts';

const good: PictureFacts = { hint: null, isSmooth: false, isBlurred: false, isSame: false, movedAt: null };
const everyMs = 250;

const shows = (change: Partial<PictureFacts> = {}): CameraGlance => ({ muted: false, picture: { ...good, ...change } });
const glances = {
  fine: shows(),
  frozen: shows({ isSame: true }),
  black: shows({ hint: 'black', isSame: true, isSmooth: true }),
  covered: shows({ isSmooth: true }),
  flat: shows({ hint: 'flat' }),
  dark: shows({ hint: 'dark', isBlurred: true }),
  blurred: shows({ isBlurred: true }),
  muted: { muted: true, picture: { ...good, hint: 'black' } },
  nothing: { muted: false, picture: null },
} as const satisfies Record<string, CameraGlance>;

/** A camera that shows one thing after the other, each for so many milliseconds. */
type Shown = readonly [CameraGlance, number];

function watched(...shown: readonly Shown[]) {
  let now = 0;
  let watch = newCameraWatch(now);
  for (const [look, ms] of shown) {
    for (const end = now + ms; now < end; ) {
      now += everyMs;
      watch = glance(watch, look, now);
    }
  }
  return { watch, now };
}

const open: CameraFacts = {
  refusal: null,
  isGone: false,
  isReplacement: false,
  label: 'HD Webcam',
  width: 640,
  height: 480,
  watch: watched([glances.fine, 1000]).watch,
  faces: null,
};
const refused = (name: string, message = '', permission: Refusal['permission'] = 'granted') => ({
  ...open,
  refusal: { name, message, permission },
  watch: newCameraWatch(0),
});
const seen = (look: CameraGlance, ms = 4000) => ({ ...open, watch: watched([look, ms]).watch });

describe('cameraVerdict', () => {
  it('passes a camera after two looks at a picture that changes', () => {
    expect(cameraVerdict({ ...open, watch: watched([glances.fine, 500]).watch }, true)).toEqual({ state: 'checking' });
    expect(cameraVerdict({ ...open, watch: watched([glances.fine, 750]).watch }, true)).toEqual({ state: 'fine' });
  });

  test.each([
    ['blocked', refused('NotAllowedError', 'Permission denied', 'denied')],
    ['dismissed', refused('NotAllowedError', 'Permission dismissed', 'prompt')],
    ['blockedBySystem', refused('NotAllowedError', 'Permission denied by system', 'denied')],
    ['missing', refused('NotFoundError')],
    ['inUse', refused('NotReadableError', 'Could not start video source')],
    ['noAnswer', refused('AbortError')],
    ['unsuitable', refused('OverconstrainedError')],
    ['failed', refused('TypeError')],
    ['gone', { ...open, isGone: true }],
    ['gone', { ...refused('NotFoundError'), isGone: true }],
    ['inUse', { ...refused('NotReadableError'), isGone: true }],
  ] as const)('%s: it does not open, which blocks in any case', (cause, facts) => {
    expect(cameraVerdict(facts, true)).toEqual({ state: 'amiss', cause, severity: 'blocks' });
    expect(cameraVerdict(facts, false)).toEqual({ state: 'amiss', cause, severity: 'blocks' });
  });

  test.each([
    ['muted', seen(glances.muted)],
    ['nothing', seen(glances.nothing)],
    ['black', seen(glances.black)],
    ['covered', seen(glances.covered)],
    ['covered', seen(glances.flat)],
    ['frozen', seen(glances.frozen)],
  ] as const)('%s blocks where the policy verifies', (cause, facts) => {
    expect(cameraVerdict(facts, true)).toEqual({ state: 'amiss', cause, severity: 'blocks' });
    expect(cameraVerdict(facts, false)).toEqual({ state: 'amiss', cause, severity: 'advice' });
  });

  test.each([
    ['replaced', { ...seen(glances.dark), isReplacement: true }],
    ['dark', seen(glances.dark)],
    ['blurred', seen(glances.blurred)],
    ['small', { ...open, width: 160, height: 120 }],
    ['virtual', { ...open, label: 'OBS Virtual Camera' }],
    ['noFace', { ...open, faces: 0 }],
    ['manyFaces', { ...open, faces: 2 }],
  ] as const)('%s never blocks', (cause, facts) => {
    expect(cameraVerdict(facts, true)).toEqual({ state: 'amiss', cause, severity: 'advice' });
    expect(cameraVerdict(facts, false)).toEqual({ state: 'amiss', cause, severity: 'advice' });
  });

  it('is silent about one face, and where nobody looks for any', () => {
    expect(cameraVerdict({ ...open, faces: 1 }, true)).toEqual({ state: 'fine' });
    expect(cameraVerdict({ ...open, faces: null }, true)).toEqual({ state: 'fine' });
  });

  it('waits for nothing where the policy does not verify', () => {
    expect(cameraVerdict({ ...open, watch: newCameraWatch(0) }, false)).toEqual({ state: 'fine' });
  });
});

describe('glance', () => {
  const settled = (...shown: readonly Shown[]) => watched(...shown).watch.settled;

  it('is not put off by a hand before the lens, or by the same picture twice', () => {
    expect(settled([glances.fine, 1000], [glances.covered, 750])).toBe('fine');
    expect(settled([glances.fine, 1000], [glances.frozen, 1750])).toBe('fine');
    expect(settled([glances.fine, 1000], [glances.frozen, 2500])).toBe('frozen');
  });
  it('goes back as soon as all is well', () => {
    expect(settled([glances.black, 2000], [glances.fine, 750])).toBe('fine');
  });
  it('notices a muted camera at once', () => {
    expect(settled([glances.fine, 1000], [glances.muted, 250])).toBe('muted');
  });
  it('comes to an end with a picture that never stays the same', () => {
    const restless = Array.from({ length: 13 }, () => [[glances.dark, 250] as const, [glances.covered, 250] as const]);
    expect(settled(...restless.flat())).not.toBeNull();
  });
});

describe('describePicture', () => {
  it('says nothing before there is a picture, or where there is none to describe', () => {
    expect(describePicture(newCameraWatch(0), 0)).toBeNull();
    expect(describePicture(seen(glances.black).watch, 4000)).toBeNull();
  });
  it.each([
    [glances.fine, { isBright: true, isSharp: true, place: null }],
    [glances.dark, { isBright: false, isSharp: true, place: null }],
    [glances.blurred, { isBright: true, isSharp: false, place: null }],
    [shows({ movedAt: 0.5 }), { isBright: true, isSharp: true, place: 'middle' }],
    // As in a mirror.
    [shows({ movedAt: 0.1 }), { isBright: true, isSharp: true, place: 'right' }],
    [shows({ movedAt: 0.9 }), { isBright: true, isSharp: true, place: 'left' }],
  ])('%#', (look, description) => {
    const { watch, now } = watched([look, 2000]);
    expect(describePicture(watch, now)).toEqual({ ...description, face: null });
  });
  it('says where the face is, where that is known', () => {
    const { watch, now } = watched([glances.fine, 2000]);
    expect(describePicture(watch, now, 'left')).toMatchObject({ place: null, face: 'left' });
  });
  it('forgets a movement after a while', () => {
    const { watch, now } = watched([shows({ movedAt: 0.5 }), 1000], [glances.fine, 4250]);
    expect(describePicture(watch, now)?.place).toBeNull();
  });
});
