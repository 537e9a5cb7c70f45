import { type PictureHint, pictureHint } from './picture-hint.ts';

/** What can be measured on a small picture without knowing what it shows. */
export interface PictureFacts {
  readonly hint: PictureHint | null;
  /** Something smooth and near fills it, such as a finger on the lens: there is not one edge in it. */
  readonly isSmooth: boolean;
  readonly isBlurred: boolean;
  /** It is the one before, to the last bit; never so where there was none before. */
  readonly isSame: boolean;
  /** Where in it something moved since the one before: 0 is its left edge, 1 its right; null: nothing moved. */
  readonly movedAt: number | null;
}

/** A picture as a canvas gives it: RGBA bytes, row by row, and the pixels of a row. */
export interface SmallPicture {
  readonly pixels: Uint8ClampedArray;
  readonly width: number;
}

/** Pixels on a side that are taken together, so that the noise of the sensor does not count as edges or as movement. */
const cell = 4;
/** The steepest edges, as a share of all, by which sharpness goes; and how steep they are, against the picture's contrast. */
const steepest = 0.02;
const smoothBelow = 0.35;
const blurredBelow = 0.45;
/** A picture with more contrast than this, in steps of brightness, is not that of a covered lens. */
const smoothContrast = 30;
/** Steps of brightness that are taken for movement, and how many cells in a hundred must show it. */
const movedFrom = 8;
const movedShare = 0.01;

/** Measures a picture of, say, 128 x 96 pixels. @param before the one before it; null for the first */
export function pictureFacts(picture: SmallPicture, before: SmallPicture | null): PictureFacts {
  const fineGrid = brightness(picture);
  const grid = coarse(fineGrid);
  const contrast = spread(grid);
  return {
    hint: pictureHint(picture.pixels),
    isSmooth: contrast < smoothContrast && edges(grid) < smoothBelow * contrast,
    isBlurred: edges(fineGrid) < blurredBelow * spread(fineGrid),
    isSame: before !== null && isSamePicture(picture.pixels, before.pixels),
    movedAt: before === null ? null : placeOfMovement(grid, coarse(brightness(before))),
  };
}

/** Whether two pictures are the same to the last bit. The sensor of any camera has noise: its pictures never are. */
export function isSamePicture(one: Uint8ClampedArray, other: Uint8ClampedArray): boolean {
  return one.length === other.length && one.every((value, at) => value === other[at]);
}

interface Grid {
  readonly values: Float32Array;
  readonly columns: number;
}

function brightness({ pixels, width }: SmallPicture): Grid {
  const values = new Float32Array(pixels.length / 4);
  for (let at = 0; at < values.length; at++) {
    const red = at * 4;
    values[at] = 0.2126 * (pixels[red] ?? 0) + 0.7152 * (pixels[red + 1] ?? 0) + 0.0722 * (pixels[red + 2] ?? 0);
  }
  return { values, columns: width };
}

function coarse({ values, columns }: Grid): Grid {
  const across = Math.floor(columns / cell);
  const down = Math.floor(values.length / columns / cell);
  const cells = new Float32Array(across * down);
  for (let y = 0; y < down * cell; y++) {
    for (let x = 0; x < across * cell; x++) {
      const at = Math.floor(y / cell) * across + Math.floor(x / cell);
      cells[at] = (cells[at] ?? 0) + (values[y * columns + x] ?? 0) / (cell * cell);
    }
  }
  return { values: cells, columns: across };
}

function spread({ values }: Grid): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
}

/** How much brightness changes from one place to the next where it changes most. */
function edges({ values, columns }: Grid): number {
  const counts = new Uint32Array(256);
  let all = 0;
  const note = (value: number, next: number | undefined) => {
    if (next === undefined) return;
    const step = Math.min(255, Math.round(Math.abs(next - value)));
    counts[step] = (counts[step] ?? 0) + 1;
    all++;
  };
  values.forEach((value, at) => {
    if ((at + 1) % columns !== 0) note(value, values[at + 1]);
    note(value, values[at + columns]);
  });
  const wanted = Math.max(1, all * steepest);
  let taken = 0;
  let sum = 0;
  for (let step = 255; step >= 0 && taken < wanted; step--) {
    const count = Math.min(counts[step] ?? 0, wanted - taken);
    taken += count;
    sum += count * step;
  }
  return sum / wanted;
}

function placeOfMovement(now: Grid, before: Grid): number | null {
  let weight = 0;
  let places = 0;
  let moved = 0;
  now.values.forEach((value, at) => {
    const change = Math.abs(value - (before.values[at] ?? value)) - movedFrom;
    if (change <= 0) return;
    moved++;
    weight += change;
    places += (change * ((at % now.columns) + 0.5)) / now.columns;
  });
  return moved < Math.max(1, now.values.length * movedShare) ? null : places / weight;
}
