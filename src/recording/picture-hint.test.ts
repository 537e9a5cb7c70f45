import { describe, expect, it } from 'vitest';
import { pictureHint } from './picture-hint.ts';

/** A picture of grey pixels with these brightnesses. */
const picture = (...lights: number[]) => new Uint8ClampedArray(lights.flatMap((light) => [light, light, light, 255]));

describe('pictureHint', () => {
  it('finds a covered, a dark and an empty picture', () => {
    expect(pictureHint(picture(0, 2, 10, 4))).toBe('black');
    expect(pictureHint(picture(10, 30, 60, 20))).toBe('dark');
    expect(pictureHint(picture(128, 129, 128, 127))).toBe('flat');
  });
  it('says nothing about an ordinary picture, or none', () => {
    expect(pictureHint(picture(40, 90, 160, 220))).toBeNull();
    expect(pictureHint(new Uint8ClampedArray())).toBeNull();
  });
  it('weighs colours as the eye does: pure blue is dark, pure green is not', () => {
    const striped = (r: number, g: number, b: number) => new Uint8ClampedArray([r, g, b, 255, 0, 0, 0, 255]);
    expect(pictureHint(striped(0, 0, 255))).toBe('black');
    expect(pictureHint(striped(0, 255, 0))).toBeNull();
  });
});
