import type { Taken } from '../../src/protocol/messages.ts';
import { deskSettings, longestScanMs } from '../../src/recording/desk-scan.ts';
import { partLength } from '../../src/recording/quality.ts';
import { recordableType } from '../../src/recording/recordable-type.ts';
import { CandidateError, say } from '../../src/words/saying.ts';
import { base64Of, mono } from './photo.ts';

interface Part {
  /** Of its journal entry: a second try does not store it twice. */
  readonly id: string;
  readonly blob: Blob;
  readonly from: number;
  readonly duration: number;
}

/** A film of the desk, in this page's memory alone. */
export interface Film {
  readonly mime: string;
  readonly parts: readonly Part[];
  /** An address under which this page plays it. */
  readonly url: string;
}

/** Records the desk, in parts as the exam is recorded, until it is stopped or has become as long as it may. */
export class DeskFilm {
  readonly startedAt = mono();
  /** Resolves once the film is whole; rejects when the browser cannot record, or nothing came. */
  readonly ended: Promise<Film>;
  readonly #recorder: MediaRecorder;
  readonly #parts: Part[] = [];

  constructor(media: MediaStream) {
    const { videoBitsPerSecond, audioBitsPerSecond } = deskSettings;
    const mimeType = recordableType({ picture: true, sound: true }, (type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(media, { mimeType, videoBitsPerSecond, audioBitsPerSecond });
    this.#recorder = recorder;
    let from = this.startedAt;
    recorder.addEventListener('dataavailable', ({ data }) => {
      const now = mono();
      if (data.size > 0) this.#parts.push({ id: crypto.randomUUID(), blob: data, from, duration: now - from });
      from = now;
    });
    this.ended = new Promise((resolve, reject) => {
      recorder.addEventListener('error', () => reject(new CandidateError(say('deskNotRecorded'))));
      recorder.addEventListener('stop', () => resolve(this.#film()));
    });
    for (const track of media.getTracks()) track.addEventListener('ended', () => this.stop());
    const limit = setTimeout(() => this.stop(), longestScanMs);
    void this.ended.catch(() => undefined).finally(() => clearTimeout(limit));
    recorder.start(partLength('camera'));
  }

  /** How long it has been recorded, in milliseconds. */
  get age(): number {
    return mono() - this.startedAt;
  }

  stop(): void {
    if (this.#recorder.state !== 'inactive') this.#recorder.stop();
  }

  #film(): Film {
    const { mimeType: mime } = this.#recorder;
    const whole = new Blob(
      this.#parts.map(({ blob }) => blob),
      { type: mime },
    );
    return { mime, parts: this.#parts, url: URL.createObjectURL(whole) };
  }
}

/** How long a film is, in milliseconds. */
export function lengthOf({ parts }: Film): number {
  return parts.reduce((sum, { duration }) => sum + duration, 0);
}

/** A film as a message carries it. */
export async function handInFilm({ mime, parts }: Film): Promise<Taken> {
  const carried = parts.map(async ({ id, blob, from, duration }) => ({
    id,
    from,
    duration,
    data: await base64Of(blob),
  }));
  return { mime, parts: await Promise.all(carried) };
}
