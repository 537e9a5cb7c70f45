import { describe, expect, it } from 'vitest';
import { decibels, hear, meterShare, nothingHeard, verdict } from './audio-level.ts';

const heardAfter = (level: number, blocks: number) =>
  Array.from({ length: blocks }).reduce<typeof nothingHeard>((hearing) => hear(hearing, level, 100), nothingHeard);

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

describe('verdict', () => {
  it('hears a voice after a fifth of a second', () => {
    expect(verdict(heardAfter(-30, 1))).toBe('listening');
    expect(verdict(heardAfter(-30, 2))).toBe('heard');
  });
  it('gives advice after five seconds, and tells a muted microphone from a quiet room', () => {
    expect(verdict(heardAfter(-55, 49))).toBe('listening');
    expect(verdict(heardAfter(-55, 50))).toBe('silent');
    expect(verdict(heardAfter(Number.NEGATIVE_INFINITY, 50))).toBe('muted');
  });
  it('goes on listening after its advice', () => {
    expect(verdict(hear(hear(heardAfter(-55, 80), -30, 100), -30, 100))).toBe('heard');
  });
});
