import { type ChatMessage, typingMs } from '../src/protocol/chat.ts';

type Side = ChatMessage['from'];

/**
 * Who writes just now, in which conversation. Kept in memory alone: it is over in seconds, and nothing depends on it.
 */
export class WritingMarks {
  readonly #now: () => number;
  /** Until when, by conversation and side. */
  readonly #until = new Map<string, number>();

  /** @param now monotonic milliseconds */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** A side says that it writes, or does so no more. @returns whether that is news; saying it again is */
  note(attempt: string, side: Side, writes: boolean): boolean {
    const now = this.#now();
    for (const [key, until] of this.#until) if (until <= now) this.#until.delete(key);
    if (!writes) return this.#until.delete(`${attempt} ${side}`);
    this.#until.set(`${attempt} ${side}`, now + typingMs);
    return true;
  }

  /** Until when a side writes; null when it does not. */
  until(attempt: string, side: Side): number | null {
    const until = this.#until.get(`${attempt} ${side}`) ?? 0;
    return until > this.#now() ? until : null;
  }
}
