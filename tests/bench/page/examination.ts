import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input, type InputVideoTrack, VideoSampleSink } from 'mediabunny';
import { type Likeness, likeness } from './likeness.ts';
import { codeHeight, readCode } from './picture-code.ts';

/** The pictures that were recorded, to be drawn again, and the moments at which they are compared, in seconds. */
export interface Original {
  readonly width: number;
  readonly height: number;
  readonly draw: (picture: CanvasRenderingContext2D, tick: number) => void;
  readonly wanted: { readonly settled: readonly number[]; readonly fresh: readonly number[] };
}

/** What came out of a recorder. */
export interface Recording {
  readonly seconds: number;
  readonly bytes: number;
  /** Of the single seconds: the one that 95 % of them do not exceed, in bytes. */
  readonly busySecond: number;
  readonly frames: number;
  readonly keyFrames: number;
  /** The longest time between two parts, in milliseconds. */
  readonly longestPart: number;
  /** Of the stills: the worst of each kind. */
  readonly settled: Likeness | null;
  readonly fresh: Likeness | null;
  /** The worst settled and the worst fresh still as data URLs of PNGs. */
  readonly pictures: Readonly<Record<string, string>>;
}

/** Reads a whole recording: how large it is, which frames are in it, and how like they are to what was recorded. */
export async function examineRecording(blob: Blob, slices: readonly number[], original: Original): Promise<Recording> {
  const track = await new Input({ formats: ALL_FORMATS, source: new BlobSource(blob) }).getPrimaryVideoTrack();
  if (!track) throw new Error('A recording has no picture');
  const { perSecond, frames, keyFrames } = await readPackets(track);
  const settled = await worstStill(track, original, original.wanted.settled);
  const fresh = await worstStill(track, original, original.wanted.fresh);
  return {
    seconds: perSecond.length,
    bytes: blob.size,
    busySecond: perSecond.toSorted((a, b) => a - b)[Math.ceil(perSecond.length * 0.95) - 1] ?? 0,
    frames,
    keyFrames,
    longestPart: Math.max(...slices.slice(1).map((at, place) => at - (slices[place] ?? at))),
    settled: settled?.likeness ?? null,
    fresh: fresh?.likeness ?? null,
    pictures: { ...(settled && { settled: settled.picture }), ...(fresh && { fresh: fresh.picture }) },
  };
}

async function readPackets(track: InputVideoTrack) {
  const perSecond: number[] = [];
  let frames = 0;
  let keyFrames = 0;
  for await (const { timestamp, byteLength, type } of new EncodedPacketSink(track).packets()) {
    const second = Math.max(0, Math.floor(timestamp));
    while (perSecond.length <= second) perSecond.push(0);
    perSecond[second] = (perSecond[second] ?? 0) + byteLength;
    frames += 1;
    if (type === 'key') keyFrames += 1;
  }
  return { perSecond, frames, keyFrames };
}

/** The still that is least like its original, of those shown at the wanted moments. */
async function worstStill(track: InputVideoTrack, original: Original, moments: readonly number[]) {
  const { width, height } = original;
  const top = codeHeight(width);
  const decoded = surface(width, height);
  const drawn = surface(width, height);
  let worst: { likeness: Likeness; picture: string } | undefined;
  for await (const sample of new VideoSampleSink(track).samplesAtTimestamps(moments)) {
    if (!sample) continue;
    sample.draw(decoded, 0, 0, width, height);
    sample.close();
    const tick = readCode(decoded.getImageData(0, 0, width, top));
    if (tick === null) continue;
    original.draw(drawn, tick);
    const one = likeness(drawn.getImageData(0, 0, width, height), decoded.getImageData(0, 0, width, height), top);
    if (!worst || one.ssim < worst.likeness.ssim) worst = { likeness: one, picture: decoded.canvas.toDataURL() };
  }
  return worst;
}

function surface(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const picture = canvas.getContext('2d', { willReadFrequently: true });
  if (!picture) throw new Error('This browser draws nothing');
  return picture;
}
