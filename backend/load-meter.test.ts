import { expect, test } from 'vitest';
import { healthOf, startLoadMeter } from './load-meter.ts';
import { Refusal } from './problem.ts';

test.each([
  [0, 0, 1],
  [125, 0, 0.5],
  [0, 50, 0.5],
  [125, 75, 0.25],
  [10_000, 0, 0],
  [0, 100, 0],
])('a delay of %i ms and %i of 100 uploads are a health of %d', (delay, uploads, health) => {
  expect(healthOf(delay, uploads, 100)).toBe(health);
});

test('uploads beyond the capacity are turned away, until one is done, well or not', async () => {
  const meter = startLoadMeter(1);
  const work = Promise.withResolvers<string>();
  const first = meter.upload(() => work.promise);
  await expect(meter.upload(async () => 'second')).rejects.toThrow(Refusal);
  work.reject(new Error('cut'));
  await expect(first).rejects.toThrow('cut');
  expect(await meter.upload(async () => 'third')).toBe('third');
  meter.stop();
});
