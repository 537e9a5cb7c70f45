import type { Taken } from '../../src/protocol/messages.ts';
import { type Box, pixelsOf } from '../../src/recording/black-box.ts';
import { CandidateError, say } from '../../src/words/saying.ts';

const mime = 'image/jpeg';
const quality = 0.9;

/** Monotonic milliseconds, as the journal counts them. */
export const mono = () => Math.round(performance.timeOrigin + performance.now());

/** A photo that was just taken: in this page's memory alone, until it is let go or made a picture. */
export interface Photo {
  readonly canvas: HTMLCanvasElement;
  readonly takenAt: number;
}

/** A photo as it is handed in. */
export interface Picture {
  /** Of its journal entry: a second try does not store it twice. */
  readonly id: string;
  readonly blob: Blob;
  readonly url: string;
  readonly takenAt: number;
}

/** Takes the frame that a video shows, as it is and not as in a mirror. */
export function takePhoto(video: HTMLVideoElement): Photo {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return { canvas, takenAt: mono() };
}

/** Whether anything is seen on a photo: where no picture had come yet it is empty, or all black. */
export function isSeen({ canvas }: Photo): boolean {
  const small = new OffscreenCanvas(16, 16);
  const pen = small.getContext('2d');
  if (!pen || canvas.width === 0) return false;
  pen.drawImage(canvas, 0, 0, small.width, small.height);
  return pen.getImageData(0, 0, small.width, small.height).data.some((value, at) => at % 4 < 3 && value > 0);
}

/**
 * Makes the picture of a photo. What lies under a box is overwritten in the photo itself, before it is encoded: from
 * here on it is nowhere.
 */
export async function pictureOf({ canvas, takenAt }: Photo, boxes: readonly Box[] = []): Promise<Picture> {
  const pen = canvas.getContext('2d');
  if (!pen) throw new CandidateError(say('photoNotDrawn'));
  pen.fillStyle = '#000';
  for (const box of boxes) {
    const { x, y, width, height } = pixelsOf(box, canvas.width, canvas.height);
    pen.fillRect(x, y, width, height);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, mime, quality));
  if (!blob) throw new CandidateError(say('photoNotMade'));
  forget({ canvas, takenAt });
  return { id: crypto.randomUUID(), blob, url: URL.createObjectURL(blob), takenAt };
}

/** Lets go what a photo holds, at once and not whenever memory is tidied up. */
export function forget({ canvas }: Photo): void {
  canvas.width = 0;
  canvas.height = 0;
}

/** A picture as a message carries it. */
export async function handIn({ id, blob, takenAt }: Picture): Promise<Taken> {
  return { mime, parts: [{ id, data: await base64Of(blob), from: takenAt, duration: 0 }] };
}

/** The bytes of a blob in base64. */
export function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    // What stands before the last comma names the type, which may hold commas of its own.
    reader.addEventListener('load', () => resolve(String(reader.result).split(',').at(-1) ?? ''));
    reader.addEventListener('error', () => reject(reader.error ?? new CandidateError(say('photoNotRead'))));
    reader.readAsDataURL(blob);
  });
}
