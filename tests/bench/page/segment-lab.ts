import { ALL_FORMATS, BlobSource, Input, VideoSampleSink } from 'mediabunny';
import { type RecordedPart, StreamRecorder } from '../../../extension/offscreen/stream-recorder.ts';
import { qualitySettings } from '../../../src/recording/quality.ts';
import { settingsOn } from '../../../src/recording/rungs.ts';
import { codeHeight, readCode } from './picture-code.ts';

/** The numbers of the first and the last picture in a segment, how many there are, and how wide they are. */
export interface SegmentPictures {
  readonly first: number;
  readonly last: number;
  readonly count: number;
  readonly width: number;
}

const segmentLab = { changeSegments };
export type SegmentLab = typeof segmentLab;
Object.assign(window, { segmentLab });

/**
 * Records the camera, whose pictures are numbered, with the product's recorder, which changes segments as often as told: to another rung and
 * back, in turns. Answers the segments in their order.
 * @param parts how many parts are recorded between two changes
 */
async function changeSegments(changes: number, parts: number): Promise<SegmentPictures[]> {
  const full = qualitySettings('standard').camera;
  const { width, height } = full;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width, height } });
  const stored: RecordedPart[] = [];
  let heard: () => void = () => undefined;
  const keep = async (part: RecordedPart) => {
    stored.push(part);
    heard();
  };
  const partsLater = async (count: number) => {
    const goal = stored.length + count;
    while (stored.length < goal) {
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    }
  };
  const recorder = new StreamRecorder('camera', stream, full, 0, keep, () => undefined);
  await recorder.start();
  for (let change = 0; change < changes; change++) {
    await partsLater(parts);
    await recorder.change(change % 2 === 0 ? settingsOn('picture', 'standard').camera : full);
  }
  await partsLater(parts);
  await recorder.stop();
  const segments = Map.groupBy(stored, ({ body }) => body.segment);
  return Promise.all([...segments.values()].map((all) => picturesIn(new Blob(all.map(({ blob }) => blob)))));
}

async function picturesIn(blob: Blob): Promise<SegmentPictures> {
  const track = await new Input({ formats: ALL_FORMATS, source: new BlobSource(blob) }).getPrimaryVideoTrack();
  if (!track) throw new Error('A segment has no picture');
  const numbers: number[] = [];
  let width = 0;
  for await (const sample of new VideoSampleSink(track).samples()) {
    width = sample.displayWidth;
    const picture = new OffscreenCanvas(width, sample.displayHeight).getContext('2d');
    if (!picture) throw new Error('This browser draws nothing');
    sample.draw(picture, 0, 0);
    sample.close();
    const number = readCode(picture.getImageData(0, 0, width, codeHeight(width)));
    if (number !== null) numbers.push(number);
  }
  return { first: numbers[0] ?? -1, last: numbers.at(-1) ?? -1, count: numbers.length, width };
}
