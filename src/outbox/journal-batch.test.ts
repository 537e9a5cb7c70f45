import { expect, test } from 'vitest';
import { areEntriesDue } from './journal-batch.ts';

const progress = { entries: 10, confirmed: 10, urgent: 3, isOver: false };

test('entries of parts wait for one another', () => {
  expect(areEntriesDue(progress)).toBe(false);
  expect(areEntriesDue({ ...progress, entries: 13 })).toBe(false);
  expect(areEntriesDue({ ...progress, entries: 14 })).toBe(true);
});

test('an event waits for none, and what is before it goes with it', () => {
  expect(areEntriesDue({ ...progress, entries: 11, urgent: 11 })).toBe(true);
  expect(areEntriesDue({ ...progress, entries: 12, urgent: 11 })).toBe(true);
  expect(areEntriesDue({ ...progress, entries: 12, confirmed: 11, urgent: 11 })).toBe(false);
});

test('what a backend forgot is sent again', () => {
  expect(areEntriesDue({ ...progress, confirmed: 2 })).toBe(true);
});

test('after the end nothing waits', () => {
  expect(areEntriesDue({ ...progress, isOver: true })).toBe(false);
  expect(areEntriesDue({ ...progress, entries: 11, isOver: true })).toBe(true);
});
