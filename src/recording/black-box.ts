/** A box over a picture, in shares of the picture's width and height: 0 is left or top, 1 right or bottom. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The smallest that a box becomes, the size of a new one, and how far a key moves or stretches it. */
const smallest = 0.02;
const usual = { width: 0.3, height: 0.08 };
const step = 0.02;
/** A pointer that moves less than this means a press, not a drag. */
const press = 0.015;

/** A new box around a point. */
export function boxAt({ x, y }: Point): Box {
  return kept({ x: x - usual.width / 2, y: y - usual.height / 2, ...usual });
}

/** The box that a pointer draws from one corner to the other; null while it has hardly moved. */
export function boxBetween(from: Point, to: Point): Box | null {
  const width = Math.abs(from.x - to.x);
  const height = Math.abs(from.y - to.y);
  if (width < press && height < press) return null;
  return kept({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width, height });
}

export function moved(box: Box, dx: number, dy: number): Box {
  return kept({ ...box, x: box.x + dx, y: box.y + dy });
}

/** Another size; the corner at the left and top stays, until the box is at the picture's edge. */
export function resized(box: Box, dx: number, dy: number): Box {
  const width = Math.min(box.width + dx, 1 - box.x);
  const height = Math.min(box.height + dy, 1 - box.y);
  return kept({ ...box, width, height });
}

/** Larger or smaller around its middle. */
export function scaled(box: Box, factor: number): Box {
  const width = box.width * factor;
  const height = box.height * factor;
  return kept({ x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height });
}

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
};

/** What a key makes of a box: arrows move it, with Shift they change its size. Null for any other key. */
export function boxByKey(
  box: Box,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): Box | null {
  const arrow = arrows[key];
  if (!arrow) return null;
  return shiftKey ? resized(box, arrow.x, arrow.y) : moved(box, arrow.x, arrow.y);
}

/** The whole pixels that a box touches, of a picture of this size. */
export function pixelsOf(box: Box, width: number, height: number): Box {
  const left = Math.floor(box.x * width);
  const top = Math.floor(box.y * height);
  const right = Math.min(width, Math.ceil((box.x + box.width) * width));
  const bottom = Math.min(height, Math.ceil((box.y + box.height) * height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Never smaller than can be seen, and never beyond the picture. */
function kept(box: Box): Box {
  const width = Math.min(1, Math.max(smallest, box.width));
  const height = Math.min(1, Math.max(smallest, box.height));
  return { x: within(box.x, 1 - width), y: within(box.y, 1 - height), width, height };
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
