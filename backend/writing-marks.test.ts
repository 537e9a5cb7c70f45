import { expect, it } from 'vitest';
import { typingMs } from '../src/protocol/chat.ts';
import { WritingMarks } from './writing-marks.ts';

it("holds for a while, and is each side's own", () => {
  let now = 0;
  const marks = new WritingMarks(() => now);
  expect(marks.note('a', 'desk', true)).toBe(true);
  expect(marks.until('a', 'desk')).toBe(typingMs);
  expect([marks.until('a', 'candidate'), marks.until('b', 'desk')]).toEqual([null, null]);
  now = typingMs - 1;
  expect(marks.note('a', 'desk', true)).toBe(true); // goes on
  now = typingMs + 1;
  expect(marks.until('a', 'desk')).toBe(2 * typingMs - 1);
  expect(marks.note('a', 'desk', false)).toBe(true);
  expect(marks.note('a', 'desk', false)).toBe(false);
  expect(marks.until('a', 'desk')).toBeNull();
});

it('is over by itself', () => {
  let now = 0;
  const marks = new WritingMarks(() => now);
  marks.note('a', 'candidate', true);
  now = typingMs;
  expect(marks.until('a', 'candidate')).toBeNull();
  expect(marks.note('a', 'candidate', false)).toBe(false);
});
