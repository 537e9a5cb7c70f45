import { bodyLimits } from '../protocol/api.ts';
import { CandidateError, say } from '../words/saying.ts';
import { text } from './text.ts';

/** The longest side, in pixels: enough to read a whole screen. */
const longest = 1600;
/** How much of the picture is kept, best first: the first that a backend takes is used. */
const qualities = [0.85, 0.6, 0.4];

/**
 * Makes a picture anew from its pixels, smaller where it is large: nothing that a file says besides leaves the device,
 * neither place, nor camera, nor name.
 * @throws CandidateError where the file is no picture that the browser can read
 */
export async function cleanPicture(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) throw new CandidateError(say('chatPictureBad'));
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = new OffscreenCanvas(Math.ceil(bitmap.width * scale), Math.ceil(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) throw new CandidateError(say('chatPictureBad'));
  context.fillStyle = '#fff'; // what is transparent would become black
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  for (const quality of qualities) {
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    if (blob.size <= bodyLimits.picture) return blob;
  }
  throw new CandidateError(say('chatPictureBad'));
}

/** What a picture is called where it cannot be described. @param type its media type, where that is known */
export function pictureWords(type = 'image/jpeg'): string {
  return text('chatPicture', type.replace('image/', '').toUpperCase());
}
