import { computed, signal } from '@preact/signals';
import { nextRecorded, openingMoment, type Segment, type Span, segmentAt } from './span.ts';

export const speeds = [0.5, 1, 2, 4] as const;

/**
 * The one clock that both players follow. It runs only while every player that has a picture for the moment is ready,
 * so that camera and screen stay at the same moment; stretches without any recording are passed over.
 */
export class Playback {
  /** Monotonic milliseconds of the session. */
  readonly moment = signal(0);
  readonly playing = signal(false);
  readonly speed = signal<number>(1);
  readonly #waiting = signal<ReadonlySet<string>>(new Set());
  /** Whether pictures move now: wanted, and nobody waits for data. */
  readonly running = computed(() => this.playing.value && this.#waiting.value.size === 0);
  #span: Span = { from: 0, to: 0 };
  #segments: readonly Segment[] = [];
  #frame = 0;
  #last = 0;

  /** Says what there is to play. Begins at the first picture, and stays where it is when more arrives. */
  load(span: Span, segments: readonly Segment[]): void {
    const fresh = this.#span.to === 0;
    this.#span = span;
    this.#segments = segments;
    if (fresh) this.moment.value = openingMoment(segments) ?? span.from;
  }

  seek(moment: number): void {
    this.moment.value = Math.min(Math.max(moment, this.#span.from), this.#span.to);
  }

  play(): void {
    if (this.moment.value >= this.#span.to) this.seek(this.#span.from);
    this.playing.value = true;
    this.#last = performance.now();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(this.#tick);
  }

  pause(): void {
    this.playing.value = false;
    cancelAnimationFrame(this.#frame);
  }

  /** A player waits for data (or no longer does): the other waits with it. */
  wait(player: string, waiting: boolean): void {
    const before = this.#waiting.peek();
    if (before.has(player) === waiting) return;
    const set = new Set(before);
    if (waiting) set.add(player);
    else set.delete(player);
    this.#waiting.value = set;
  }

  readonly #tick = (now: number) => {
    const passed = now - this.#last;
    this.#last = now;
    if (this.running.value) this.#advance(passed * this.speed.value);
    if (this.playing.value) this.#frame = requestAnimationFrame(this.#tick);
  };

  #advance(ms: number): void {
    const moment = this.moment.value + ms;
    const recorded = segmentAt(this.#segments, moment);
    this.seek(recorded ? moment : (nextRecorded(this.#segments, moment) ?? this.#span.to));
    if (this.moment.value >= this.#span.to) this.pause();
  }
}
