import { closeSync, openSync, writeSync } from 'node:fs';
import { codeHeight, squares } from './page/picture-code.ts';

const width = 320;
const height = 240;
const framesPerSecond = 15;

/** Pictures in the file; after the last it begins anew. */
export const numberedPictures = 20 * framesPerSecond;

/** Writes a video of raw frames (Y4M) for a synthetic camera; each frame carries its number. */
export function writeNumberedCamera(file: string): void {
  const output = openSync(file, 'w');
  writeSync(output, `YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`);
  const size = codeHeight(width);
  for (let number = 0; number < numberedPictures; number++) {
    const frame = Buffer.alloc(width * height * 1.5, 128);
    for (const [place, isWhite] of squares(number).entries()) {
      for (let row = 0; row < size; row++) {
        frame.fill(isWhite ? 235 : 16, row * width + place * size, row * width + (place + 1) * size);
      }
    }
    writeSync(output, 'FRAME\n');
    writeSync(output, frame);
  }
  closeSync(output);
}
