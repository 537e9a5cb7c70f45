import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A camera and a microphone that fail by themselves after some seconds, and recover: files that Chromium plays over and over. */
export interface FailingMedia {
  /** What to add to the browser's command line. */
  readonly flags: string[];
}

const camera = { width: 160, height: 120, framesPerSecond: 10 };
/** Seconds of an ordinary picture, of a black one, and of one that stands still. */
const pictures = [
  'moving',
  'moving',
  'moving',
  'moving',
  'moving',
  'black',
  'black',
  'black',
  'black',
  'black',
  'black',
  'black',
  'black',
  'moving',
  'moving',
  'moving',
  'moving',
  ...Array.from({ length: 14 }, () => 'still' as const),
] as const;
/** Seconds of sound, and of none at all. */
const sounds = [true, true, true, true, true, true, false, false, false, false, false, false, false, false];
const samplesPerSecond = 16_000;

/** Writes the files into a folder. */
export function failingMedia(folder: string): FailingMedia {
  const video = join(folder, 'failing.y4m');
  const sound = join(folder, 'failing.wav');
  writeFileSync(video, failingVideo());
  writeFileSync(sound, failingSound());
  return { flags: [`--use-file-for-fake-video-capture=${video}`, `--use-file-for-fake-audio-capture=${sound}`] };
}

function failingVideo(): Uint8Array {
  const { width, height, framesPerSecond } = camera;
  const chroma = new Uint8Array((width * height) / 2).fill(128);
  const frames = pictures.flatMap((kind, second) =>
    Array.from({ length: framesPerSecond }, (_, frame) => {
      const turn = kind === 'still' ? 0 : second * framesPerSecond + frame;
      const luma = new Uint8Array(width * height).map((_light, at) =>
        kind === 'black' ? 16 : 60 + ((at % width) * 100) / width + ((at * 7 + turn * 13) % 23),
      );
      return Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
    }),
  );
  const header = `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`;
  return Buffer.concat([Buffer.from(header), ...frames]);
}

function failingSound(): Uint8Array {
  const samples = Int16Array.from({ length: sounds.length * samplesPerSecond }, (_, at) =>
    sounds[Math.floor(at / samplesPerSecond)] ? 9000 * Math.sin(at / 12) * Math.sin(at / 900) : 0,
  );
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8);
  for (const [at, value] of [
    [16, 16],
    [24, samplesPerSecond],
    [28, samplesPerSecond * 2],
    [40, samples.byteLength],
  ] as const)
    header.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    header.writeUInt16LE(value, at);
  header.write('data', 36);
  return Buffer.concat([header, new Uint8Array(samples.buffer)]);
}
