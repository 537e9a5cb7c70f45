const windowMs = 30_000;

/** Mean speed of what was delivered in the last half minute. */
export class TransferRate {
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** Notes bytes that were confirmed at a moment of a monotonic clock in milliseconds. */
  add(bytes: number, now: number): void {
    this.#samples = [...this.#recent(now), { at: now, bytes }];
  }

  /** Bytes per second; 0 when nothing was delivered lately. */
  perSecond(now: number): number {
    const recent = this.#recent(now);
    const first = recent[0];
    if (!first) return 0;
    const bytes = recent.reduce((sum, sample) => sum + sample.bytes, 0);
    return Math.round(bytes / Math.max(1, (now - first.at) / 1000));
  }

  #recent(now: number) {
    return this.#samples.filter(({ at }) => now - at < windowMs);
  }
}
