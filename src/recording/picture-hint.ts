/** What may be wrong with a camera's picture. Advice: nobody is kept from going on by it. */
export type PictureHint = 'black' | 'dark' | 'flat';

const blackBelow = 12;
const darkBelow = 45;
const flatBelow = 4;

/**
 * Looks at one small picture.
 * @param pixels RGBA bytes, as a canvas gives them
 * @returns null when nothing is amiss
 */
export function pictureHint(pixels: Uint8ClampedArray): PictureHint | null {
  const count = pixels.length / 4;
  if (count === 0) return null;
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < pixels.length; at += 4) {
    const light = 0.2126 * (pixels[at] ?? 0) + 0.7152 * (pixels[at + 1] ?? 0) + 0.0722 * (pixels[at + 2] ?? 0);
    sum += light;
    squares += light * light;
  }
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(0, squares / count - mean * mean));
  if (mean < blackBelow) return 'black';
  if (spread < flatBelow) return 'flat';
  return mean < darkBelow ? 'dark' : null;
}
