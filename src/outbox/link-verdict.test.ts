import { expect, it, test } from 'vitest';
import type { LinkMeasure } from '../protocol/link-measure.ts';
import type { Quality } from '../recording/quality.ts';
import { gaugePlace, linkFacts, linkVerdict } from './link-verdict.ts';

const steady: LinkMeasure = {
  bitsPerSecond: 1e6,
  isAtMost: false,
  latencyMs: 40,
  spreadMs: 5,
  loss: 0,
  sentBytes: 400_000,
  tookMs: 4_000,
};

it.each<[string, number, Quality, Partial<LinkMeasure>, ReturnType<typeof linkVerdict>]>([
  ['plenty', 5e6, 'high', {}, { kind: 'enough', carries: 'high', laterMinutes: 0 }],
  ['half as much again', 283_500, 'standard', {}, { kind: 'enough', carries: 'standard', laterMinutes: 0 }],
  ['less head-room', 283_499, 'standard', {}, { kind: 'tight', carries: 'low', laterMinutes: 0 }],
  ['just what is recorded', 189_000, 'standard', {}, { kind: 'tight', carries: 'low', laterMinutes: 0 }],
  ['a little less', 188_999, 'standard', {}, { kind: 'slow', carries: 'low', laterMinutes: 1 }],
  ['half of it', 94_500, 'standard', {}, { kind: 'slow', carries: null, laterMinutes: 60 }],
  ['less than the lowest quality', 46_000, 'low', {}, { kind: 'slow', carries: null, laterMinutes: 60 }],
  ['next to nothing', 1_000, 'high', {}, { kind: 'slow', carries: null, laterMinutes: null }],
  ['nothing', 0, 'low', {}, { kind: 'slow', carries: null, laterMinutes: null }],
  ['one request in five lost', 5e6, 'high', { loss: 0.2 }, { kind: 'unsteady', carries: 'high', laterMinutes: 0 }],
  ['a satellite', 5e6, 'high', { latencyMs: 1_500 }, { kind: 'unsteady', carries: 'high', laterMinutes: 0 }],
  ['slow before unsteady', 1e5, 'high', { loss: 0.5 }, { kind: 'slow', carries: null, laterMinutes: 180 }],
])('%s', (_, bitsPerSecond, quality, change, expected) => {
  expect(linkVerdict({ ...steady, ...change, bitsPerSecond }, quality)).toEqual(expected);
});

test('the gauge has a step for each quality, and its pointer never leaves it', () => {
  expect(gaugePlace(0)).toBe(0);
  expect(gaugePlace(69_000)).toBeCloseTo(1 / 8);
  expect(gaugePlace(138_000)).toBe(1 / 4);
  expect(gaugePlace(283_500)).toBe(2 / 4);
  expect(gaugePlace(600_000)).toBe(3 / 4);
  expect(gaugePlace(1e9)).toBe(1);
});

test('the journal gets the numbers, and what they mean', () => {
  expect(linkFacts({ ...steady, bitsPerSecond: 150_400, loss: 1 / 9 }, 'standard')).toEqual({
    verdict: 'slow',
    carries: 'low',
    kilobitsPerSecond: 150,
    latencyMs: 40,
    spreadMs: 5,
    lossPercent: 11,
    sentBytes: 400_000,
    tookMs: 4_000,
  });
  expect(linkFacts({ ...steady, isAtMost: true }, 'low')).toHaveProperty('isAtMost', true);
});
