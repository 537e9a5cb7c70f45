/** Between which levels a microphone's is drawn, in decibels relative to full scale. */
const quietest = -60;
const loudest = -6;

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
