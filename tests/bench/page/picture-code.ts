/**
 * A number written into a picture as black and white squares, so that a decoded frame says which one it is however it
 * was encoded. The squares stand in a row at the top left: one white, one black, then the bits, the highest first.
 */
const bits = 14;

/** Height of the row for a picture of this width, in pixels. */
export function codeHeight(width: number): number {
  return Math.floor(width / (bits + 4));
}

/** Writes a number into a picture. */
export function drawCode(picture: CanvasRenderingContext2D, number: number, width: number): void {
  const size = codeHeight(width);
  for (const [place, isWhite] of squares(number).entries()) {
    picture.fillStyle = isWhite ? '#fff' : '#000';
    picture.fillRect(place * size, 0, size, size);
  }
}

/** Reads the number from a picture's pixels; null when there is none to be made out. */
export function readCode({ data, width }: ImageData): number | null {
  const size = codeHeight(width);
  const lightAt = (place: number) => {
    const pixel = (Math.floor(size / 2) * width + Math.floor((place + 0.5) * size)) * 4;
    return data[pixel + 1] ?? 0;
  };
  if (lightAt(0) - lightAt(1) < 100) return null;
  const middle = (lightAt(0) + lightAt(1)) / 2;
  let number = 0;
  for (let bit = 0; bit < bits; bit++) number = number * 2 + (lightAt(bit + 2) > middle ? 1 : 0);
  return number;
}

/** Which squares of a number's row are white. */
export function squares(number: number): boolean[] {
  const ones = Array.from({ length: bits }, (_, bit) => ((number >> (bits - 1 - bit)) & 1) === 1);
  return [true, false, ...ones];
}
