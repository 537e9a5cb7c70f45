import { nextSegment } from '../../src/browser/journal-store.ts';
import { deskSettings, longestScanMs } from '../../src/recording/desk-scan.ts';
import { mono } from './clock.ts';
import { type RecordedPart, StreamRecorder } from './stream-recorder.ts';

/** Films the desk during an exam, from the tracks that are recorded anyway: a film of its own beside the recording. */
export class DeskCamera {
  readonly #done: (segment: number, durationMs: number) => void;
  #film: { readonly recorder: StreamRecorder; readonly segment: number; readonly since: number } | undefined;
  #limit: ReturnType<typeof setTimeout> | undefined;

  /** @param done told of each film once its last part is stored */
  constructor(done: (segment: number, durationMs: number) => void) {
    this.#done = done;
  }

  /** Begins a film, unless one is under way; resolves once its first part is stored. */
  async start(session: string, media: MediaStream, keep: (part: RecordedPart) => Promise<void>): Promise<void> {
    if (this.#film) return;
    const segment = await nextSegment(session, 'desk');
    const recorder = new StreamRecorder('desk', media, deskSettings, segment, keep, () => void this.stop());
    this.#film = { recorder, segment, since: mono() };
    // A segment would be followed by another when it is as old as the longest film.
    this.#limit = setTimeout(() => void this.stop(), longestScanMs - 2_000);
    await recorder.start().catch((error: unknown) => {
      this.#film = undefined;
      clearTimeout(this.#limit);
      throw error;
    });
  }

  /** Ends the film, if one is under way; resolves when it is stored. */
  async stop(): Promise<void> {
    const film = this.#film;
    if (!film) return;
    this.#film = undefined;
    clearTimeout(this.#limit);
    await film.recorder.stop();
    this.#done(film.segment, mono() - film.since);
  }
}
