import { expect, test } from 'vitest';
import { timeBreak } from './time-break.ts';

const last = { wall: 1_790_000_000_000, mono: 50_000, frames: 400 };
const after = (wall: number, mono: number, frames = 0) =>
  timeBreak(last, { wall: last.wall + wall, mono: last.mono + mono, frames: last.frames + frames });

test.each([
  ['an ordinary tick', after(1_000, 1_000, 10), null],
  ['a slow tick', after(4_800, 4_800), null],
  ['a clock that is trimmed', after(1_400, 1_000, 10), null],
  ['sleep, where the monotonic clock goes on', after(3_600_000, 3_600_000, 3), { kind: 'sleep', ms: 3_600_000 }],
  ['sleep, where it goes on for a part of it', after(3_600_000, 6_000, 3), { kind: 'sleep', ms: 3_600_000 }],
  ['sleep without a camera', after(20_000, 20_000), { kind: 'sleep', ms: 20_000 }],
  ['a clock set back in sleep', after(-100_000, 20_000), { kind: 'sleep', ms: 20_000 }],
  ['a page held up while pictures came', after(8_000, 8_000, 60), null],
  ['a clock set back', after(-3_599_000, 1_000, 10), { kind: 'clock', ms: -3_600_000 }],
  ['a clock set forward by little', after(4_000, 1_000, 10), { kind: 'clock', ms: 3_000 }],
  ['a clock set forward, or sleep', after(3_601_000, 1_000, 10), { kind: 'either', ms: 3_600_000 }],
  ['a clock changed while the page was held up', after(-52_000, 8_000, 60), { kind: 'clock', ms: -60_000 }],
])('%s', (_, found, expected) => {
  expect(found).toEqual(expected);
});
