import type { Policy } from '../policy/schema.ts';
import type { StreamName } from '../protocol/journal.ts';

export type Quality = Policy['recording']['quality'];

/** How one stream is recorded: picture size and rate, and the mean that picture and sound may come to, in bits per second. */
export interface StreamSettings {
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly videoBitsPerSecond: number;
  readonly audioBitsPerSecond: number;
}

export interface QualitySettings {
  readonly camera: StreamSettings;
  readonly screen: StreamSettings;
}

/**
 * Together with the sound, the journal and what HTTP adds (about 20 kbit/s), a mean of at most 92, 189 and 400 kbit/s. A
 * screen of 1280 pixels in width is never made smaller: 10 point text stays legible. docs/quality-figures.md has figures.
 */
const ladder: Readonly<Record<Quality, QualitySettings>> = {
  low: {
    camera: { width: 320, height: 240, frameRate: 6, videoBitsPerSecond: 32_000, audioBitsPerSecond: 14_000 },
    screen: { width: 1280, height: 800, frameRate: 2, videoBitsPerSecond: 18_000, audioBitsPerSecond: 0 },
  },
  standard: {
    camera: { width: 320, height: 240, frameRate: 10, videoBitsPerSecond: 90_000, audioBitsPerSecond: 24_000 },
    screen: { width: 1600, height: 1000, frameRate: 3, videoBitsPerSecond: 45_000, audioBitsPerSecond: 0 },
  },
  high: {
    camera: { width: 640, height: 480, frameRate: 15, videoBitsPerSecond: 230_000, audioBitsPerSecond: 32_000 },
    screen: { width: 1920, height: 1200, frameRate: 5, videoBitsPerSecond: 105_000, audioBitsPerSecond: 0 },
  },
};

/**
 * What camera, microphone and screen together come to at most with everything around them, in bits per second: what a
 * link must carry.
 */
export const meanUpload: Readonly<Record<Quality, number>> = { low: 92_000, standard: 189_000, high: 400_000 };

/** What a policy's quality means for each stream. */
export function qualitySettings(quality: Quality): QualitySettings {
  return ladder[quality];
}

/** A segment is a complete file of this length in milliseconds. */
export const segmentMs = 60_000;

/** A part is what is stored and sent at a time: at most two seconds. */
const partMs = 1_500;
/** A screen hands a part over only with a picture, and one that stands still gives one a second. */
const screenPartMs = 900;

/** After how many milliseconds a part of a stream is handed over with the next picture or sound. */
export function partLength(stream: StreamName): number {
  return stream === 'screen' ? screenPartMs : partMs;
}
