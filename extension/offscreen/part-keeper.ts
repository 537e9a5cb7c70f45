import { forgetFinishedSessions } from '../../src/browser/finished-sessions.ts';
import { freeBytes } from '../../src/browser/free-bytes.ts';
import { appendEntry, JournalClosed } from '../../src/browser/journal-store.ts';
import { sha256Hex } from '../../src/evidence/digest.ts';
import { HeldParts } from '../../src/outbox/held-parts.ts';
import type { EventData, EventType } from '../../src/protocol/events.ts';
import { mono } from './clock.ts';
import { keptForEvents, lowRoom } from './storage-room.ts';
import type { RecordedPart } from './stream-recorder.ts';

/** Between tries to store what is held in memory. */
const retryMs = 2_000;
/** Tries at the end of the recording before what is held is given up. */
const lastTries = 8;
/** How often the room is measured while all is well. */
const lookMs = 10_000;
/** What may be held in memory, in bytes. */
const mostHeld = 64_000_000;

interface Kept extends RecordedPart {
  readonly session: string;
}

/**
 * Puts recorded parts into the outbox, in their order. When the disk is full they wait in memory until there is room
 * again; what finds no place there either is a gap of the recording, and told as one. Nothing goes in silence: the
 * candidate reads `free`, and the journal tells the rest.
 */
export class PartKeeper {
  readonly #stored: () => void;
  readonly #held = new HeldParts<Kept>(mostHeld);
  #draining: Promise<void> = Promise.resolve();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #measuredAt = Number.NEGATIVE_INFINITY;
  #isTold = false;
  #isStopping = false;
  /** Free bytes while there is little room; null while there is enough. */
  free: number | null = null;

  /** @param stored called after every part that was stored */
  constructor(stored: () => void) {
    this.#stored = stored;
  }

  /** Stores a part, or holds it while there is no room. Never fails. */
  keep(session: string, part: RecordedPart): Promise<void> {
    this.#held.hold({ ...part, session });
    return this.#drain();
  }

  /**
   * The recording is over: stores all that is held, into the room kept for events where it must be. What finds no room
   * for a while is given up, and told as a gap.
   */
  async flush(): Promise<void> {
    this.#isStopping = true;
    for (let tries = 0; this.#held.first && tries < lastTries; tries += 1) {
      if (tries > 0) await new Promise((resolve) => setTimeout(resolve, retryMs));
      await this.#drain();
    }
    const session = this.#held.first?.session;
    this.#held.dropAll();
    if (session !== undefined) await this.#noteDropped(session);
    this.#isStopping = false;
  }

  #drain(): Promise<void> {
    clearTimeout(this.#retry);
    this.#draining = this.#draining.then(() => this.#storeAll());
    return this.#draining;
  }

  async #storeAll(): Promise<void> {
    let session: string | undefined;
    for (let part = this.#held.first; part; part = this.#held.first) {
      session = part.session;
      if (!(await this.#hasRoom(part)) || !(await this.#store(part))) {
        this.#retry = setTimeout(() => void this.#drain(), retryMs);
        break;
      }
      this.#held.shift();
      this.#stored();
    }
    if (session === undefined || this.#held.first) return;
    await this.#noteDropped(session);
  }

  async #noteDropped(session: string): Promise<void> {
    for (const { stream, duration } of this.#held.takeDropped()) {
      await this.noteGap(session, 'storage', { stream, duration });
    }
  }

  /** Notes what is missing from the recording, its length in milliseconds. */
  noteGap(session: string, cause: string, data: { readonly stream: string; readonly duration: number }): Promise<void> {
    return this.#note(session, 'record.gap', 0.3, cause, data);
  }

  /** @returns false when it could not be written and should be tried again */
  async #store({ session, body, blob }: Kept): Promise<boolean> {
    try {
      const sha256 = await sha256Hex(await blob.arrayBuffer());
      const entry = { id: crypto.randomUUID(), wall: Date.now(), mono: mono(), body: { ...body, sha256 }, blob };
      await appendEntry(session, entry);
    } catch (error) {
      if (error instanceof JournalClosed) return true;
      console.error('A part could not be stored', error);
      await this.#tellLow(session, 'write-failed', await freeBytes().catch(() => 0));
      return false;
    }
    return true;
  }

  async #hasRoom({ session, blob }: Kept): Promise<boolean> {
    if (this.free === null && mono() - this.#measuredAt < lookMs) return true;
    this.#measuredAt = mono();
    const free = await freeBytes().catch(() => Number.POSITIVE_INFINITY);
    if (free < lowRoom) await this.#tellLow(session, 'room-low', free);
    else this.free = null;
    if (this.free === null) this.#isTold = false;
    return this.#isStopping || free - blob.size > keptForEvents;
  }

  /** The oldest of what is not needed goes first; then the candidate is told, and the recorder steps down by itself. */
  async #tellLow(session: string, cause: string, free: number): Promise<void> {
    this.free = free;
    if (this.#isTold) return;
    this.#isTold = true;
    await forgetFinishedSessions(session).catch((error: unknown) => console.warn('No room could be made', error));
    await this.#note(session, 'storage.low', 0, cause, { freeMegabytes: Math.floor(free / 1e6) });
  }

  async #note(session: string, type: EventType, severity: number, cause: string, data: EventData): Promise<void> {
    const body = { kind: 'event', type, severity, cause, data } as const;
    const entry = { id: crypto.randomUUID(), wall: Date.now(), mono: mono(), body };
    await appendEntry(session, entry).catch((error: unknown) => console.error(`${type} could not be noted`, error));
  }
}
