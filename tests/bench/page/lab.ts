import { type CameraScene, loadCamera } from './camera-scene.ts';
import { drawExam, stills, ticksPerSecond } from './exam-scene.ts';
import { examineRecording, type Original, type Recording } from './examination.ts';

/** What is recorded, and as what: the picture's size and rate, and what its track says of its content. */
export interface Source {
  readonly scene: 'camera' | 'screen';
  readonly width: number;
  readonly height: number;
  readonly frameRate: number;
  readonly contentHint: string;
}

/** How it is encoded. */
export interface Encoding {
  readonly codec: string;
  readonly videoBitsPerSecond: number;
  /** Longest time between key frames in milliseconds; 0 leaves it to the browser. */
  readonly keyFrameMs: number;
}

/** The screen that a candidate sits before, in pixels. */
const screenSize = { width: 1280, height: 800 };
const partMs = 1_500;

const camera = await loadCamera('/camera.y4m');

/** Where the bench's commands arrive. */
const lab = { record, encode };
export type Lab = typeof lab;
Object.assign(window, { lab });

/** Records one source with several encodings at a time, so that all get the same frames, and looks at what came out. */
async function record(source: Source, encodings: readonly Encoding[], seconds: number): Promise<Recording[]> {
  const stage = openStage(source);
  const recordings = encodings.map((encoding) => startRecorder(stage.stream, encoding));
  await stage.play(seconds);
  const blobs = await Promise.all(recordings.map((recording) => recording.stop()));
  const found: Recording[] = [];
  for (const { blob, slices } of blobs) found.push(await examineRecording(blob, slices, stage.original));
  return found;
}

/** Only encodes, or only draws where there is no encoding: its processor time is measured from outside. */
async function encode(source: Source, encoding: Encoding | null, seconds: number): Promise<void> {
  const stage = openStage(source);
  const recording = encoding && startRecorder(stage.stream, encoding);
  await stage.play(seconds);
  await recording?.stop();
}

function openStage(source: Source) {
  const size = source.scene === 'screen' ? screenSize : source;
  const front = pictureOf(size.width, size.height);
  const draw = drawing(source.scene, camera);
  const back = pictureOf(source.width, source.height);
  const stream = back.canvas.captureStream(0);
  const [track] = stream.getVideoTracks();
  if (!(track instanceof CanvasCaptureMediaStreamTrack)) throw new Error('A canvas gave no picture');
  track.contentHint = source.contentHint;
  const show = (now: number) => {
    draw(front, tickAt(source.scene, now, camera), size.width, size.height);
    back.drawImage(front.canvas, 0, 0, source.width, source.height);
    track.requestFrame();
  };
  const original: Original = {
    ...size,
    draw: (picture, tick) => draw(picture, tick, size.width, size.height),
    wanted: source.scene === 'screen' ? stills : { settled: [2.5, 5.5, 8.5, 11.5, 14.5], fresh: [] },
  };
  return { stream, original, play: (seconds: number) => play(show, seconds, source.frameRate) };
}

function play(show: (now: number) => void, seconds: number, frameRate: number): Promise<void> {
  const began = performance.now();
  return new Promise((resolve) => {
    const next = () => {
      const now = (performance.now() - began) / 1000;
      if (now >= seconds) {
        clearInterval(timer);
        resolve();
      } else show(now);
    };
    const timer = setInterval(next, 1000 / frameRate);
    next();
  });
}

function drawing(scene: Source['scene'], { draw }: CameraScene): CameraScene['draw'] {
  return scene === 'screen' ? drawExam : draw;
}

function tickAt(scene: Source['scene'], now: number, { framesPerSecond }: CameraScene): number {
  return Math.floor(now * (scene === 'screen' ? ticksPerSecond : framesPerSecond));
}

function pictureOf(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const picture = canvas.getContext('2d', { willReadFrequently: true });
  if (!picture) throw new Error('This browser draws nothing');
  return picture;
}

function startRecorder(stream: MediaStream, { codec, videoBitsPerSecond, keyFrameMs }: Encoding) {
  const options = {
    mimeType: `video/webm;codecs=${codec}`,
    videoBitsPerSecond,
    ...(keyFrameMs > 0 ? { videoKeyFrameIntervalDuration: keyFrameMs } : {}),
  };
  const recorder = new MediaRecorder(stream, options);
  const blobs: Blob[] = [];
  const slices: number[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size === 0) return;
    blobs.push(data);
    slices.push(performance.now());
  });
  recorder.start(partMs);
  const stop = async () => {
    const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
    recorder.stop();
    await stopped;
    return { blob: new Blob(blobs), slices };
  };
  return { stop };
}
