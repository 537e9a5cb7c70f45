/**
 * A camera and a microphone for browsers on machines that have neither: a moving figure and a voice-like sound,
 * computed here, so that no recording of a person lies in the repository and nothing is downloaded.
 */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Files that Chromium plays, over and over, in place of a camera and a microphone. */
export interface SyntheticMedia {
  /** Video as raw frames (Y4M), 640x480, 15 frames a second, 4 s, with the noise of a webcam in a lit room. */
  readonly camera: string;
  /** Sound (WAV), 48 kHz, one channel, 16 bit, 10 s. */
  readonly microphone: string;
}

/** The media files, made at first use. */
export function syntheticMedia(folder = '.vigil/media'): SyntheticMedia {
  mkdirSync(folder, { recursive: true });
  return {
    camera: kept(folder, 'webcam.y4m', cameraVideo),
    microphone: kept(folder, 'microphone.wav', microphoneSound),
  };
}

/** The command line with which Chromium takes its camera and microphone from these files. */
export function syntheticDeviceFlags({ camera, microphone }: SyntheticMedia): string[] {
  return [
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
    `--use-file-for-fake-audio-capture=${microphone}`,
  ];
}

function kept(folder: string, name: string, make: () => Uint8Array): string {
  const file = resolve(folder, name);
  if (!existsSync(file)) {
    const unfinished = join(folder, `${process.pid}-${name}`);
    writeFileSync(unfinished, make());
    renameSync(unfinished, file);
  }
  return file;
}

const video = { width: 640, height: 480, framesPerSecond: 15, seconds: 4 };

function cameraVideo(): Uint8Array {
  const { width, height, framesPerSecond, seconds } = video;
  const header = `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`;
  const frames = framesPerSecond * seconds;
  return Buffer.concat([
    Buffer.from(header),
    ...Array.from({ length: frames }, (_, frame) => {
      return Buffer.concat([Buffer.from('FRAME\n'), picture(frame / frames, sensorNoise(frame + 1))]);
    }),
  ]);
}

/** Brightness and the two colour differences, each 0-255. */
type Colour = readonly [y: number, u: number, v: number];

/** An ellipse: centre and half axes in pixels. */
interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly colour: Colour;
}

/**
 * What a sensor adds to each pixel's brightness, other in every frame: about normal, with a deviation of 4 steps.
 * Without it a picture costs an encoder a fraction of what a webcam's does.
 */
function sensorNoise(seed: number): () => number {
  let state = seed;
  return () => {
    let sum = 0;
    for (let draw = 0; draw < 3; draw++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      sum += state / 2 ** 31;
    }
    return 4 * sum;
  };
}

/** One frame: a person in a room, who sways, nods, blinks and speaks. `turn` runs from 0 to 1 over the loop. */
function picture(turn: number, noise: () => number): Uint8Array {
  const { width, height } = video;
  const ellipses = figure(turn);
  const luma = new Uint8Array(width * height);
  const chroma = new Uint8Array((width * height) / 2);
  for (let y = 0; y < height; y++) {
    const inRow = ellipses.filter((ellipse) => Math.abs(y - ellipse.y) < ellipse.ry);
    for (let x = 0; x < width; x++) {
      const [light, u, v] = colourAt(x, y, inRow);
      luma[y * width + x] = Math.min(235, Math.max(16, light + noise()));
      if (x % 2 || y % 2) continue;
      const place = (y / 2) * (width / 2) + x / 2;
      chroma[place] = u;
      chroma[place + chroma.length / 2] = v;
    }
  }
  return Buffer.concat([luma, chroma]);
}

