import { describe, expect, it } from 'vitest';
import { noUpload } from '../session/snapshot.ts';
import { durationOf, minutesLeft, shareSent, sizeOf } from './sizes.ts';

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

describe('minutesLeft', () => {
  it('rounds up, and never promises less than a minute', () => {
    expect(minutesLeft({ ...noUpload, waitingBytes: 1, rate: 1000 })).toBe(1);
    expect(minutesLeft({ ...noUpload, waitingBytes: 60_000, rate: 1000 })).toBe(1);
    expect(minutesLeft({ ...noUpload, waitingBytes: 60_001, rate: 1000 })).toBe(2);
  });
  it('says nothing without a rate or a connection', () => {
    expect(minutesLeft({ ...noUpload, waitingBytes: 5000, rate: 0 })).toBeNull();
    expect(minutesLeft({ ...noUpload, waitingBytes: 5000, rate: 1000, online: false })).toBeNull();
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
