import { expect, test } from 'vitest';
import type { JournalBody, JournalEntry } from '../protocol/journal.ts';
import { recordedIn, saysTheSame } from './recorded.ts';

const part = (stream: 'camera' | 'screen', segment: number, number: number, bytes = 10): JournalBody => ({
  kind: 'part',
  stream,
  segment,
  part: number,
  last: false,
  mime: 'video/webm',
  bytes,
  sha256: 'ab'.repeat(32),
  from: 0,
  duration: 2000,
});
const gap = (data: Record<string, string | number>): JournalBody => ({
  kind: 'event',
  type: 'record.gap',
  severity: 0.3,
  cause: 'crash',
  data,
});
const entries = (...bodies: JournalBody[]) => bodies.map((body) => ({ body }) as JournalEntry);

test('totals count every place once', () => {
  const parts = [part('camera', 0, 0), part('camera', 0, 1), part('camera', 1, 0), part('camera', 1, 1)];
  const { streams } = recordedIn(entries(...parts, part('camera', 0, 0), part('screen', 0, 0, 5)));
  expect(streams).toEqual([
    { stream: 'camera', segments: 2, parts: 4, bytes: 40, duration: 8000 },
    { stream: 'screen', segments: 1, parts: 1, bytes: 5, duration: 2000 },
  ]);
});

test('gaps are told as the journal tells them, in order', () => {
  const { gaps } = recordedIn(entries(gap({ stream: 'screen', duration: 1200.4 }), gap({ duration: -1 })));
  expect(gaps).toEqual([
    { stream: 'screen', cause: 'crash', duration: 1200 },
    { stream: '', cause: 'crash', duration: 0 },
  ]);
});

test('the order of streams means nothing, all else does', () => {
  const recorded = recordedIn(entries(part('camera', 0, 0), part('screen', 0, 0), gap({ stream: 'all', duration: 5 })));
  expect(saysTheSame(recorded, { ...recorded, streams: recorded.streams.toReversed() })).toBe(true);
  expect(saysTheSame(recorded, { ...recorded, gaps: [] })).toBe(false);
  expect(saysTheSame(recorded, { ...recorded, streams: recorded.streams.slice(1) })).toBe(false);
});

test('how the agreement was signed is told, the last time it was', () => {
  const signed = (way: string, text: string): JournalBody => ({
    kind: 'event',
    type: 'agreement.signed',
    severity: 0,
    cause: way,
    data: { text },
  });
  const at = '2026-11-21T10:00:00.000Z';
  const journal = [signed('typed', 'aa'), signed('drawn', 'bb')].map((body) => ({ at, body }) as JournalEntry);
  const recorded = recordedIn(journal);
  expect(recorded.agreement).toEqual({ way: 'drawn', at, text: 'bb' });
  expect(saysTheSame(recorded, { streams: [], gaps: [] })).toBe(false);
  expect(recordedIn([])).not.toHaveProperty('agreement');
});
