/** How much a decoded picture is like its original, by brightness. */
export interface Likeness {
  /** Structural similarity, mean over windows of 8x8 pixels that hold any structure: 1 is the same. */
  readonly ssim: number;
  /** Peak signal-to-noise ratio in dB. */
  readonly psnr: number;
}

const windowSize = 8;
const stabilizers = [(0.01 * 255) ** 2, (0.03 * 255) ** 2] as const;
/** A window of the original with less contrast than this (standard deviation) is background: nothing is read there. */
const leastContrast = 12;

/**
 * Compares two pictures of the same size.
 * @param top the first row of pixels that counts
 */
export function likeness(original: ImageData, decoded: ImageData, top: number): Likeness {
  const a = luma(original);
  const b = luma(decoded);
  const { width, height } = original;
  let structure = 0;
  let windows = 0;
  for (let y = top; y + windowSize <= height; y += windowSize / 2) {
    for (let x = 0; x + windowSize <= width; x += windowSize / 2) {
      const one = windowLikeness(a, b, y * width + x, width);
      if (one === null) continue;
      structure += one;
      windows += 1;
    }
  }
  let squares = 0;
  for (let place = top * width; place < a.length; place++) squares += (at(a, place) - at(b, place)) ** 2;
  const error = squares / (a.length - top * width);
  return { ssim: structure / Math.max(1, windows), psnr: 10 * Math.log10(255 ** 2 / Math.max(error, 1e-9)) };
}

function windowLikeness(a: Float32Array, b: Float32Array, from: number, stride: number): number | null {
  const sums = { a: 0, b: 0, aa: 0, bb: 0, ab: 0 };
  for (let row = 0; row < windowSize; row++) {
    for (let column = 0; column < windowSize; column++) {
      const place = from + row * stride + column;
      const left = at(a, place);
      const right = at(b, place);
      sums.a += left;
      sums.b += right;
      sums.aa += left * left;
      sums.bb += right * right;
      sums.ab += left * right;
    }
  }
  const count = windowSize ** 2;
  const meanA = sums.a / count;
  const meanB = sums.b / count;
  const varianceA = sums.aa / count - meanA ** 2;
  if (varianceA < leastContrast ** 2) return null;
  const varianceB = sums.bb / count - meanB ** 2;
  const together = sums.ab / count - meanA * meanB;
  const [c1, c2] = stabilizers;
  return (
    ((2 * meanA * meanB + c1) * (2 * together + c2)) / ((meanA ** 2 + meanB ** 2 + c1) * (varianceA + varianceB + c2))
  );
}

function luma({ data }: ImageData): Float32Array {
  return Float32Array.from({ length: data.length / 4 }, (_, pixel) => {
    const place = pixel * 4;
    return 0.299 * at(data, place) + 0.587 * at(data, place + 1) + 0.114 * at(data, place + 2);
  });
}

function at(values: { readonly [place: number]: number }, place: number): number {
  return values[place] ?? 0;
}
