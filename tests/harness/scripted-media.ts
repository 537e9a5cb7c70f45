import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wavHeader } from '../../scripts/synthetic-media.ts';

/** What a camera shows for a second. */
export type Shown = 'moving' | 'still' | 'black' | 'covered' | 'dark';
/** What a microphone hears for a second. */
export type Heard = 'voice' | 'nothing' | 'faint' | 'hum' | 'loud voice';

/** A camera and a microphone that do, second by second, what is written down: files that Chromium plays over and over. */
export interface MediaScript {
  readonly pictures: readonly Shown[];
  readonly sounds: readonly Heard[];
  /** Pixels of the picture: 320x240 when left out. */
  readonly size?: { readonly width: number; readonly height: number };
}

/** The same for so many seconds. */
export const seconds = <const Kind extends string>(count: number, kind: Kind): Kind[] =>
  Array.from({ length: count }, () => kind);

/** Writes the files into a folder. @returns what to add to the browser's command line */
export function scriptedMedia(folder: string, { pictures, sounds, size }: MediaScript): string[] {
  const video = join(folder, 'scripted.y4m');
  const sound = join(folder, 'scripted.wav');
  writeFileSync(video, videoOf(pictures, size ?? { width: 320, height: 240 }));
  writeFileSync(sound, soundOf(sounds));
  return [`--use-file-for-fake-video-capture=${video}`, `--use-file-for-fake-audio-capture=${sound}`];
}

const framesPerSecond = 10;

function videoOf(pictures: readonly Shown[], { width, height }: { width: number; height: number }): Uint8Array {
  const chroma = new Uint8Array((width * height) / 2).fill(128);
  const noise = noiseOf(7);
  const frame = (kind: Shown, turn: number): Uint8Array => {
    const luma = new Uint8Array(width * height);
    for (let at = 0; at < luma.length; at++) {
      luma[at] = lightAt(kind, (at % width) / width, Math.floor(at / width) / height, turn, noise);
    }
    return luma;
  };
  const still = frame('moving', 0);
  const frames = pictures.flatMap((kind, second) =>
    seconds(framesPerSecond, kind).map((_, at) => {
      const luma = kind === 'still' ? still : frame(kind, second + at / framesPerSecond);
      return Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
    }),
  );
  const header = `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`;
  return Buffer.concat([Buffer.from(header), ...frames]);
}

/** Brightness at a place (0 to 1 across and down) at a time in seconds. */
function lightAt(kind: Shown, x: number, y: number, turn: number, noise: () => number): number {
  switch (kind) {
    case 'black':
      return 16;
    case 'covered':
      // A finger: light comes through it on one side, and there is not one edge.
      return 60 + 25 * x + 10 * y + 2 * noise();
    case 'dark':
      return 16 + 0.2 * sceneAt(x, y, turn) + 2 * noise();
    default:
      return sceneAt(x, y, turn) + 4 * noise();
  }
}

/** Somebody who sways before a wall with a window and a shelf. */
function sceneAt(x: number, y: number, turn: number): number {
  const across = x - 0.5 - 0.03 * Math.sin(4 * turn);
  const isHead = (across / 0.12) ** 2 + ((y - 0.42) / 0.22) ** 2 < 1;
  const isBody = (across / 0.3) ** 2 + ((y - 1) / 0.36) ** 2 < 1;
  if (isHead) return 180 - 200 * Math.abs(across);
  if (isBody) return 80;
  if (x > 0.75 && x < 0.92 && y > 0.12 && y < 0.45) return 225;
  if (x > 0.06 && x < 0.26 && y > 0.1 && y < 0.55) return 50 + ((Math.floor(x * 60) * 53) % 100);
  return 140 - 30 * y;
}

const samplesPerSecond = 48_000;

function soundOf(sounds: readonly Heard[]): Uint8Array {
  const noise = noiseOf(3);
  const samples = Int16Array.from({ length: sounds.length * samplesPerSecond }, (_, at) => {
    const value = soundAt(sounds[Math.floor(at / samplesPerSecond)] ?? 'nothing', at / samplesPerSecond, noise);
    return 32_767 * Math.min(1, Math.max(-1, value));
  });
  return Buffer.concat([wavHeader(samples.byteLength), new Uint8Array(samples.buffer)]);
}

/** A sample, -1 to 1, at a time in seconds. What is louder is cut off. */
function soundAt(kind: Heard, time: number, noise: () => number): number {
  switch (kind) {
    case 'nothing':
      return 0;
    case 'faint':
      return 0.0006 * noise();
    case 'hum':
      return 0.25 * Math.sin(2 * Math.PI * 240 * time);
    case 'voice':
      return 0.35 * syllables(time);
    case 'loud voice':
      return 6 * syllables(time);
  }
}

/** Vowels on a falling pitch, four a second. */
function syllables(time: number): number {
  const loudness = Math.sin((time % 0.25) * 4 * Math.PI) ** 2;
  const pitch = 130 + 20 * Math.sin(time * 3);
  let sum = 0;
  for (let harmonic = 1; harmonic <= 8; harmonic++) sum += Math.sin(2 * Math.PI * harmonic * pitch * time) / harmonic;
  return (loudness * sum) / 2;
}

/** Numbers between -1 and 1, the same at every run. */
function noiseOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return state / 2 ** 31;
  };
}
