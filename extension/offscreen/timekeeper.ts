import { shiftClock } from '../../src/browser/journal-store.ts';
import { type Tick, timeBreak } from '../../src/recording/time-break.ts';
import { mono } from './clock.ts';
import type { Found } from './findings.ts';

const everyMs = 1_000;
/** Two clocks that differ by less agree: the answer of a backend takes a while to come. */
const toleranceMs = 2_000;
/** Between tries to reach the backend for its clock. */
const againMs = 15_000;

interface Surroundings {
  /** The session whose exam runs now; null when none does. */
  readonly session: () => string | null;
  /** Pictures that the camera has given until now. */
  readonly frames: () => number;
  /** Asks the backend for its clock: by how much the session's idea of it is wrong, in ms; null when it cannot be reached. */
  readonly clockError: () => Promise<number | null>;
  /** The computer was suspended for so long. */
  readonly slept: (ms: number) => void;
  readonly found: Found;
}

/** Watches both clocks: notices that the computer slept, and that its clock was changed, and keeps journal times right. */
export class Timekeeper {
  readonly #around: Surroundings;
  #last: Tick;

  constructor(around: Surroundings) {
    this.#around = around;
    this.#last = this.#now();
    setInterval(() => void this.#tick(), everyMs);
  }

  async #tick(): Promise<void> {
    const last = this.#last;
    this.#last = this.#now();
    const found = timeBreak(last, this.#last);
    const session = this.#around.session();
    if (!found || !session) return;
    if (found.kind === 'sleep') return this.#around.slept(found.ms);
    if (found.kind === 'clock') return this.#changed(session, found.ms);
    return this.#decide(session, found.ms);
  }

  /**
   * A clock that still agrees with the backend's was not changed: the computer slept. Without a connection that is what
   * is told, since it is likelier; the clock is compared as soon as there is one.
   */
  async #decide(session: string, ms: number): Promise<void> {
    let error = await this.#around.clockError();
    const isWrong = () => error !== null && Math.abs(error) > toleranceMs;
    if (!isWrong()) this.#around.slept(ms);
    while (error === null && this.#around.session() === session) {
      await new Promise((resolve) => setTimeout(resolve, againMs));
      error = await this.#around.clockError();
    }
    if (isWrong()) await this.#changed(session, ms);
  }

  /** Entries from here on get the time that they would have had without the change; then the change itself is told. */
  async #changed(session: string, byMs: number): Promise<void> {
    await shiftClock(session, -byMs);
    this.#around.found('clock.jump', byMs > 0 ? 'set-forward' : 'set-back', { byMs: Math.round(byMs) });
  }

  #now(): Tick {
    return { wall: Date.now(), mono: mono(), frames: this.#around.frames() };
  }
}
