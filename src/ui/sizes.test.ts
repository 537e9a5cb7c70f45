import { describe, expect, it } from 'vitest';
import { noUpload } from '../session/snapshot.ts';
import { durationOf, shareSent, sizeOf, timeLeft } from './sizes.ts';

describe('sizeOf', () => {
  it.each([
    [0, 0, 'kilobyte'],
    [1, 1, 'kilobyte'],
    [999_499, 1000, 'kilobyte'],
    [999_500, 1, 'megabyte'],
    [1_540_000, 1.5, 'megabyte'],
    [9_940_000, 9.9, 'megabyte'],
    [9_960_000, 10, 'megabyte'],
    [84_600_000, 85, 'megabyte'],
    [999_500_000, 1, 'gigabyte'],
    [1_234_000_000, 1.2, 'gigabyte'],
  ])('%d bytes read as %d %s', (bytes, value, unit) => {
    expect(sizeOf(bytes)).toEqual({ value, unit });
  });
});

describe('timeLeft', () => {
  const left = (low: number, high = low) => timeLeft({ ...noUpload, waitingBytes: 1, left: { low, high } });
  it.each([
    [300, 'second', 5],
    [43_000, 'second', 45],
    [66_000, 'second', 70],
    [99_000, 'second', 100],
    [101_000, 'minute', 1.5],
    [170_000, 'minute', 3],
    [400_000, 'minute', 7],
    [7_200_000, 'minute', 120],
  ])('%d ms read as about one number of a unit', (ms, unit, value) => {
    expect(left(ms)).toEqual({ unit, from: value, to: value });
  });
  it('is never further than a fifth from the truth, from 13 seconds on', () => {
    for (let ms = 13_000; ms < 3_600_000; ms += 777) {
      const { unit, to } = left(ms) ?? { unit: 'second', to: 0 };
      const told = to * (unit === 'second' ? 1000 : 60_000);
      expect(Math.abs(told - ms) / ms).toBeLessThan(0.2);
    }
  });
  it('is a range in one unit where the link varies, and one number where rounding leaves no difference', () => {
    expect(left(80_000, 200_000)).toEqual({ unit: 'minute', from: 1.5, to: 3.5 });
    expect(left(43_000, 46_000)).toEqual({ unit: 'second', from: 45, to: 45 });
  });
  it('says nothing while it is not known, or when nothing waits', () => {
    expect(timeLeft({ ...noUpload, waitingBytes: 5000 })).toBeNull();
    expect(timeLeft({ ...noUpload, left: { low: 0, high: 0 } })).toBeNull();
  });
});

describe('shareSent', () => {
  it('is the confirmed part of all bytes', () => {
    expect(shareSent({ ...noUpload, sentBytes: 30, waitingBytes: 70, waitingParts: 1 })).toBe(0.3);
    expect(shareSent({ ...noUpload, sentBytes: 30 })).toBe(1);
  });
  it('is full when there was nothing to send, and empty when something without a size waits', () => {
    expect(shareSent(noUpload)).toBe(1);
    expect(shareSent({ ...noUpload, waitingParts: 2 })).toBe(0);
  });
});

describe('durationOf', () => {
  it('splits milliseconds', () => {
    expect(durationOf(3_725_400)).toEqual({ hours: 1, minutes: 2, seconds: 5 });
    expect(durationOf(59_700)).toEqual({ hours: 0, minutes: 1, seconds: 0 });
  });
});
