import type { PartBody, StreamName } from '../../src/protocol/journal.ts';
import { BitBudget } from '../../src/recording/bit-budget.ts';
import { partLength, type StreamSettings, segmentMs } from '../../src/recording/quality.ts';
import { recordableType } from '../../src/recording/recordable-type.ts';
import { CandidateError, say } from '../../src/words/saying.ts';
import { mono } from './clock.ts';
import { fittedCopy } from './fitted-copy.ts';

/** A part as the recorder hands it over: everything but its digest. */
export interface RecordedPart {
  readonly body: Omit<PartBody, 'sha256'>;
  readonly blob: Blob;
}

/** What a recorder is told of a segment: the tracks as they are to be recorded, and how. */
interface Take {
  readonly media: MediaStream;
  readonly settings: StreamSettings;
  /** Lets go what is used for this take alone. */
  release?(): void;
}

/** How long to wait for a recorder's last word: some never say it. */
const patienceMs = 5_000;

/**
 * Records one stream as segments that play alone, in parts. The next segment's recorder runs before the last one
 * stops, so a change of segment loses no frame. A segment ends by its age, looked at when a part arrives: a timer
 * would be slowed down in a hidden document.
 */
export class StreamRecorder {
  readonly #stream: StreamName;
  #full: Take;
  #take: Take;
  readonly #keep: (part: RecordedPart) => Promise<void>;
  readonly #lost: () => void;
  #segment: number;
  #current: Segment | undefined;
  readonly #budget = new BitBudget();
  #changes: Promise<void> = Promise.resolve();
  #isStopped = false;
  #lateness = 0;
  /** Segments whose last part is not stored yet. */
  readonly #open = new Set<Segment>();

  /**
   * @param firstSegment number of the first segment, so that a resumed recording goes on counting
   * @param keep stores a part; it must not fail, and parts are handed over in order
   * @param lost told when the recording ended without being asked to
   */
  constructor(
    stream: StreamName,
    media: MediaStream,
    settings: StreamSettings,
    firstSegment: number,
    keep: (part: RecordedPart) => Promise<void>,
    lost: () => void,
  ) {
    this.#lost = lost;
    this.#stream = stream;
    this.#full = { media, settings };
    this.#take = this.#full;
    this.#segment = firstSegment;
    this.#keep = keep;
  }

  /** Starts recording. Resolves once the first part is stored: only then is anything recorded for sure. */
  start(): Promise<void> {
    return this.#begin().first;
  }

  /** Stops, and resolves when the last part is stored. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    // In a change there are two.
    for (const segment of this.#open) segment.end();
    await Promise.all([...this.#open].map(({ ended }) => ended));
    this.#take.release?.();
  }

  /**
   * Goes on in a new segment, from these tracks: a file cannot change its tracks. With none, recording rests until it
   * is renewed with some. Resolves when the old segment has ended.
   */
  renew(media: MediaStream): Promise<void> {
    this.#full = { ...this.#full, media };
    return this.#goOn(() => this.#take.settings);
  }

  /**
   * Goes on with other settings, from a new segment on. Less than the full picture is recorded from a copy, so that the
   * old segment's pictures stay as they are until it ends. Resolves when it has ended.
   */
  change(settings: StreamSettings): Promise<void> {
    return this.#goOn(() => settings);
  }

