import { describe, expect, it } from 'vitest';
import { pictureFacts, type SmallPicture } from './picture-facts.ts';

const width = 128;
const height = 96;

/** A grey picture whose brightness depends on the place, with the noise of a sensor. */
function picture(light: (x: number, y: number) => number, noise = 1, seed = 1): SmallPicture {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state / 2 ** 31) * noise * 2;
  };
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++) {
    pixels.fill(Math.round(light(at % width, Math.floor(at / width)) + random()), at * 4, at * 4 + 3);
    pixels[at * 4 + 3] = 255;
  }
  return { pixels, width };
}

/** A wall with a shelf, and somebody before it whose middle is at `x`, 0 to 1. `soft`: pixels over which an edge is drawn out. */
const room =
  (x = 0.5, soft = 1, light = 1) =>
  (column: number, row: number) => {
    const step = (distance: number) => 1 / (1 + Math.exp((-4 * distance) / soft));
    const person = step(28 - Math.hypot((column - x * width) * 1.2, row - 60));
    const shelf = step(20 - Math.abs(column - 20)) * step(30 - Math.abs(row - 30));
    return light * (150 * (1 - person) * (1 - shelf) + 60 * shelf * (1 - person) + 90 * person);
  };

const facts = (now: SmallPicture, before: SmallPicture | null = null) => pictureFacts(now, before);

describe('pictureFacts', () => {
  it('has nothing to say against a room', () => {
    expect(facts(picture(room()), picture(room(), 1, 2))).toEqual({
      hint: null,
      isSmooth: false,
      isBlurred: false,
      isSame: false,
      movedAt: null,
    });
  });

  it('knows a finger on the lens by the lack of any edge, whatever the noise', () => {
    for (const noise of [0, 1, 2]) {
      const finger = picture((x, y) => 40 + x / 4 + y / 6, noise);
      expect(facts(finger), `noise ${noise}`).toMatchObject({ hint: null, isSmooth: true });
    }
  });

  it('takes neither a dark nor a blurred room for a finger', () => {
    expect(facts(picture(room(0.5, 1, 0.25)))).toMatchObject({ hint: 'dark', isSmooth: false });
    expect(facts(picture(room(0.5, 16)))).toMatchObject({ isSmooth: false });
  });

  it('tells a sharp picture from a blurred one', () => {
    expect(facts(picture(room(0.5, 2)))).toMatchObject({ isBlurred: false });
    expect(facts(picture(room(0.5, 16)))).toMatchObject({ isBlurred: true });
  });

  it('knows a picture that it has seen before', () => {
    expect(facts(picture(room()), picture(room()))).toMatchObject({ isSame: true });
    expect(facts(picture(room()))).toMatchObject({ isSame: false, movedAt: null });
  });

  it('says where something moves, and takes no noise for movement', () => {
    const moved = (from: number, to: number) => facts(picture(room(to)), picture(room(from), 1, 2)).movedAt;
    expect(moved(0.5, 0.53)).toBeCloseTo(0.5, 1);
    expect(moved(0.8, 0.83)).toBeGreaterThan(0.7);
    expect(facts(picture(room(), 3), picture(room(), 3, 2)).movedAt).toBeNull();
  });
});
