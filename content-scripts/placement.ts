// Where the overlay stands in the exam's page: pure geometry, in CSS pixels.

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** An area of the window, from its upper left corner. */
export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/**
 * Where a box stands in the room that it leaves free: 0 is at the left or the top, 1 at the right or the bottom. What
 * stands in a corner stays there, whatever size box and window get.
 */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export const corners = {
  upperLeft: { x: 0, y: 0 },
  upperRight: { x: 1, y: 0 },
  lowerLeft: { x: 0, y: 1 },
  lowerRight: { x: 1, y: 1 },
} as const satisfies Record<string, Place>;
export type Corner = keyof typeof corners;

/** Where the candidate has put nothing yet: high on the right, where exams rarely have a button. */
export const firstPlace: Place = corners.upperRight;

/** What the panel may be made to be at least, where the window has so much. */
export const leastPanel: Size = { width: 280, height: 240 };
/** Between a field and what is moved out of its way. */
const gap = 8;

/** A small window, or one that is zoomed far, has no room to give away. */
function marginOf({ width, height }: Size): number {
  return width < 480 || height < 360 ? 4 : 16;
}

/** The size, or as much of it as the room has. */
export function fitted({ width, height }: Size, room: Size): Size {
  const margin = marginOf(room);
  return {
    width: Math.max(0, Math.min(width, room.width - 2 * margin)),
    height: Math.max(0, Math.min(height, room.height - 2 * margin)),
  };
}

/** The area of a box of this size; it never leaves the room. */
export function areaAt(place: Place, size: Size, room: Size): Area {
  const margin = marginOf(room);
  const { width, height } = fitted(size, room);
  const along = (part: number, whole: number, own: number) =>
    Math.round(margin + within(part, 0, 1) * Math.max(0, whole - own - 2 * margin));
  return { x: along(place.x, room.width, width), y: along(place.y, room.height, height), width, height };
}

/** The place of a box that covers this area, or would. */
export function placeAt({ x, y, width, height }: Area, room: Size): Place {
  const margin = marginOf(room);
  const part = (at: number, whole: number, own: number, first: number) => {
    const free = whole - own - 2 * margin;
    return free > 0 ? within((at - margin) / free, 0, 1) : first;
  };
  return { x: part(x, room.width, width, firstPlace.x), y: part(y, room.height, height, firstPlace.y) };
}

/** The corner that a place is in, if it is in one. */
export function cornerOf(place: Place): Corner | undefined {
  const names = Object.keys(corners) as Corner[];
  return names.find((name) => corners[name].x === place.x && corners[name].y === place.y);
}

/** How a box stands: its place, its size, and how many square pixels of what must be seen it covers. */
export interface Stand {
  readonly place: Place;
  readonly size: Size;
  readonly covers: number;
}

/**
 * Where a box can stand without covering what has the focus: where it is wanted, or else in the nearest corner.
 * @param sizes that it may have, the best first
 * @param mustSee what it should leave free, the best first: a whole field, or at least the place where is written
 * @returns the first that covers nothing, or else what covers least
 */
export function standClear(wanted: Place, sizes: readonly Size[], mustSee: readonly Area[], room: Size): Stand {
  const stands = (mustSee.length > 0 ? mustSee : [null]).flatMap((seen) =>
    sizes.flatMap((size) =>
      nearest(wanted, size, room).map((place) => ({
        place,
        size,
        covers: seen ? covered(areaAt(place, size, room), seen) : 0,
      })),
    ),
  );
  const free = stands.find(({ covers }) => covers === 0);
  return free ?? stands.reduce((best, other) => (other.covers < best.covers ? other : best));
}

/** The wanted place first, then the corners, by how far the box would move. */
function nearest(wanted: Place, size: Size, room: Size): Place[] {
  const from = areaAt(wanted, size, room);
  const way = (place: Place) => {
    const to = areaAt(place, size, room);
    return Math.hypot(to.x - from.x, to.y - from.y);
  };
  return [wanted, ...Object.values(corners).toSorted((one, other) => way(one) - way(other))];
}

/** How many square pixels of an area another one covers, or comes too near to. */
export function covered(box: Area, seen: Area): number {
  const overlap = (at: number, length: number, other: number, otherLength: number) =>
    Math.min(at + length, other + otherLength + gap) - Math.max(at, other - gap);
  const width = overlap(box.x, box.width, seen.x, seen.width);
  const height = overlap(box.y, box.height, seen.y, seen.height);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * The area of a box one of whose corners is pulled, while the opposite one stays.
 * @param isLeft whether the corner is on the left, `isUpper` whether it is at the top
 * @param by how far it was pulled
 */
export function pulled(
  box: Area,
  { isLeft, isUpper }: { readonly isLeft: boolean; readonly isUpper: boolean },
  by: { readonly x: number; readonly y: number },
  room: Size,
): Area {
  const margin = marginOf(room);
  const most = {
    width: isLeft ? box.x + box.width - margin : room.width - box.x - margin,
    height: isUpper ? box.y + box.height - margin : room.height - box.y - margin,
  };
  const width = within(box.width + (isLeft ? -by.x : by.x), Math.min(leastPanel.width, most.width), most.width);
  const height = within(box.height + (isUpper ? -by.y : by.y), Math.min(leastPanel.height, most.height), most.height);
  return {
    x: isLeft ? box.x + box.width - width : box.x,
    y: isUpper ? box.y + box.height - height : box.y,
    width,
    height,
  };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