  /** One change after the other. */
  #goOn(settings: () => StreamSettings): Promise<void> {
    const failed = (error: unknown) => console.error('The recording could not go on otherwise', error);
    this.#changes = this.#changes.then(() => this.#switchTo(settings())).catch(failed);
    return this.#changes;
  }

  async #switchTo(settings: StreamSettings): Promise<void> {
    const before = this.#take;
    const old = this.#current;
    this.#current = undefined; // whatever ends it from here on, the recording is not lost
    this.#take = await this.#taking(settings);
    if (this.#isStopped || this.#take.media.getTracks().length === 0) old?.end();
    else {
      const next = this.#beginAfter(old);
      const end = () => old?.end();
      // A copy's first picture may be late: both run until a part of the new segment is stored.
      void (this.#take === this.#full ? next.started : next.first).then(end, end);
    }
    await old?.ended;
    before.release?.();
    if (this.#isStopped) this.#take.release?.();
  }

  /** Begins the next segment. When the browser refuses it, the old one goes on if it still runs. */
  #beginAfter(old: Segment | undefined): Segment {
    try {
      return this.#begin();
    } catch (error) {
      if (old && this.#open.has(old)) this.#current = old;
      else this.#lost();
      throw error;
    }
  }

  async #taking(settings: StreamSettings): Promise<Take> {
    const { media } = this.#full;
    if (settings === this.#full.settings) return this.#full;
    if (media.getTracks().length === 0) return { media, settings };
    const copy = await fittedCopy(media, settings).catch((error: unknown) => console.warn('Not made smaller:', error));
    return copy ? { ...copy, settings } : { media, settings };
  }

  /** How much later than due a part came, at worst since this was asked last, in milliseconds. */
  takeLateness(): number {
    const worst = this.#lateness;
    this.#lateness = 0;
    return worst;
  }

  #begin(): Segment {
    const { media, settings } = this.#take;
    const wanted = settings.videoBitsPerSecond;
    const asked = { ...settings, videoBitsPerSecond: this.#budget.ask(wanted) };
    const segment = new Segment(this.#stream, this.#segment++, { media, settings: asked }, async (part) => {
      // A stream without sound has nothing to hand over between two pictures.
      const dueMs = Math.max(partLength(this.#stream), 1000 / settings.frameRate);
      this.#lateness = Math.max(this.#lateness, part.body.duration - dueMs);
      await this.#keep(part);
      if (segment.age() >= segmentMs) setTimeout(() => this.#rotate(segment));
    });
    this.#current = segment;
    this.#open.add(segment);
    void segment.ended.finally(() => {
      this.#open.delete(segment);
      const sound = media.getAudioTracks().length > 0 ? settings.audioBitsPerSecond : 0;
      this.#budget.note(wanted, Math.max(0, segment.bitsPerSecond() - sound), segment.age());
      // Nobody asked this segment to end: the browser gave the recording up, or the device is gone.
      if (this.#current === segment && !this.#isStopped) this.#lost();
    });
    return segment;
  }

  #rotate(old: Segment): void {
    if (this.#current !== old || this.#isStopped) return;
    const end = () => old.end();
    void this.#begin().started.then(end, end);
  }
}

class Segment {
  /** When the recorder runs, when the first part is stored, and when the last one is. */
  readonly started: Promise<void>;
  readonly first: Promise<void>;
  readonly ended: Promise<void>;
  readonly #recorder: MediaRecorder;
  readonly #bornAt = mono();
  #partFrom = this.#bornAt;
  #part = 0;
  #bytes = 0;
  #writes: Promise<void> = Promise.resolve();

  constructor(
    stream: StreamName,
    segment: number,
    { media, settings }: Take,
    keep: (part: RecordedPart) => Promise<void>,
  ) {
    const recorder = new MediaRecorder(media, recorderOptions(media, settings));
    this.#recorder = recorder;
    const firstStored = Promise.withResolvers<void>();
    this.first = firstStored.promise;
    this.started = new Promise((resolve) => recorder.addEventListener('start', () => resolve(), { once: true }));
    const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }));
    recorder.addEventListener('error', () => firstStored.reject(new CandidateError(say('recordImpossible'))));
    recorder.addEventListener('dataavailable', ({ data }) => {
      const now = mono();
      const last = recorder.state === 'inactive';
      if (data.size === 0 && !last) return;
      const body = {
        kind: 'part',
        stream,
        segment,
        part: this.#part++,
        last,
        mime: recorder.mimeType,
        bytes: data.size,
        from: this.#partFrom,
        duration: now - this.#partFrom,
      } as const;
      this.#partFrom = now;
      this.#bytes += data.size;
      this.#writes = this.#writes.then(() => keep({ body, blob: data })).then(firstStored.resolve);
    });
    this.ended = stopped.then(() => this.#writes);
    recorder.start(partLength(stream));
  }

  /** How long it has been recorded, in milliseconds. */
  age(): number {
    return mono() - this.#bornAt;
  }

  /** What it came to so far, picture and sound together. */
  bitsPerSecond(): number {
    return (this.#bytes * 8 * 1000) / Math.max(1, this.#partFrom - this.#bornAt);
  }

  /** Asks for the last part. A recorder that does not answer is given up after a while; what it wrote is kept. */
  end(): void {
    if (this.#recorder.state === 'inactive') return;
    this.#recorder.stop();
    setTimeout(() => this.#recorder.dispatchEvent(new Event('stop')), patienceMs);
  }
}

/** What the browser is told of a recording: container, codecs and bits. */
export function recorderOptions(media: MediaStream, settings: StreamSettings): MediaRecorderOptions {
  const tracks = { picture: media.getVideoTracks().length > 0, sound: media.getAudioTracks().length > 0 };
  return {
    mimeType: recordableType(tracks, (type) => MediaRecorder.isTypeSupported(type)),
    ...(tracks.picture ? { videoBitsPerSecond: settings.videoBitsPerSecond } : {}),
    ...(tracks.sound ? { audioBitsPerSecond: settings.audioBitsPerSecond } : {}),
  };
}
