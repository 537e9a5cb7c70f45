import { describe, expect, it, test } from 'vitest';
import { type CameraSight, cameraSight, look, microphoneSight, newWatch, type Watch } from './watchdog.ts';

/** A picture of grey pixels with these brightnesses. */
const picture = (...lights: number[]) => new Uint8ClampedArray(lights.flatMap((light) => [light, light, light, 255]));
const room = picture(40, 90, 160, 220);
const moved = picture(40, 91, 160, 220);

describe('cameraSight', () => {
  it.each<[CameraSight, Parameters<typeof cameraSight>[0]]>([
    ['fine', { muted: false, pixels: room, before: moved }],
    ['fine', { muted: false, pixels: room, before: null }],
    ['fine', { muted: false, pixels: picture(20, 30, 60, 40), before: room }], // dark, and not covered
    ['frozen', { muted: false, pixels: room, before: room }],
    ['frozen', { muted: false, pixels: null, before: room }],
    ['covered', { muted: false, pixels: picture(2, 3, 2, 4), before: picture(2, 3, 2, 4) }],
    ['covered', { muted: false, pixels: picture(120, 121, 119, 120), before: room }],
    ['muted', { muted: true, pixels: picture(0, 0, 0, 0), before: picture(0, 0, 0, 0) }],
  ])('%s', (sight, camera) => {
    expect(cameraSight(camera)).toBe(sight);
  });
});

describe('microphoneSight', () => {
  it.each([
    [false, -30, 'fine', 'fine'],
    [false, -70, 'fine', 'fine'],
    [false, -95, 'silent', 'faint'],
    [false, Number.NEGATIVE_INFINITY, 'silent', 'silent'],
    [true, Number.NEGATIVE_INFINITY, 'muted', 'muted'],
  ] as const)('muted %s at %d dB: %s', (muted, level, sight, lasting) => {
    expect(microphoneSight(muted, level)).toEqual([sight, lasting]);
  });
});

/** The state after each look, a second apart. F fine, C covered, Z frozen, M muted. */
function states(looks: string): string {
  const sights = { F: 'fine', C: 'covered', Z: 'frozen', M: 'muted' } as const;
  const letters = { fine: 'F', covered: 'C', frozen: 'Z', muted: 'M' } as const;
  let watch: Watch<CameraSight> = newWatch(0);
  let shown = '';
  [...looks].forEach((letter, at) => {
    watch = look(watch, sights[letter as keyof typeof sights], (at + 1) * 1000);
    shown += letters[watch.state];
  });
  return shown;
}

describe('look', () => {
  test.each([
    ['FFFF', 'FFFF', 'nothing amiss'],
    ['FCCCCC', 'FFFCCC', 'covered, from the third look on'],
    ['FCCFCC', 'FFFFFF', 'a hand before the lens'],
    ['FMMM', 'FFMM', 'muted'],
    ['FZZZZ', 'FFFZZ', 'frozen'],
    ['FZCZC', 'FFFZC', 'a picture that is covered now and frozen now is in trouble all the same'],
    ['FCCCFCFF', 'FFFCCCCF', 'over only once it was fine for a while'],
  ])('%s shows %s: %s', (looks, shown) => {
    expect(states(looks)).toBe(shown);
  });

  it('notices every trouble within 5 s', () => {
    for (const letter of 'CZM') expect(states(`F${letter.repeat(4)}`).at(-1)).toBe(letter);
  });

  it('takes half a minute of next to nothing for silence, and 3 s of nothing at all', () => {
    const stateAfter = (level: number, seconds: number) => {
      let watch: Watch<ReturnType<typeof microphoneSight>[0]> = newWatch(0);
      for (let at = 1; at <= seconds; at++) {
        const [sight, lasting] = microphoneSight(false, level);
        watch = look(watch, sight, at * 1000, lasting);
      }
      return watch.state;
    };
    expect([stateAfter(-95, 29), stateAfter(-95, 30)]).toEqual(['fine', 'silent']);
    const nothing = Number.NEGATIVE_INFINITY;
    expect([stateAfter(nothing, 2), stateAfter(nothing, 3)]).toEqual(['fine', 'silent']);
  });
});
