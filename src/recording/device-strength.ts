/** A short piece of the same work, done again and again for a moment: how long it took, in milliseconds. */
export interface WorkTrial {
  readonly fastestMs: number;
  readonly meanMs: number;
}

export interface Strength {
  /** Memory in GB, as the browser rounds it; null where it does not say. */
  readonly memoryGb: number | null;
  readonly cores: number;
  /** How loaded the processor is, as the browser names it; null where it does not say. */
  readonly pressure: 'nominal' | 'fair' | 'serious' | 'critical' | null;
  readonly trial: WorkTrial;
}

/** With less memory a browser may be made to give up its pages. */
const leastMemoryGb = 4;
/** The piece of work takes a computer that records at the highest quality about a millisecond. */
const slowFrom = 8;
/** Work that takes so much longer on average than at best shares the processor with other programs. */
const busyFrom = 2.5;

/**
 * What may make the recording stumble on this computer; null when nothing does. Advice alone: the recording does with
 * less where a computer cannot keep up.
 */
export function weakness({ memoryGb, cores, pressure, trial }: Strength): 'busy' | 'memory' | 'slow' | null {
  if (pressure === 'serious' || pressure === 'critical' || trial.meanMs > busyFrom * trial.fastestMs) return 'busy';
  if (memoryGb !== null && memoryGb < leastMemoryGb) return 'memory';
  return cores < 2 || trial.fastestMs > slowFrom ? 'slow' : null;
}

/** Sums up what pieces of work took. @param tookMs at least one */
export function trialOf(tookMs: readonly number[]): WorkTrial {
  const sum = tookMs.reduce((total, ms) => total + ms, 0);
  return { fastestMs: Math.min(...tookMs), meanMs: sum / tookMs.length };
}
