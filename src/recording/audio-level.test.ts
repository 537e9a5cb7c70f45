import { describe, expect, it } from 'vitest';
import { decibels, meterShare } from './audio-level.ts';

describe('decibels and meterShare', () => {
  it('measures loudness against full scale', () => {
    expect(decibels(new Float32Array([1, -1, 1, -1]))).toBeCloseTo(0);
    expect(decibels(new Float32Array([0.1, -0.1]))).toBeCloseTo(-20);
    expect(decibels(new Float32Array(8))).toBe(Number.NEGATIVE_INFINITY);
    expect(decibels(new Float32Array())).toBe(Number.NEGATIVE_INFINITY);
  });
  it('fits any level on the meter', () => {
    expect(meterShare(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(meterShare(-33)).toBeCloseTo(0.5);
    expect(meterShare(0)).toBe(1);
  });
});
