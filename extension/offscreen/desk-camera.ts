import { nextSegment } from '../../src/browser/journal-store.ts';
import { deskSettings, longestScanMs, shortestScanMs } from '../../src/recording/desk-scan.ts';
import { mono } from './clock.ts';
import { type RecordedPart, StreamRecorder } from './stream-recorder.ts';

/** Where a film's parts go once it is to be kept. */
type Keep = (part: RecordedPart) => Promise<void>;

interface Film {
  readonly recorder: StreamRecorder;
  readonly segment: number;
  readonly since: number;
  readonly parts: RecordedPart[];
  readonly keep: Keep;
  durationMs: number;
}

/** Told how a film goes on. */
export interface DeskNews {
  /** It has ended; a whole one can be looked at, and kept or filmed again. A shorter one is gone. */
  readonly ended: (isWhole: boolean) => void;
  /** Its last part is stored. */
  readonly kept: (segment: number, durationMs: number) => void;
}

/**
 * Films the desk during an exam, from the tracks that are recorded anyway: a film of its own beside the recording. It is
 * held in memory until the candidate has seen it, or the recording stops.
 */
export class DeskCamera {
  readonly #news: DeskNews;
  #film: Film | undefined;
  #held: Film | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;

  constructor(news: DeskNews) {
    this.#news = news;
  }

  /** The film that waits to be looked at; null while none does. */
  get held(): Blob | null {
    const parts = this.#held?.parts ?? [];
    const [first] = parts;
    return first
      ? new Blob(
          parts.map(({ blob }) => blob),
          { type: first.body.mime },
        )
      : null;
  }

  /** Begins a film, unless one is under way, in place of one that waits; resolves once its first part is there. */
  async start(session: string, media: MediaStream, keep: Keep): Promise<void> {
    if (this.#film) return;
    this.#held = undefined;
    const segment = await nextSegment(session, 'desk');
    const parts: RecordedPart[] = [];
    const hold = async (part: RecordedPart) => void parts.push(part);
    const recorder = new StreamRecorder('desk', media, deskSettings, segment, hold, () => void this.end());
    this.#film = { recorder, segment, since: mono(), parts, keep, durationMs: 0 };
    // A segment would be followed by another when it is as old as the longest film.
    this.#limit = setTimeout(() => void this.end(), longestScanMs - 2_000);
    await recorder.start().catch((error: unknown) => {
      this.#film = undefined;
      clearTimeout(this.#limit);
      throw error;
    });
  }

  /** Ends the film, if one is under way; the candidate can then look at it. */
  async end(): Promise<void> {
    const film = await this.#cut();
    if (!film) return;
    const isWhole = film.durationMs >= shortestScanMs;
    if (isWhole) this.#held = film;
    this.#news.ended(isWhole);
  }

  /** Keeps the film that was looked at; resolves when it is stored. */
  async keep(): Promise<void> {
    const film = this.#held;
    this.#held = undefined;
    if (film) await this.#store(film);
  }

  /** The recording stops: what was filmed until now is kept, looked at or not. */
  async stop(): Promise<void> {
    this.#held = (await this.#cut()) ?? this.#held;
    await this.keep();
  }

  async #cut(): Promise<Film | undefined> {
    const film = this.#film;
    if (!film) return undefined;
    this.#film = undefined;
    clearTimeout(this.#limit);
    film.durationMs = mono() - film.since;
    await film.recorder.stop();
    return film;
  }

  async #store({ parts, keep, segment, durationMs }: Film): Promise<void> {
    for (const part of parts) await keep(part);
    this.#news.kept(segment, durationMs);
  }
}
