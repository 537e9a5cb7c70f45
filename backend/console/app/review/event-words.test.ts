import { expect, it } from 'vitest';
import { causeText, dataText, weightOf } from './event-words.ts';

it('weighs events', () => {
  expect([0, 0.29, 0.3, 0.69, 0.7, 1].map((severity) => weightOf({ severity }, 0.3))).toEqual([
    'record',
    'record',
    'flag',
    'flag',
    'grave',
    'grave',
  ]);
  expect(weightOf({ severity: 1, accommodated: true }, 0.3)).toBe('record');
});

it('reads causes and facts as words', () => {
  expect(causeText('escape-key')).toBe('escape key');
  expect(dataText({ awayMs: 2300, tabs: 2, otherProgram: null })).toBe('away 2.3 s, tabs: 2, other program: none');
});
