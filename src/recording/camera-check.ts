import type { PictureFacts } from './picture-facts.ts';
import { type Refusal, type RefusalCause, refusalCause } from './refusal.ts';
import { amiss, checking, fine, type Verdict } from './verdict.ts';
import { isVirtualCamera } from './virtual-camera.ts';

// The check of a camera before the exam. Nothing here knows what a picture shows, or who is in it.

/** What a look at the camera shows. */
type Sight = 'fine' | 'muted' | 'nothing' | 'black' | 'covered' | 'frozen' | 'dark' | 'blurred';

/** How long a sight must last until it counts, in milliseconds. A slow camera gives the same picture twice now and then. */
const patience: Readonly<Record<Sight, number>> = {
  fine: 400,
  muted: 0,
  nothing: 3_000,
  black: 1_000,
  covered: 1_000,
  frozen: 2_000,
  dark: 1_000,
  blurred: 1_500,
};
/** After so long whatever is seen counts, however often it changed. */
const longEnoughMs = 6_000;
/** For how long a movement is remembered, in milliseconds. */
const movementMs = 4_000;

export type Place = 'middle' | 'left' | 'right';

/** A camera as it was seen since it was opened. Times are monotonic milliseconds. */
export interface CameraWatch {
  readonly openedAt: number;
  readonly sight: Sight;
  readonly since: number;
  /** What counts; null as long as nothing does. */
  readonly settled: Sight | null;
  /** Where something last moved, as the candidate sees it in the mirrored picture. */
  readonly moved: { readonly place: Place; readonly at: number } | null;
}

export function newCameraWatch(mono: number): CameraWatch {
  return { openedAt: mono, sight: 'nothing', since: mono, settled: null, moved: null };
}

/** One look. */
export interface CameraGlance {
  /** The system, or a key of the device, keeps the picture back. */
  readonly muted: boolean;
  /** Null when there is no picture. */
  readonly picture: PictureFacts | null;
}

/** Adds a look; some every second are best. */
export function glance(watch: CameraWatch, look: CameraGlance, mono: number): CameraWatch {
  const sight = sightOf(look);
  const since = sight === watch.sight ? watch.since : mono;
  const isSettled = mono - since >= patience[sight] || (!watch.settled && mono - watch.openedAt >= longEnoughMs);
  const place = placeOf(look.picture?.movedAt ?? null);
  return {
    ...watch,
    sight,
    since,
    settled: isSettled ? sight : watch.settled,
    moved: place ? { place, at: mono } : watch.moved,
  };
}

/** A covered lens may well give the same black picture for ever: it is covered, not frozen. */
function sightOf({ muted, picture }: CameraGlance): Sight {
  if (muted) return 'muted';
  if (!picture) return 'nothing';
  if (picture.hint === 'black') return 'black';
  if (picture.hint === 'flat' || picture.isSmooth) return 'covered';
  if (picture.isSame) return 'frozen';
  if (picture.hint === 'dark') return 'dark';
  return picture.isBlurred ? 'blurred' : 'fine';
}

/**
 * Where the candidate sees what is so far across the picture (0 its left edge, 1 its right). It is drawn as in a mirror:
 * what is at its left edge is seen at the right.
 */
export function placeOf(movedAt: number | null): Place | null {
  if (movedAt === null) return null;
  if (movedAt < 0.3) return 'right';
  return movedAt > 0.7 ? 'left' : 'middle';
}

export type CameraCause =
  | RefusalCause
  | 'gone'
  | Exclude<Sight, 'fine'>
  | 'replaced'
  | 'small'
  | 'virtual'
  | 'noFace'
  | 'manyFaces';

/** Everything that is known of a camera on trial. */
export interface CameraFacts {
  /** What kept it from opening; null when it is open. */
  readonly refusal: Refusal | null;
  /** It was there before, and is not any more. */
  readonly isGone: boolean;
  /** The one that the candidate had chosen is not there; this one was opened in its place. */
  readonly isReplacement: boolean;
  readonly label: string;
  /** Pixels of its picture; 0 when there was none yet. */
  readonly width: number;
  readonly height: number;
  readonly watch: CameraWatch;
  /** How many faces the browser itself found; null where it does not look for any. */
  readonly faces: number | null;
}

/** Pixels below which hardly anything can be told from a picture. */
const smallest = { width: 320, height: 240 };
const advices: ReadonlySet<Sight> = new Set(['dark', 'blurred']);

/**
 * The one thing that is amiss with a camera, what must be mended first before the rest.
 * @param isVerified whether the policy demands that the check is passed; without, only a camera that does not open blocks
 */
export function cameraVerdict(facts: CameraFacts, isVerified: boolean): Verdict<CameraCause> {
  const { refusal, isGone, watch } = facts;
  const refused = refusal && refusalCause(refusal);
  if (isGone && (refused === null || refused === 'missing')) return amiss('gone', 'blocks');
  if (refused) return amiss(refused, 'blocks');
  const { settled } = watch;
  if (settled === null) return isVerified ? checking : fine;
  if (settled !== 'fine' && !advices.has(settled)) return amiss(settled, isVerified ? 'blocks' : 'advice');
  const advice = cameraAdvice(facts, settled);
  return advice ? amiss(advice, 'advice') : fine;
}

function cameraAdvice({ isReplacement, label, width, height, faces }: CameraFacts, settled: Sight): CameraCause | null {
  if (isReplacement) return 'replaced';
  if (settled !== 'fine') return settled;
  if (width > 0 && (width < smallest.width || height < smallest.height)) return 'small';
  if (isVirtualCamera(label)) return 'virtual';
  if (faces === 0) return 'noFace';
  return faces !== null && faces > 1 ? 'manyFaces' : null;
}

/** A picture in words for those who do not see it. */
export interface PictureDescription {
  readonly isBright: boolean;
  readonly isSharp: boolean;
  /** Where something moves; null where nothing does. */
  readonly place: Place | null;
  /** Where the browser itself found the one face; null where it does not look for any, or found another number. */
  readonly face: Place | null;
}

/** Describes the picture of now; null while there is none worth describing. */
export function describePicture(
  { settled, moved }: CameraWatch,
  mono: number,
  face: Place | null = null,
): PictureDescription | null {
  if (settled !== 'fine' && settled !== 'dark' && settled !== 'blurred') return null;
  const isRecent = moved !== null && mono - moved.at <= movementMs;
  return { isBright: settled !== 'dark', isSharp: settled !== 'blurred', place: isRecent ? moved.place : null, face };
}