function figure(turn: number): Ellipse[] {
  const angle = turn * 2 * Math.PI;
  const x = 320 + 40 * Math.sin(angle);
  const y = 210 + 8 * Math.sin(2 * angle);
  const blink = turn > 0.45 && turn < 0.5;
  const mouth = 3 + 7 * Math.abs(Math.sin(6 * angle));
  const skin: Colour = [172, 112, 150];
  const dark: Colour = [40, 128, 128];
  const lip: Colour = [96, 118, 172];
  const shirt: Colour = [88, 152, 108];
  // The first that covers a pixel is seen.
  return [
    { x: x - 32, y: y - 12, rx: 8, ry: blink ? 1.5 : 6, colour: dark },
    { x: x + 32, y: y - 12, rx: 8, ry: blink ? 1.5 : 6, colour: dark },
    { x, y: y + 48, rx: 24, ry: mouth, colour: lip },
    { x, y: y + 4, rx: 76, ry: 100, colour: skin },
    { x, y: y - 36, rx: 88, ry: 92, colour: [52, 120, 140] },
    { x: (x + 320) / 2, y: 330, rx: 42, ry: 70, colour: [150, 113, 150] },
    { x: 320, y: 500, rx: 210, ry: 150, colour: shirt },
  ];
}

function colourAt(x: number, y: number, ellipses: readonly Ellipse[]): Colour {
  for (const { x: cx, y: cy, rx, ry, colour } of ellipses) {
    const across = (x - cx) / rx;
    const down = (y - cy) / ry;
    const [light, u, v] = colour;
    // Light falls in from the window on the right; cloth, hair and skin are never even.
    if (across * across + down * down < 1) return [light + 22 * across - 14 * down + 5 * Math.sin(x + 2.3 * y), u, v];
  }
  return room(x, y);
}

/** A wall with a window, and a shelf with books. */
function room(x: number, y: number): Colour {
  if (x > 470 && x < 600 && y > 60 && y < 220) return [x % 65 < 4 ? 120 : 214, 136, 120];
  if (x > 30 && x < 190 && y > 50 && y < 250) {
    if (y % 66 < 6) return [70, 116, 142];
    const book = Math.floor(x / 11);
    return [60 + ((book * 53 + Math.floor(y / 66) * 31) % 120), 110 + ((book * 29) % 36), 112 + ((book * 41) % 32)];
  }
  return [150 - y / 12 + 3 * Math.sin(x / 3) * Math.sin(y / 4), 124, 130];
}

const sound = { samplesPerSecond: 48_000, seconds: 10 };

function microphoneSound(): Uint8Array {
  const { samplesPerSecond, seconds } = sound;
  const samples = Int16Array.from({ length: samplesPerSecond * seconds }, (_, index) => {
    return Math.round(9000 * voice(index / samplesPerSecond));
  });
  return Buffer.concat([wavHeader(samples.byteLength), new Uint8Array(samples.buffer)]);
}

/** A voice at a time in seconds, -1 to 1: syllables of changing pitch and vowel, and a pause after each sentence. */
function voice(time: number): number {
  const inSentence = time % 5;
  if (inSentence > 3.6) return 0;
  const syllable = Math.floor(inSentence / 0.24);
  const loudness = Math.sin(((inSentence % 0.24) / 0.24) * Math.PI) ** 2;
  const pitch = 118 + 14 * Math.sin(syllable * 2.1);
  const formants = [400 + 90 * (syllable % 4), 1100 + 260 * (syllable % 3)] as const;
  let sum = 0;
  for (let harmonic = 1; harmonic <= 18; harmonic++) {
    const frequency = harmonic * pitch;
    const strength = formants.reduce((total, formant) => total + 1 / (1 + ((frequency - formant) / 160) ** 2), 0.04);
    sum += strength * Math.sin(2 * Math.PI * frequency * time);
  }
  return (loudness * sum) / 5;
}

/** The head of a WAV file: one channel of 16 bit at 48 kHz, with so many bytes of samples. */
export function wavHeader(dataBytes: number): Uint8Array {
  const { samplesPerSecond } = sound;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16); // length of this section
  header.writeUInt16LE(1, 20); // plain samples
  header.writeUInt16LE(1, 22); // channels
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond * 2, 28); // bytes a second
  header.writeUInt16LE(2, 32); // bytes a frame
  header.writeUInt16LE(16, 34); // bits a sample
  header.write('data', 36);
  header.writeUInt32LE(dataBytes, 40);
  return header;
}
