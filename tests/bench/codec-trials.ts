import type { Encoding, Source } from './page/lab.ts';

/** One source with one encoding. */
export interface Trial {
  readonly name: string;
  readonly source: Source;
  readonly encoding: Encoding;
}

/** Trials that answer one question. */
export interface Group {
  /** In lower case with hyphens, for the command line and for files. */
  readonly name: string;
  readonly title: string;
  readonly text: string;
  /** How long each is recorded. */
  readonly seconds: number;
  readonly trials: readonly Trial[];
}

const codecs = ['vp8', 'vp9', 'av1', 'h264'];
const screen = (change: Partial<Source> = {}): Source => ({
  scene: 'screen',
  width: 1280,
  height: 800,
  frameRate: 3,
  contentHint: 'detail',
  ...change,
});
const camera = (change: Partial<Source> = {}): Source => ({
  scene: 'camera',
  width: 320,
  height: 240,
  frameRate: 10,
  contentHint: '',
  ...change,
});
const at = (codec: string, kilobits: number, keyFrameMs = 0): Encoding => ({
  codec,
  videoBitsPerSecond: kilobits * 1000,
  keyFrameMs,
});

const levels = [
  { level: 'low', screen: [screen({ frameRate: 2 }), 28], camera: [camera({ frameRate: 6 }), 44] },
  { level: 'standard', screen: [screen(), 56], camera: [camera(), 100] },
  {
    level: 'high',
    screen: [screen({ frameRate: 5 }), 120],
    camera: [camera({ width: 640, height: 480, frameRate: 15 }), 230],
  },
] as const;

export const groups: readonly Group[] = [
  {
    name: 'screen-codecs',
    title: 'Screen: which codec',
    text: 'The same frames for each codec, at the screen share of each quality.',
    seconds: 60,
    trials: levels.flatMap(({ level, screen: [source, kilobits] }) =>
      codecs.map((codec) => ({ name: `${level} ${codec}`, source, encoding: at(codec, kilobits) })),
    ),
  },
  {
    name: 'camera-codecs',
    title: 'Camera: which codec',
    text: 'The same frames for each codec, at the camera share of each quality.',
    seconds: 20,
    trials: levels.flatMap(({ level, camera: [source, kilobits] }) =>
      codecs.map((codec) => ({ name: `${level} ${codec}`, source, encoding: at(codec, kilobits) })),
    ),
  },
  {
    name: 'screen-hints',
    title: 'Screen: what the track says of its content',
    text: 'The content hint decides whether an encoder is told that it sees a screen.',
    seconds: 40,
    trials: ['', 'motion', 'detail', 'text'].flatMap((contentHint) =>
      ['vp9', 'av1'].map((codec) => ({
        name: `${codec} ${contentHint || 'none'}`,
        source: screen({ contentHint }),
        encoding: at(codec, 56),
      })),
    ),
  },
  {
    name: 'screen-key-frames',
    title: 'Screen: how often a key frame',
    text: 'A segment begins with one whatever is asked; 0 leaves the rest to the browser.',
    seconds: 60,
    trials: [0, 5_000, 20_000, 60_000].flatMap((keyFrameMs) =>
      ['vp9', 'av1'].map((codec) => ({
        name: `${codec} ${keyFrameMs / 1000} s`,
        source: screen(),
        encoding: at(codec, 56, keyFrameMs),
      })),
    ),
  },
];
