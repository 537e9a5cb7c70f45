import { describe, expect, it } from 'vitest';
import {
  type EventMark,
  gapsBetween,
  neighbour,
  nextRecorded,
  openingMoment,
  type Segment,
  segmentAt,
  sessionSpan,
  ticksOf,
} from './span.ts';

function segment(number: number, from: number, duration: number): Segment {
  return { stream: 'camera', segment: number, mime: 'video/webm', parts: 1, bytes: 1, from, duration, complete: true };
}
const marks = [1000, 1020, 9000].map((mono, seq) => ({
  id: String(seq),
  seq,
  at: '2030-01-01T00:00:00.000Z',
  mono,
  body: { kind: 'event', type: 'focus.lost', severity: 0.3, cause: '', data: {} } as const,
}));

describe('span', () => {
  it('reaches from the first to the last of events and segments', () => {
    expect(sessionSpan(marks, [segment(0, 500, 12_000)])).toEqual({ from: 500, to: 12_500 });
    expect(sessionSpan([], [])).toBeNull();
  });

  it('begins with the exam, once that has begun, or with its first picture', () => {
    const started = { ...marks[0], mono: 5_000, body: { ...marks[0]?.body, type: 'session.started' } } as EventMark;
    const taken: Segment = { ...segment(0, 700, 0), stream: 'signature' };
    expect(sessionSpan([...marks.slice(0, 2), started], [taken, segment(0, 4_000, 9_000)])?.from).toBe(4_000);
    expect(sessionSpan([...marks.slice(0, 2), started], [taken])?.from).toBe(5_000);
    expect(sessionSpan(marks.slice(0, 2), [taken])?.from).toBe(700);
  });

  it('finds gaps, but no rounding and no overlap', () => {
    const segments = [
      segment(0, 0, 60_000),
      segment(1, 59_900, 60_000),
      segment(2, 120_300, 1000),
      segment(3, 130_000, 1),
    ];
    expect(gapsBetween(segments)).toEqual([{ from: 121_300, to: 130_000 }]);
  });

  it('finds the segment of a moment, and the next one after a gap', () => {
    const segments = [segment(0, 0, 1000), segment(1, 900, 1000), segment(2, 5000, 1000)];
    expect(segmentAt(segments, 950)?.segment).toBe(1);
    expect(segmentAt(segments, 3000)).toBeUndefined();
    expect(segmentAt(segments, 6000)).toBeUndefined();
    expect(nextRecorded(segments, 3000)).toBe(5000);
    expect(nextRecorded(segments, 5000)).toBeUndefined();
  });

  it('opens where every stream has a picture', () => {
    const screen = (from: number): Segment => ({ ...segment(0, from, 1000), stream: 'screen' });
    expect(openingMoment([segment(1, 900, 9), segment(0, 100, 9), screen(300)])).toBe(300);
    expect(openingMoment([segment(0, 100, 9), screen(30_000)])).toBe(100);
    expect(openingMoment([])).toBeUndefined();
  });

  it('steps from event to event', () => {
    expect(neighbour(marks, 1000, 1)?.mono).toBe(9000);
    expect(neighbour(marks, 9000, -1)?.mono).toBe(1020);
    expect(neighbour(marks, 9000, 1)).toBeUndefined();
  });

  it('has round ticks, at most eleven, for every length', () => {
    for (const minutes of [0.2, 1, 7, 45, 200, 2000]) {
      const ticks = ticksOf({ from: 77, to: 77 + minutes * 60_000 });
      expect(ticks.length).toBeLessThanOrEqual(11);
      expect(ticks[0]).toBe(0);
      expect((ticks[1] ?? 5000) % 5000).toBe(0);
    }
  });
});
