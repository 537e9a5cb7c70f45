import { describe, expect, test } from 'vitest';
import { type Box, boxAt, boxBetween, boxByKey, moved, pixelsOf, resized, scaled } from './black-box.ts';

const box: Box = { x: 0.4, y: 0.4, width: 0.2, height: 0.1 };
const rounded = (one: Box | null) => one && Object.values(one).map((value) => Math.round(value * 1000) / 1000);
const arrow = (key: string, shiftKey = false) => rounded(boxByKey(box, { key, shiftKey }));

describe('a box over a picture', () => {
  test('is put around a point, and stays within the picture there', () => {
    expect(rounded(boxAt({ x: 0.5, y: 0.5 }))).toEqual([0.35, 0.46, 0.3, 0.08]);
    expect(rounded(boxAt({ x: 0, y: 1 }))).toEqual([0, 0.92, 0.3, 0.08]);
  });

  test('is drawn from any corner to the other; a press draws none', () => {
    const [a, b] = [
      { x: 0.2, y: 0.9 },
      { x: 0.7, y: 0.6 },
    ];
    expect(rounded(boxBetween(a, b))).toEqual([0.2, 0.6, 0.5, 0.3]);
    expect(boxBetween(b, a)).toEqual(boxBetween(a, b));
    expect(rounded(boxBetween({ x: 0.5, y: 0.5 }, { x: 2, y: 2 }))).toEqual([0, 0, 1, 1]);
    expect(boxBetween(a, { x: 0.21, y: 0.91 })).toBeNull();
  });

  test('moves with the arrow keys, and changes its size with Shift', () => {
    expect(arrow('ArrowRight')).toEqual([0.42, 0.4, 0.2, 0.1]);
    expect(arrow('ArrowUp')).toEqual([0.4, 0.38, 0.2, 0.1]);
    expect(arrow('ArrowRight', true)).toEqual([0.4, 0.4, 0.22, 0.1]);
    expect(arrow('ArrowUp', true)).toEqual([0.4, 0.4, 0.2, 0.08]);
    expect(arrow('Enter')).toBeNull();
  });

  test('leaves the picture nowhere, and never vanishes', () => {
    expect(rounded(moved(box, -9, 9))).toEqual([0, 0.9, 0.2, 0.1]);
    expect(rounded(resized(box, 9, 9))).toEqual([0.4, 0.4, 0.6, 0.6]);
    expect(rounded(resized(box, -9, -9))).toEqual([0.4, 0.4, 0.02, 0.02]);
    expect(rounded(scaled(box, 2))).toEqual([0.3, 0.35, 0.4, 0.2]);
    expect(rounded(scaled(box, 99))).toEqual([0, 0, 1, 1]);
  });

  test('covers every pixel that it touches', () => {
    expect(pixelsOf({ x: 0.105, y: 0.5, width: 0.097, height: 0.5 }, 100, 10)).toEqual({
      x: 10,
      y: 5,
      width: 11,
      height: 5,
    });
    expect(pixelsOf({ x: 0, y: 0, width: 1, height: 1 }, 641, 481)).toEqual({ x: 0, y: 0, width: 641, height: 481 });
  });
});
