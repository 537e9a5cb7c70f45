/** Deliveries are counted in bins of this length, and a minute of them is remembered. */
const binMs = 2_500;
const remembered = 24;
/** A bin counts half as much as one that is this much younger. */
const halfLifeMs = 12_500;
/** Before so many bins are full nothing is said. */
const leastBins = 2;
/** A rate that varies by less than this share is told as one number. */
const steady = 0.12;

/** How long it takes, in milliseconds: `low` and `high` are the same while the link is steady. */
export interface TimeLeft {
  readonly low: number;
  readonly high: number;
}

/**
 * How fast parts get through, measured over the time in which any were in flight: waiting says nothing about a link.
 * Times are monotonic milliseconds.
 */
export class Throughput {
  #busySince: number | undefined;
  /** Busy time since the last confirmation. */
  #elapsed = 0;
  /** Bytes confirmed, by bin of busy time; the last one is full up to `#filled` milliseconds. */
  #bins: number[] = [0];
  #filled = 0;
  #isPrimed = false;

  /** Something is in flight from now on. */
  begin(now: number): void {
    this.#busySince ??= now;
  }

  /** Nothing is in flight any more. */
  end(now: number): void {
    this.#pass(now);
    this.#busySince = undefined;
  }

  /** Bytes were confirmed. The first only start the measurement: what else was under way with them is not known. */
  add(bytes: number, now: number): void {
    this.#pass(now);
    if (this.#isPrimed) this.#spreadOver(bytes, this.#elapsed);
    this.#isPrimed = true;
    this.#elapsed = 0;
  }

  /** Bytes of something else were confirmed; they count while parts share the link with them. */
  addBeside(bytes: number, now: number): void {
    if (this.#busySince !== undefined) this.add(bytes, now);
  }

  /** The connection was lost: what was measured before may not hold after it. */
  forget(): void {
    this.#isPrimed = false;
    this.#bins = [0];
    this.#filled = 0;
    this.#elapsed = 0;
  }

  /** Bytes per second; 0 while it is not known. Recent deliveries count for more. */
  get perSecond(): number {
    return Math.round(this.#weighed()?.mean ?? 0);
  }

  /** How long so many bytes will take; null while it is not known. */
  timeLeft(bytes: number): TimeLeft | null {
    const rate = this.#weighed();
    if (!rate || rate.mean <= 0) return null;
    const share = Math.min(0.6, rate.deviation / rate.mean);
    const at = (perSecond: number) => Math.round((bytes / perSecond) * 1000);
    if (share < steady) return { low: at(rate.mean), high: at(rate.mean) };
    return { low: at(rate.mean * (1 + share)), high: at(rate.mean * (1 - share)) };
  }

  #pass(now: number): void {
    if (this.#busySince === undefined) return;
    this.#elapsed += Math.max(0, now - this.#busySince);
    this.#busySince = now;
  }

  /** Bytes came through all the time since the last ones, not in the moment of their confirmation. */
  #spreadOver(bytes: number, ms: number): void {
    const last = this.#bins.length - 1;
    const inBin = Math.min(ms, binMs - this.#filled);
    this.#bins[last] = (this.#bins[last] ?? 0) + (ms === 0 ? bytes : (bytes * inBin) / ms);
    this.#filled += inBin;
    if (this.#filled < binMs) return;
    this.#bins = [...this.#bins, 0].slice(-remembered);
    this.#filled = 0;
    if (ms > inBin) this.#spreadOver(bytes * (1 - inBin / ms), ms - inBin);
  }

  #weighed(): { readonly mean: number; readonly deviation: number } | undefined {
    const full = this.#bins.slice(0, -1);
    if (full.length < leastBins) return undefined;
    const weights = full.map((_, at) => 0.5 ** (((full.length - 1 - at) * binMs) / halfLifeMs));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const over = (value: (rate: number) => number) =>
      full.reduce((sum, bytes, at) => sum + value((bytes / binMs) * 1000) * (weights[at] ?? 0), 0) / total;
    const mean = over((rate) => rate);
    return { mean, deviation: Math.sqrt(over((rate) => (rate - mean) ** 2)) };
  }
}
