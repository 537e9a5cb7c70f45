/** With two the link has something to carry while an answer is awaited; fewer are only worth it after a failure. */
const usual = 2;
/** A window of measurement: so many parts for each one in flight, and at least so long. */
const partsPerWindow = 3;
const leastWindowMs = 1_000;
/** By how much more must be delivered for one more in flight to be worth it. */
const worthwhile = 1.04;
/** Windows until a further one is tried again. */
const windowsHeld = 8;

/**
 * How many parts may be in flight at once: one more as long as that delivers more, half as many after a failure.
 * Only what is measured while the limit is used up says anything about the link.
 */
export class InFlightLimit {
  readonly #most: number;
  #limit = usual;
  #window: { readonly from: number; parts: number; bytes: number } | undefined;
  /** Bytes per millisecond before the last one was added. */
  #rateBefore = 0;
  #held = 0;

  /** @param most parts in flight at the very most, at least 2 */
  constructor(most: number) {
    this.#most = most;
  }

  get value(): number {
    return this.#limit;
  }

  /**
   * A part was confirmed.
   * @param now monotonic milliseconds
   * @param isUsedUp whether more parts wait than may be sent
   */
  delivered(bytes: number, now: number, isUsedUp: boolean): void {
    if (!isUsedUp || !this.#window) {
      this.#window = isUsedUp ? { from: now, parts: 0, bytes: 0 } : undefined;
      return;
    }
    this.#window.parts += 1;
    this.#window.bytes += bytes;
    const lasted = now - this.#window.from;
    if (this.#window.parts < partsPerWindow * this.#limit || lasted < leastWindowMs) return;
    this.#judge(this.#window.bytes / lasted);
    this.#window = { from: now, parts: 0, bytes: 0 };
  }

  /** A part failed or hung: the link or the backend has too much of it. */
  failed(): void {
    this.#limit = Math.max(1, Math.floor(this.#limit / 2));
    this.#held = windowsHeld;
    this.#window = undefined;
  }

  #judge(rate: number): void {
    if (this.#held > 0) {
      this.#held -= 1;
      if (this.#held > 0) return;
    } else if (rate < this.#rateBefore * worthwhile) {
      this.#limit = Math.max(Math.min(this.#limit, usual), this.#limit - 1);
      this.#held = windowsHeld;
      return;
    }
    if (this.#limit === this.#most) return;
    this.#rateBefore = rate;
    this.#limit += 1;
  }
}
