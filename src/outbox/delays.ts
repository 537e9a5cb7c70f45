import { backoffMs } from './backoff.ts';

/** The longest wait that a backend can ask of us. */
const mostAskedMs = 300_000;

/** What failed waits before it is tried again, each thing by its key. Times are monotonic milliseconds. */
export class Delays {
  readonly #delays = new Map<string, { readonly failures: number; readonly until: number }>();

  /** How many things failed and have not worked since. */
  get size(): number {
    return this.#delays.size;
  }

  /**
   * It failed again: it waits longer than the last time, and as long as the backend asks (up to five minutes).
   * @param askedMs what `Retry-After` said, if it did
   * @param random a number in [0, 1)
   */
  add(key: string, askedMs: number | null, now: number, random: number): void {
    const failures = (this.#delays.get(key)?.failures ?? 0) + 1;
    const wait = Math.max(Math.min(askedMs ?? 0, mostAskedMs), backoffMs(failures, random));
    this.#delays.set(key, { failures, until: now + wait });
  }

  /** It worked. */
  remove(key: string): void {
    this.#delays.delete(key);
  }

  /** Everything may be tried at once. */
  clear(): void {
    this.#delays.clear();
  }

  isWaiting(key: string, now: number): boolean {
    return (this.#delays.get(key)?.until ?? 0) > now;
  }

  /** When the next thing is due again; Infinity when nothing waits. */
  nextDue(now: number): number {
    return Math.min(Infinity, ...[...this.#delays.values()].map(({ until }) => until).filter((until) => until > now));
  }
}
