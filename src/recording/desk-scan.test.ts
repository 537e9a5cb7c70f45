import { expect, test } from 'vitest';
import { deskPrompts, longestScanMs, promptAt, secondsToStop, shortestScanMs } from './desk-scan.ts';

test('everything is asked for once, in its order, well before the longest film ends', () => {
  const asked = Array.from({ length: longestScanMs / 500 }, (_, at) => promptAt(at * 500)).filter(
    (prompt, at, all) => prompt !== all[at - 1],
  );
  expect(asked).toEqual([...deskPrompts, null]);
});

test('a film may be stopped after 15 seconds and no sooner', () => {
  expect(shortestScanMs).toBe(15_000);
  expect([0, 1, 14_000, 14_001, 14_999, 15_000, 16_000].map(secondsToStop)).toEqual([15, 15, 1, 1, 1, 0, 0]);
});
