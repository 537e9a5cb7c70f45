import type { StreamName } from '../protocol/journal.ts';

/** What is held: enough of a recorded part to know where it belongs. */
export interface Holdable {
  readonly body: { readonly stream: StreamName; readonly segment: number; readonly duration: number };
  readonly blob: { readonly size: number };
}

/** What is missing of a stream because there was no place for it. */
export interface Dropped {
  readonly stream: StreamName;
  /** Milliseconds. */
  readonly duration: number;
}

/**
 * Parts that wait in memory for room on the disk, in their order. When even memory has no place for one it is dropped,
 * and the rest of its segment with it, which would not play without it; the next segment is held again if it can be.
 */
export class HeldParts<Part extends Holdable> {
  readonly #most: number;
  readonly #parts: Part[] = [];
  readonly #broken = new Map<StreamName, number>();
  readonly #dropped = new Map<StreamName, number>();
  #bytes = 0;

  /** @param most bytes that may be held */
  constructor(most: number) {
    this.#most = most;
  }

  /** The part that is stored next. */
  get first(): Part | undefined {
    return this.#parts[0];
  }

  /** Holds a part. @returns whether it could be held */
  hold(part: Part): boolean {
    const { stream, segment, duration } = part.body;
    if (this.#broken.get(stream) === segment || this.#bytes + part.blob.size > this.#most) {
      this.#broken.set(stream, segment);
      this.#dropped.set(stream, (this.#dropped.get(stream) ?? 0) + duration);
      return false;
    }
    this.#parts.push(part);
    this.#bytes += part.blob.size;
    return true;
  }

  /** The first one is stored. */
  shift(): void {
    this.#bytes -= this.#parts.shift()?.blob.size ?? 0;
  }

  /** Gives up all that is held. */
  dropAll(): void {
    for (const { body } of this.#parts) {
      this.#dropped.set(body.stream, (this.#dropped.get(body.stream) ?? 0) + body.duration);
    }
    this.#parts.length = 0;
    this.#bytes = 0;
  }

  /** What was dropped, once: by stream. */
  takeDropped(): Dropped[] {
    const dropped = [...this.#dropped].map(([stream, duration]) => ({ stream, duration }));
    this.#dropped.clear();
    return dropped;
  }
}
