import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StreamSettings } from '../../src/recording/quality.ts';
import { type RecordedPart, StreamRecorder } from './stream-recorder.ts';

const settings: StreamSettings = {
  width: 320,
  height: 240,
  frameRate: 10,
  videoBitsPerSecond: 90_000,
  audioBitsPerSecond: 24_000,
};

/** A browser's recorder as far as it is used here: hands over a part when told to, and its last one when stopped. */
class Recorder extends EventTarget {
  static made: Recorder[] = [];
  /** What the browser says instead of making one. */
  static refusal: Error | undefined;
  static isTypeSupported = () => true;
  state: RecordingState = 'inactive';
  readonly mimeType = 'video/webm;codecs=av1,opus';

  constructor() {
    super();
    if (Recorder.refusal) throw Recorder.refusal;
    Recorder.made.push(this);
  }

  start(): void {
    this.state = 'recording';
    queueMicrotask(() => this.dispatchEvent(new Event('start')));
  }

  stop(): void {
    this.state = 'inactive';
    this.hand();
    this.dispatchEvent(new Event('stop'));
  }

  hand(): void {
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob(['frame']) }));
  }
}

function media(): MediaStream {
  const track = {} as MediaStreamTrack;
  return {
    getTracks: () => [track],
    getVideoTracks: () => [track],
    getAudioTracks: () => [],
  } as unknown as MediaStream;
}

let kept: RecordedPart['body'][];
const lost = vi.fn();
const keep = async ({ body }: RecordedPart) => void kept.push(body);
const recording = () => Recorder.made.filter(({ state }) => state === 'recording');

beforeEach(() => {
  kept = [];
  lost.mockReset();
  Recorder.made = [];
  Recorder.refusal = undefined;
  vi.stubGlobal('MediaRecorder', Recorder);
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined); // there is no picture to make smaller
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A recorder whose first part is stored. */
async function started(): Promise<StreamRecorder> {
  const recorder = new StreamRecorder('camera', media(), settings, 0, keep, lost);
  const first = recorder.start();
  Recorder.made[0]?.hand();
  await first;
  return recorder;
}

test('a change goes on in the next segment, and the old one ends after it has begun', async () => {
  const recorder = await started();
  const changed = recorder.renew(media());
  await vi.waitFor(() => expect(Recorder.made).toHaveLength(2));
  Recorder.made[1]?.hand();
  await changed;
  expect(recording()).toEqual([Recorder.made[1]]);
  await recorder.stop();
  expect(kept.map(({ segment, last }) => [segment, last])).toEqual([
    [0, false],
    [0, true],
    [1, false],
    [1, true],
  ]);
  expect(lost).not.toHaveBeenCalled();
});

test('a change that the browser refuses leaves the old segment running, and the next change is made', async () => {
  const recorder = await started();
  Recorder.refusal = new Error('NotSupportedError');
  await Promise.race([recorder.renew(media()), new Promise((resolve) => setTimeout(resolve, 50))]);
  expect(recording()).toEqual([Recorder.made[0]]);
  expect(lost).not.toHaveBeenCalled();

  Recorder.refusal = undefined;
  const changed = recorder.renew(media());
  await vi.waitFor(() => expect(Recorder.made).toHaveLength(2));
  Recorder.made[1]?.hand();
  await changed;
  expect(recording()).toEqual([Recorder.made[1]]);
  await recorder.stop();
  expect(lost).not.toHaveBeenCalled();
});

test('when the browser refuses a change and the old segment is gone as well, the recording is lost', async () => {
  const recorder = await started();
  Recorder.refusal = new Error('NotSupportedError');
  const changed = recorder.renew(media());
  Recorder.made[0]?.stop();
  await changed;
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
  await recorder.stop();
});

test('stopping in a change ends both segments', async () => {
  const recorder = await started();
  void recorder.change({ ...settings, videoBitsPerSecond: 45_000 });
  await vi.waitFor(() => expect(recording()).toHaveLength(2));
  await recorder.stop();
  expect(recording()).toEqual([]);
  expect(kept.filter(({ last }) => last).map(({ segment }) => segment)).toEqual([0, 1]);
});
