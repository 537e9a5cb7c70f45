import { Refusal } from './problem.ts';

/** What one session may use up in a minute to measure its link: several trials, and no more than a recording would. */
const requestsAMinute = 60;
const bytesAMinute = 16_000_000;
const minute = 60_000;

interface Spent {
  readonly since: number;
  requests: number;
  bytes: number;
}

/** Keeps each session's trials of its link within bounds: what is thrown away must cost this backend little. */
export class LinkBudget {
  readonly #spent = new Map<string, Spent>();
  readonly #now: () => number;

  /** @param now milliseconds on a clock that never goes back */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes a request of so many bytes from a session's budget. @throws Refusal `busy` with the time to wait */
  spend(session: string, bytes: number): void {
    const now = this.#now();
    const known = this.#spent.get(session);
    const spent = known && now - known.since < minute ? known : { since: now, requests: 0, bytes: 0 };
    if (spent.requests >= requestsAMinute || spent.bytes + bytes > bytesAMinute) {
      const seconds = Math.ceil((spent.since + minute - now) / 1000);
      throw new Refusal('busy', `The connection was measured often just now. Try again in ${seconds} seconds.`, {
        status: 429,
        headers: { 'Retry-After': String(seconds) },
      });
    }
    spent.requests += 1;
    spent.bytes += bytes;
    this.#spent.delete(session);
    this.#forget(now);
    this.#spent.set(session, spent);
  }

  /** The sessions that spent nothing for a minute stand first. */
  #forget(now: number): void {
    for (const [session, { since }] of this.#spent) {
      if (now - since < minute) return;
      this.#spent.delete(session);
    }
  }
}
