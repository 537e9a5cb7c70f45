import { expect, test } from 'vitest';
import { HeldParts } from './held-parts.ts';

const part = (stream: 'camera' | 'screen', segment: number, size = 40, number = 0) => ({
  body: { stream, segment, duration: 1_500 },
  blob: { size },
  number,
});

test('parts come out in the order in which they came in', () => {
  const held = new HeldParts<ReturnType<typeof part>>(100);
  for (const number of [1, 2]) expect(held.hold(part('camera', 0, 40, number))).toBe(true);
  expect(held.first?.number).toBe(1);
  held.shift();
  expect(held.first?.number).toBe(2);
  held.shift();
  expect(held.first).toBeUndefined();
  expect(held.takeDropped()).toEqual([]);
});

test('what is given up is told too', () => {
  const held = new HeldParts<ReturnType<typeof part>>(100);
  held.hold(part('camera', 0));
  held.hold(part('screen', 0));
  held.dropAll();
  expect(held.first).toBeUndefined();
  expect(held.takeDropped()).toHaveLength(2);
  expect(held.hold(part('camera', 0, 100))).toBe(true);
});

test('when memory is full the newest is dropped with the rest of its segment, and told once by stream', () => {
  const held = new HeldParts<ReturnType<typeof part>>(100);
  held.hold(part('camera', 0));
  held.hold(part('screen', 0));
  expect(held.hold(part('camera', 0))).toBe(false);
  held.shift();
  expect(held.hold(part('camera', 0))).toBe(false); // there is room, but a hole before it
  expect(held.hold(part('screen', 0))).toBe(true);
  expect(held.takeDropped()).toEqual([{ stream: 'camera', duration: 3_000 }]);
  expect(held.takeDropped()).toEqual([]);
  held.shift();
  expect(held.hold(part('camera', 1))).toBe(true);
});
