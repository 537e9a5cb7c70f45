import type { Rung } from '../protocol/messages.ts';
import { rungs } from './rungs.ts';

/** How recording and upload fare, looked at every few seconds. */
export interface Sample {
  /** Monotonic milliseconds. */
  readonly at: number;
  /** How much later than due the recorder did anything since the last sample, at worst, in milliseconds. */
  readonly lateMs: number;
  /** Whether the browser calls the processor's load critical. */
  readonly isOverloaded: boolean;
  /** How much recording waits for upload, in milliseconds of its own length. */
  readonly waitingMs: number;
  /** What the browser will still store, in bytes. */
  readonly freeBytes: number;
}

/** A change of rung, and why. */
export interface Shift {
  readonly from: Rung;
  readonly to: Rung;
  readonly cause: 'cpu' | 'backlog' | 'storage' | 'recovered';
}

const minute = 60_000;
/** More than this much recording waits: at least the first rung, the second, the third. */
const waitingLimits = [5 * minute, 15 * minute, 30 * minute];
/** Less than this many bytes are free. */
const freeLimits = [400e6, 250e6, 120e6];
/** How much better than its limit it must be before a rung is left upwards. */
const relief = 2;
/** Late by more than this, so many samples in a row: the processor does not keep up. */
const lateLimitMs = 1_000;
const lateSamples = 3;
/** A processor that is overloaded for so many samples in a row slows down the exam, though the recorder copes: one rung is given to it. */
const overloadedSamples = 6;
/** All must have been well for this long before the next rung up; longer each time that it was too early. */
const calmMs = minute;
const mostCalmMs = 16 * minute;

/**
 * Decides how much is recorded when device or link cannot keep up. It goes down as soon as it must, and up one rung at
 * a time, so that it does not swing.
 */
export class QualityGovernor {
  #rung = 0;
  #late = 0;
  #overloaded = 0;
  #calmSince: number | undefined;
  #calmNeeded = calmMs;
  #raisedAt = Number.NEGATIVE_INFINITY;

  get rung(): Rung {
    return nameOf(this.#rung);
  }

  /** Takes the next sample; answers the change that it calls for, or null. */
  next(sample: Sample): Shift | null {
    this.#late = sample.lateMs > lateLimitMs ? this.#late + 1 : 0;
    this.#overloaded = sample.isOverloaded ? this.#overloaded + 1 : 0;
    const demands = [
      { cause: 'storage', rung: freeLimits.filter((limit) => sample.freeBytes < limit).length },
      { cause: 'backlog', rung: waitingLimits.filter((limit) => sample.waitingMs > limit).length },
      { cause: 'cpu', rung: this.#late >= lateSamples ? this.#rung + 1 : 0 },
      { cause: 'cpu', rung: this.#overloaded >= overloadedSamples ? 1 : 0 },
    ] as const;
    const { cause, rung } = demands.reduce((worst, demand) => (demand.rung > worst.rung ? demand : worst));
    const lowest = rungs.length - 1;
    if (rung > this.#rung && this.#rung < lowest) return this.#lower(Math.min(rung, lowest), cause, sample.at);
    return this.#rung > 0 && this.#isCalm(sample) ? this.#raise(sample.at) : null;
  }

  #lower(to: number, cause: Shift['cause'], at: number): Shift {
    const wasTooEarly = at - this.#raisedAt < 2 * minute;
    this.#calmNeeded = wasTooEarly ? Math.min(mostCalmMs, this.#calmNeeded * 2) : calmMs;
    return this.#change(to, cause);
  }

  #raise(at: number): Shift {
    this.#raisedAt = at;
    return this.#change(this.#rung - 1, 'recovered');
  }

  #change(to: number, cause: Shift['cause']): Shift {
    const from = this.rung;
    this.#rung = to;
    this.#late = 0;
    this.#calmSince = undefined;
    return { from, to: this.rung, cause };
  }

  /** Whether all has been well for long enough to leave this rung. */
  #isCalm({ at, waitingMs, freeBytes }: Sample): boolean {
    const above = this.#rung - 1;
    const isWell =
      this.#late === 0 &&
      this.#overloaded === 0 &&
      waitingMs * relief <= (waitingLimits[above] ?? 0) &&
      freeBytes >= (freeLimits[above] ?? 0) * relief;
    if (!isWell) this.#calmSince = undefined;
    else this.#calmSince ??= at;
    return this.#calmSince !== undefined && at - this.#calmSince >= this.#calmNeeded;
  }
}

function nameOf(place: number): Rung {
  return rungs[place] ?? 'full';
}
