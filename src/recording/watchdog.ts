import { isSamePicture } from './picture-facts.ts';
import { pictureHint } from './picture-hint.ts';

/** What a look at a device shows. Only what the recording holds is looked at: nothing here judges a person. */
export type CameraSight = 'fine' | 'muted' | 'covered' | 'frozen';
export type MicrophoneSight = 'fine' | 'muted' | 'silent';

/**
 * How long a sight must last, in milliseconds, before it counts. With looks a second apart each is noticed within 5 s,
 * except a microphone that sends next to nothing: a quiet room sounds like that for a while.
 */
const patience = { fine: 2_000, muted: 2_000, covered: 3_000, frozen: 3_000, silent: 2_500, faint: 30_000 } as const;

/** A device as it was seen until now. `state` changes only after a sight has lasted. */
export interface Watch<Sight extends string> {
  readonly state: Sight | 'fine';
  /** When the device was last seen without trouble, and last with some; monotonic milliseconds. */
  readonly fineAt: number;
  readonly troubleAt: number;
}

/** A device that nobody has looked at yet. */
export function newWatch(mono: number): Watch<never> {
  return { state: 'fine', fineAt: mono, troubleAt: mono };
}

/**
 * Adds a look. A trouble counts once the device has shown none but troubles for long enough; it is over once none was
 * seen for a while.
 * @param mono monotonic milliseconds of the look
 * @param lasting what must last, where it is another time than the sight's own
 */
export function look<Sight extends CameraSight | MicrophoneSight>(
  watch: Watch<Sight>,
  sight: Sight,
  mono: number,
  lasting: keyof typeof patience = sight,
): Watch<Sight> {
  const isFine = sight === 'fine';
  const next = { ...watch, ...(isFine ? { fineAt: mono } : { troubleAt: mono }) };
  const since = isFine ? next.troubleAt : next.fineAt;
  return mono - since >= patience[lasting] ? { ...next, state: sight } : next;
}

/** What one look at a camera brings. */
export interface CameraLook {
  /** The system, or a key of the device, keeps the picture back. */
  readonly muted: boolean;
  /** A small picture as RGBA bytes, and the one before it; null when there is none. */
  readonly pixels: Uint8ClampedArray | null;
  readonly before: Uint8ClampedArray | null;
}

/** Judges a look at a camera. A covered lens may well give the same black picture for ever: it is covered, not frozen. */
export function cameraSight({ muted, pixels, before }: CameraLook): CameraSight {
  if (muted) return 'muted';
  if (!pixels) return 'frozen';
  const hint = pictureHint(pixels);
  if (hint === 'black' || hint === 'flat') return 'covered';
  return before !== null && isSamePicture(pixels, before) ? 'frozen' : 'fine';
}

/** Below this loudness, in decibels against full scale, a microphone sends next to nothing. */
const faintBelow = -80;

/**
 * Judges how loud a microphone was since the last look, in decibels against full scale.
 * @returns the sight, and what has to last until it counts: a microphone that is switched off sends nothing at all
 */
export function microphoneSight(muted: boolean, level: number): readonly [MicrophoneSight, keyof typeof patience] {
  if (muted) return ['muted', 'muted'];
  if (level === Number.NEGATIVE_INFINITY) return ['silent', 'silent'];
  return level < faintBelow ? ['silent', 'faint'] : ['fine', 'fine'];
}
