import { type Refusal, type RefusalCause, refusalCause } from './refusal.ts';
import { amiss, checking, fine, type Verdict } from './verdict.ts';

// The check of a microphone before the exam: whether a voice, or another sign of the candidate's, arrives. What is said
// is nobody's business here: only how loud it is counts.

/** From where sound is loud enough to be a voice, and what is next to nothing; decibels against full scale. */
const loudFrom = -42;
const soundFrom = -90;
/** A voice rises and falls by this much from one block to the next, in decibels; a fan or a hum does not. */
const swingFrom = 3;
const voiceMs = 1_000;
const voiceSwings = 4;
/** A clap, or a tap on the table: short, with a pause before and after it. Milliseconds. */
const knockMost = 300;
const pauseLeast = 200;
const knocksNeeded = 3;
/** When to give up waiting: for anything at all, for a voice in what is heard, for any voice; in any case. Milliseconds. */
const offAfter = 3_000;
const noiseAfter = 4_000;
const silentAfter = 5_000;
const giveUpAfter = 15_000;
/**
 * A block is cut off when this share of its samples is as loud as can be. What counts is how many of the last loud blocks
 * are: each new one weighs a tenth.
 */
const clippedSamples = 0.01;
const clippedWeight = 0.1;
const clippedFrom = 0.3;

/** A tenth of a second of sound, or thereabouts. */
export interface SoundBlock {
  readonly ms: number;
  /** Decibels against full scale; -Infinity for digital silence. */
  readonly level: number;
  /** Which share of the samples is as loud as can be, 0 to 1. */
  readonly clipped: number;
}

/** What was heard of a microphone since it was opened. */
export interface Hearing {
  readonly listenedMs: number;
  /** For how long nothing at all has come, not even the noise that every microphone has. */
  readonly nothingMs: number;
  readonly loudMs: number;
  readonly swings: number;
  readonly knocks: number;
  /** Which share of the last loud blocks was cut off, 0 to 1. */
  readonly clipping: number;
  readonly level: number;
  /** For how long it has been loud, or quiet, without a break; and how long the sound before this quiet was, if it may be a knock. */
  readonly runMs: number;
  readonly knockMs: number;
  readonly isHeard: boolean;
}

export const nothingHeard: Hearing = {
  listenedMs: 0,
  nothingMs: 0,
  loudMs: 0,
  swings: 0,
  knocks: 0,
  clipping: 0,
  level: Number.NEGATIVE_INFINITY,
  runMs: 0,
  knockMs: 0,
  isHeard: false,
};

/** Adds a block of sound. */
export function hear(before: Hearing, block: SoundBlock): Hearing {
  const { ms, level } = block;
  const isLoud = level > loudFrom;
  const wasLoud = before.level > loudFrom;
  // Against silence every sound is a swing; a voice swings within itself.
  const isSwing = isLoud && wasLoud && Math.abs(level - before.level) >= swingFrom;
  const isClipped = block.clipped >= clippedSamples ? 1 : 0;
  const next = {
    ...before,
    ...knocking(before, block, isLoud, wasLoud),
    listenedMs: before.listenedMs + ms,
    nothingMs: level > soundFrom ? 0 : before.nothingMs + ms,
    loudMs: before.loudMs + (isLoud ? ms : 0),
    swings: before.swings + (isSwing ? 1 : 0),
    clipping: isLoud ? before.clipping + clippedWeight * (isClipped - before.clipping) : before.clipping,
    level,
  };
  const isVoice = next.loudMs >= voiceMs && next.swings >= voiceSwings;
  return { ...next, isHeard: before.isHeard || isVoice || next.knocks >= knocksNeeded };
}

function knocking(
  { runMs, knockMs, knocks }: Hearing,
  { ms }: SoundBlock,
  isLoud: boolean,
  wasLoud: boolean,
): Pick<Hearing, 'runMs' | 'knockMs' | 'knocks'> {
  // It begins: a knock only after a pause. `knockMs` is below zero while it cannot become one.
  if (isLoud && !wasLoud) return { runMs: ms, knockMs: runMs >= pauseLeast ? 0 : -1, knocks };
  if (isLoud) return { runMs: runMs + ms, knockMs, knocks };
  if (wasLoud) return { runMs: ms, knockMs: knockMs === 0 && runMs <= knockMost ? runMs : -1, knocks };
  const isKnock = knockMs > 0 && runMs + ms >= pauseLeast;
  return { runMs: runMs + ms, knockMs: isKnock ? -1 : knockMs, knocks: knocks + (isKnock ? 1 : 0) };
}

export type MicrophoneCause = RefusalCause | 'gone' | 'muted' | 'off' | 'silent' | 'noise' | 'clipping' | 'replaced';

/** Everything that is known of a microphone on trial. */
export interface MicrophoneFacts {
  /** What kept it from opening; null when it is open. */
  readonly refusal: Refusal | null;
  /** It was there before, and is not any more. */
  readonly isGone: boolean;
  /** The one that the candidate had chosen is not there; this one was opened in its place. */
  readonly isReplacement: boolean;
  /** The system, or a key of the device, keeps the sound back. */
  readonly muted: boolean;
  readonly hearing: Hearing;
}

/**
 * The one thing that is amiss with a microphone, what must be mended first before the rest.
 * @param isVerified whether the policy demands that the check is passed; without, only one that does not open blocks
 */
export function microphoneVerdict(facts: MicrophoneFacts, isVerified: boolean): Verdict<MicrophoneCause> {
  const { refusal, isGone, isReplacement, muted, hearing } = facts;
  const refused = refusal && refusalCause(refusal);
  if (isGone && (refused === null || refused === 'missing')) return amiss('gone', 'blocks');
  if (refused) return amiss(refused, 'blocks');
  const unheard = muted ? 'muted' : unheardCause(hearing);
  if (unheard) return amiss(unheard, isVerified ? 'blocks' : 'advice');
  if (!hearing.isHeard && isVerified) return checking;
  if (isReplacement) return amiss('replaced', 'advice');
  return hearing.clipping >= clippedFrom ? amiss('clipping', 'advice') : fine;
}

/** What keeps the candidate from being heard; null while there is time, or once they were. */
function unheardCause({ isHeard, listenedMs, nothingMs, loudMs }: Hearing): MicrophoneCause | null {
  if (isHeard) return null;
  if (nothingMs >= offAfter) return 'off';
  if (loudMs >= noiseAfter) return 'noise';
  const isQuiet = listenedMs >= silentAfter && loudMs < voiceMs;
  return isQuiet || listenedMs >= giveUpAfter ? 'silent' : null;
}

/** Causes that speaking, or not speaking, does not explain: a remark in place of the voice cannot mend them. */
const deviceCauses: ReadonlySet<string> = new Set(['muted', 'off', 'gone']);

/** Whether a candidate who cannot speak may go on with a remark in writing: sound arrives, or may. */
export function mayRemark(verdict: Verdict<MicrophoneCause>): boolean {
  return verdict.state !== 'amiss' || !deviceCauses.has(verdict.cause);
}

/**
 * Samples as loud as can be, or nearly: the browser turns what is too loud down a little. An ordinary voice that it has
 * turned up reaches this with up to 0.8 % of a block's samples; one that is cut off with 1 to 15 %.
 */
const loudest = 0.95;

/** Which share of samples (-1 to 1) is as loud as can be. */
export function clippedShareOf(samples: Float32Array): number {
  let count = 0;
  for (const sample of samples) if (Math.abs(sample) >= loudest) count++;
  return samples.length === 0 ? 0 : count / samples.length;
}
