import { describe, expect, it } from 'vitest';
import {
  areaAt,
  type Corner,
  cornerOf,
  corners,
  covered,
  fitted,
  leastPanel,
  placeAt,
  pulled,
  standClear,
} from './placement.ts';

const room = { width: 1024, height: 600 };
const thumbnail = { width: 240, height: 242 };
const panel = { width: 360, height: 512 };
/** A window of 1024x600 at 400 %. */
const zoomed = { width: 256, height: 150 };

describe('areaAt', () => {
  it.each<[Corner, number, number]>([
    ['upperLeft', 16, 16],
    ['upperRight', 768, 16],
    ['lowerLeft', 16, 342],
    ['lowerRight', 768, 342],
  ])('puts a box into the corner %s', (corner, x, y) => {
    expect(areaAt(corners[corner], thumbnail, room)).toEqual({ x, y, ...thumbnail });
  });
  it('keeps what grows in its corner', () => {
    const { x, width } = areaAt(corners.lowerRight, panel, room);
    expect(x + width).toBe(room.width - 16);
  });
  it('never leaves a window that is smaller than the box', () => {
    for (const place of Object.values(corners)) {
      const { x, y, width, height } = areaAt(place, panel, zoomed);
      expect([x, y]).toEqual([4, 4]);
      expect([x + width, y + height]).toEqual([252, 146]);
    }
  });
});

describe('placeAt', () => {
  it('is the way back from areaAt', () => {
    for (const place of [{ x: 0.25, y: 0.5 }, corners.lowerLeft, { x: 1, y: 0.1 }]) {
      const area = areaAt(place, thumbnail, room);
      expect(areaAt(placeAt(area, room), thumbnail, room)).toEqual(area);
    }
  });
  it('brings what was dragged out of the window back to its edge', () => {
    expect(placeAt({ x: -500, y: 5000, ...thumbnail }, room)).toEqual({ x: 0, y: 1 });
  });
  it('is high on the right where nothing can be moved', () => {
    expect(placeAt({ x: 4, y: 4, ...fitted(panel, zoomed) }, zoomed)).toEqual(corners.upperRight);
  });
});

describe('cornerOf', () => {
  it('knows a corner, and what is none', () => {
    expect(cornerOf({ x: 0, y: 1 })).toBe('lowerLeft');
    expect(cornerOf({ x: 0, y: 0.99 })).toBeUndefined();
  });
});

describe('standClear', () => {
  const free = (wanted: Parameters<typeof standClear>[0], ...mustSee: Parameters<typeof standClear>[2]) =>
    standClear(wanted, [panel, leastPanel], mustSee, room);

  it('leaves alone what covers nothing', () => {
    const field = { x: 20, y: 20, width: 300, height: 40 };
    expect(free(corners.upperRight, field)).toEqual({ place: corners.upperRight, size: panel, covers: 0 });
    expect(free({ x: 0.5, y: 0.5 })).toMatchObject({ place: { x: 0.5, y: 0.5 }, size: panel });
  });
  it('goes to the nearest corner that is free', () => {
    const field = { x: 700, y: 20, width: 300, height: 40 };
    expect(standClear(corners.upperRight, [thumbnail], [field], room).place).toEqual(corners.lowerRight);
    const both = { x: 700, y: 0, width: 300, height: 600 };
    expect(standClear(corners.upperRight, [thumbnail], [both], room).place).toEqual(corners.upperLeft);
  });
  it('gets smaller where it is too large for every corner', () => {
    const field = { x: 150, y: 320, width: 700, height: 60 };
    expect(free(corners.upperRight, field)).toEqual({ place: corners.upperRight, size: leastPanel, covers: 0 });
  });
  it('leaves the place free where is written, when the whole field is too large', () => {
    const field = { x: 0, y: 0, width: 1024, height: 600 };
    const caret = { x: 800, y: 100, width: 2, height: 20 };
    expect(free(corners.upperRight, field, caret)).toEqual({ place: corners.upperLeft, size: panel, covers: 0 });
  });
  it('covers as little as can be, and says so', () => {
    const { size, covers } = free(corners.upperRight, { x: 0, y: 0, width: 1024, height: 600 });
    expect(size).toEqual(leastPanel);
    expect(covers).toBe(leastPanel.width * leastPanel.height);
  });
});

describe('covered', () => {
  it('keeps a little distance', () => {
    const box = { x: 100, y: 100, width: 100, height: 100 };
    expect(covered(box, { x: 0, y: 100, width: 93, height: 100 })).toBeGreaterThan(0);
    expect(covered(box, { x: 0, y: 100, width: 92, height: 100 })).toBe(0);
  });
});

describe('pulled', () => {
  const box = areaAt(corners.upperRight, panel, room);

  it('keeps the opposite corner where it is', () => {
    const wider = pulled(box, { isLeft: true, isUpper: false }, { x: -100, y: -50 }, room);
    expect(wider).toEqual({ x: box.x - 100, y: box.y, width: 460, height: 462 });
    const lower = areaAt(corners.lowerLeft, leastPanel, room);
    const grown = pulled(lower, { isLeft: false, isUpper: true }, { x: 60, y: -40 }, room);
    expect(grown).toEqual({ x: 16, y: lower.y - 40, width: 340, height: 280 });
  });
  it('gets neither smaller than can be used, nor larger than the window', () => {
    expect(pulled(box, { isLeft: true, isUpper: false }, { x: 900, y: -900 }, room)).toMatchObject(leastPanel);
    const largest = pulled(box, { isLeft: true, isUpper: false }, { x: -5000, y: 5000 }, room);
    expect(largest).toEqual({ x: 16, y: 16, width: 992, height: 568 });
  });
});
