import { expect, it } from 'vitest';
import { languages } from '../../../../src/words/languages.ts';
import { cannedAnswers, stageOf, stages } from './canned-answers.ts';

it('has answers for every stage, in every language, short enough to be sent', () => {
  for (const stage of stages) {
    expect(cannedAnswers[stage].length).toBeGreaterThan(2);
    for (const answer of cannedAnswers[stage]) {
      expect(Object.keys(answer).sort()).toEqual(Object.keys(languages).sort());
      expect(new Set(Object.values(answer)).size).toBe(Object.keys(languages).length);
      for (const text of Object.values(answer)) expect(text.trim().length).toBeLessThan(300);
    }
  }
});

it('fits the stage of the candidate', () => {
  expect(stageOf({ state: 'opened' })).toBe('before');
  expect(stageOf({ state: 'running', barred: null })).toBe('in');
  expect(stageOf({ state: 'complete' })).toBe('after');
  const barred = { check: 'camera', cause: 'missing', way: 'none', since: '' } as const;
  expect(stageOf({ state: 'opened', barred })).toBe('failed-check');
});
