import { describe, expect, it, test } from 'vitest';
import { type Echo, measureOf, nextPush, type Push, trialMs } from './link-trial.ts';

interface Link {
  readonly bitsPerSecond: number;
  readonly latencyMs: number;
}

/** Plays a trial's pushes over a link that carries so much, all of it seen by the backend. */
function trial({ bitsPerSecond, latencyMs }: Link, limitMs = trialMs): { pushes: Push[]; tookMs: number } {
  const echoed: Echo[] = [latencyMs, latencyMs, latencyMs];
  const pushes: Push[] = [];
  let tookMs = echoed.length * latencyMs;
  for (let bytes = nextPush(pushes, echoed, tookMs); bytes; bytes = nextPush(pushes, echoed, tookMs)) {
    const arrivedMs = (bytes * 8000) / bitsPerSecond;
    const ms = Math.min(latencyMs + arrivedMs, limitMs - tookMs);
    pushes.push({ bytes, ms, arrivedMs: ms < latencyMs + arrivedMs ? null : arrivedMs });
    tookMs += ms;
  }
  return { pushes, tookMs };
}

const measured = (link: Link) => {
  const { pushes, tookMs } = trial(link);
  return measureOf(pushes, [link.latencyMs, link.latencyMs, link.latencyMs], tookMs);
};

describe('a trial', () => {
  it.each([
    [60_000, 40],
    [92_000, 300],
    [189_000, 40],
    [400_000, 100],
    [1_000_000, 40],
    [5_000_000, 20],
    [5_000_000, 600],
  ])('of a link of %i bit/s with %i ms finds that, within a fifth', (bitsPerSecond, latencyMs) => {
    const found = measured({ bitsPerSecond, latencyMs });
    expect(found.bitsPerSecond / bitsPerSecond).toBeGreaterThan(0.8);
    expect(found.bitsPerSecond / bitsPerSecond).toBeLessThan(1.2);
    expect(found).toMatchObject({ latencyMs, spreadMs: 0, loss: 0, isAtMost: false });
  });

  it.each([
    [60_000, 3_000, 8_000],
    [400_000, 3_000, 5_500],
    [1_500_000, 3_000, 5_500],
    [100_000_000, 0, 1_000],
  ])('of a link of %i bit/s takes %i to %i ms', (bitsPerSecond, least, most) => {
    const { tookMs } = trial({ bitsPerSecond, latencyMs: 40 });
    expect(tookMs).toBeGreaterThanOrEqual(least);
    expect(tookMs).toBeLessThanOrEqual(most);
  });

  test('sends little over a slow link, and never more than 4 MB', () => {
    expect(measured({ bitsPerSecond: 60_000, latencyMs: 40 }).sentBytes).toBeLessThan(60_000);
    expect(measured({ bitsPerSecond: 1e10, latencyMs: 1 }).sentBytes).toBeLessThan(4e6);
    expect(measured({ bitsPerSecond: 2_900_000, latencyMs: 1 }).sentBytes).toBeLessThan(4e6);
  });

  test('over which nothing gets through in time says that the link carries less', () => {
    const found = measured({ bitsPerSecond: 5_000, latencyMs: 40 });
    expect(found).toMatchObject({ isAtMost: true });
    expect(found.bitsPerSecond).toBeGreaterThan(5_000);
    expect(found.bitsPerSecond).toBeLessThan(20_000);
  });

  test('goes no further once something did not get through', () => {
    expect(nextPush([{ bytes: 8_192, ms: 3_000, arrivedMs: null }], [40], 3_100)).toBeNull();
  });

  test('believes the backend where that saw the bytes arrive more slowly', () => {
    const push = { bytes: 10_000, ms: 1_000, arrivedMs: 1_000 };
    expect(measureOf([push], [900], 2_000).bitsPerSecond).toBe(80_000);
  });
});

test('requests that got lost count, and are no latency', () => {
  const push = { bytes: 100_000, ms: 140, arrivedMs: 100 };
  const echoed = [300, 40, null, 60, null, 50, 40, 45];
  const found = measureOf([push, push], echoed, 4_000);
  expect(found).toMatchObject({ latencyMs: 45, loss: 0.2, spreadMs: 10 });
});
