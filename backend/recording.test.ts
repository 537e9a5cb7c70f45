import { expect, test } from 'vitest';
import { missingParts, playableParts, type RecordedPart, segmentsOf, shownType } from './recording.ts';

function recorded(segment: number, part: number, changes: Partial<RecordedPart> = {}): RecordedPart {
  return {
    stream: 'camera',
    segment,
    part,
    last: 0,
    mime: 'video/webm',
    cipher: null,
    bytes: 10,
    sha256: `${segment}-${part}`,
    from_ms: segment * 60_000 + part * 2000,
    duration_ms: 2000,
    ...changes,
  };
}

const twoSegments = [recorded(0, 0), recorded(0, 1, { last: 1 }), recorded(1, 0), recorded(1, 1)];

test('a part is missing when it is not stored, or another one is', () => {
  const stored = [recorded(0, 0), recorded(0, 1, { sha256: 'other' }), recorded(1, 1)];
  expect(missingParts(twoSegments, stored)).toEqual(['camera/0/1', 'camera/1/0']);
  expect(missingParts(twoSegments, twoSegments)).toEqual([]);
  expect(missingParts([], stored)).toEqual([]);
});

test('a segment is complete when every part up to its last one is stored', () => {
  const complete = (stored: RecordedPart[], journal = twoSegments) =>
    segmentsOf(journal, stored).map((segment) => segment.complete);
  expect(complete(twoSegments)).toEqual([true, false]);
  expect(complete([recorded(0, 1)])).toEqual([false, false]);
  expect(complete([recorded(0, 1, { last: 1 })], [recorded(0, 1, { last: 1 })])).toEqual([false]);
});

test('a segment begins with its first part and ends with its last, in whatever order they were noted', () => {
  const [segment] = segmentsOf([recorded(1, 1), recorded(1, 0), recorded(1, 0)], []);
  expect(segment).toMatchObject({ segment: 1, from: 60_000, duration: 4000, parts: 2, bytes: 20 });
});

test('a segment is encrypted when any of its parts is', () => {
  const journal = [recorded(0, 0), recorded(0, 1, { cipher: 'age' }), recorded(1, 0)];
  expect(segmentsOf(journal, []).map(({ cipher }) => cipher)).toEqual(['age', undefined]);
});

test('segments stand in order of stream and number', () => {
  const journal = [recorded(10, 0), recorded(2, 0, { stream: 'screen' }), recorded(9, 0)];
  expect(segmentsOf(journal, []).map(({ stream, segment }) => `${stream} ${segment}`)).toEqual([
    'camera 9',
    'camera 10',
    'screen 2',
  ]);
});

test('what plays ends before the first hole', () => {
  const numbers = (...parts: number[]) => playableParts(parts.map((part) => ({ part }))).map(({ part }) => part);
  expect(numbers(2, 0, 1)).toEqual([0, 1, 2]);
  expect(numbers(0, 1, 3)).toEqual([0, 1]);
  expect(numbers(1, 2)).toEqual([]);
  expect(numbers()).toEqual([]);
});

test.each([
  ['video/webm', 'video/webm'],
  ['video/webm;codecs=vp9,opus', 'video/webm;codecs=vp9,opus'],
  ['video/webm; codecs="vp8, opus"', 'video/webm; codecs="vp8, opus"'],
  ['video/mp4;codecs=avc1.42E01E,opus', 'video/mp4;codecs=avc1.42E01E,opus'],
  ['text/html', 'video/webm'],
  ['video/webm\r\nSet-Cookie: a=b', 'video/webm'],
  ['video/webm;codecs=vp8\n', 'video/webm'],
  ['image/svg+xml', 'video/webm'],
  [undefined, 'video/webm'],
])('%j is shown as %s', (mime, type) => {
  expect(shownType('desk', mime)).toBe(type);
});

test.each([
  ['image/jpeg', 'image/jpeg'],
  ['image/png', 'image/png'],
  ['image/webp', 'image/webp'],
  ['image/svg+xml', 'application/octet-stream'],
  ['image/png\n', 'application/octet-stream'],
  ['video/webm', 'application/octet-stream'],
  [undefined, 'application/octet-stream'],
])('a picture that is called %j is shown as %s', (mime, type) => {
  expect(shownType('identity', mime)).toBe(type);
});
