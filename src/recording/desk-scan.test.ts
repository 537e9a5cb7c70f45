import { expect, test } from 'vitest';
import {
  deskPrompts,
  drawDeskScans,
  longestScanMs,
  promptAt,
  secondsFrom,
  secondsToStop,
  shortestScanMs,
} from './desk-scan.ts';

test('everything is asked for once, in its order, well before the longest film ends', () => {
  const asked = Array.from({ length: longestScanMs / 500 }, (_, at) => promptAt(at * 500)).filter(
    (prompt, at, all) => prompt !== all[at - 1],
  );
  expect(asked).toEqual([...deskPrompts, null]);
});

test('each prompt tells how long the film goes on from it', () => {
  expect(deskPrompts.map(secondsFrom)).toEqual([24, 20, 16, 12, 8, 4]);
});

test('a film may be stopped after 15 seconds and no sooner', () => {
  expect(shortestScanMs).toBe(15_000);
  expect([0, 1, 14_000, 14_001, 14_999, 15_000, 16_000].map(secondsToStop)).toEqual([15, 15, 1, 1, 1, 0, 0]);
});

test('during an exam it is asked for one to three times, never at the beginning, and not twice close together', () => {
  const draws = Array.from({ length: 500 }, () => drawDeskScans(Math.random));
  expect(new Set(draws.map(({ length }) => length))).toEqual(new Set([1, 2, 3]));
  const minutes = (ms: number) => ms / 60_000;
  for (const times of draws) {
    expect(minutes(times[0] ?? 0)).toBeGreaterThanOrEqual(5);
    for (const [at, time] of times.entries()) {
      if (at > 0) expect(minutes(time - (times[at - 1] ?? 0))).toBeGreaterThanOrEqual(10);
    }
  }
  expect(new Set(draws.flat()).size).toBeGreaterThan(500);
});
