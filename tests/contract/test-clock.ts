/** A clock that stands still until a test moves it. */
export class TestClock {
  #ms = Date.parse('2030-06-03T09:00:00.000Z');

  readonly now = (): Date => new Date(this.#ms);

  /** Moves on, and tells the new time. */
  pass(ms: number): string {
    this.#ms += ms;
    return this.now().toISOString();
  }
}

/** Milliseconds. */
export const second = 1000;
export const minute = 60 * second;
