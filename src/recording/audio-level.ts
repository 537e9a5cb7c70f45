/** Where a microphone's level is drawn, and from where it counts as heard, in decibels relative to full scale. */
const quietest = -60;
const loudest = -6;
const heardFrom = -42;
const soundFrom = -90;

/** Loudness of a block of samples (-1 to 1) in decibels relative to full scale; -Infinity for digital silence. */
export function decibels(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? Number.NEGATIVE_INFINITY : 10 * Math.log10(sum / samples.length);
}

/** A loudness as a share of the meter, from 0 to 1. */
export function meterShare(level: number): number {
  return Math.min(1, Math.max(0, (level - quietest) / (loudest - quietest)));
}

/** What has been heard of a microphone since it was opened. */
export interface Hearing {
  /** Milliseconds of sound loud enough to be a voice. */
  readonly heardMs: number;
  readonly listenedMs: number;
  /** Whether anything but digital silence ever arrived: a muted microphone sends none. */
  readonly anySound: boolean;
}

export const nothingHeard: Hearing = { heardMs: 0, listenedMs: 0, anySound: false };

/** Adds a block of `ms` milliseconds at `level` decibels. */
export function hear(hearing: Hearing, level: number, ms: number): Hearing {
  return {
    heardMs: hearing.heardMs + (level > heardFrom ? ms : 0),
    listenedMs: hearing.listenedMs + ms,
    anySound: hearing.anySound || level > soundFrom,
  };
}

/** What to tell the candidate: heard after a fifth of a second of voice; silent or muted after five seconds without. */
export function verdict({ heardMs, listenedMs, anySound }: Hearing): 'listening' | 'heard' | 'silent' | 'muted' {
  if (heardMs >= 200) return 'heard';
  if (listenedMs < 5000) return 'listening';
  return anySound ? 'silent' : 'muted';
}
