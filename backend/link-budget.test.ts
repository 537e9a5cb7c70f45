import { expect, test } from 'vitest';
import { LinkBudget } from './link-budget.ts';
import { Refusal } from './problem.ts';

function budgetAt(start: number) {
  let now = start;
  const budget = new LinkBudget(() => now);
  const refusal = (session: string, bytes: number) => {
    try {
      budget.spend(session, bytes);
      return null;
    } catch (error) {
      return error as Refusal;
    }
  };
  return { refusal, pass: (ms: number) => (now += ms) };
}

test('a session that measures too often waits, another one does not, and after a minute all is as before', () => {
  const { refusal, pass } = budgetAt(5_000);
  for (let at = 0; at < 60; at += 1) expect(refusal('a', 10)).toBeNull();
  pass(20_500);
  expect(refusal('a', 10)).toMatchObject({ kind: 'busy', status: 429, headers: { 'Retry-After': '40' } });
  expect(refusal('b', 10)).toBeNull();
  pass(39_500);
  expect(refusal('a', 10)).toBeNull();
});

test('bytes are counted too, those that would be too many in advance', () => {
  const { refusal } = budgetAt(0);
  expect(refusal('a', 15_900_000)).toBeNull();
  expect(refusal('a', 100_001)).toBeInstanceOf(Refusal);
  expect(refusal('a', 100_000)).toBeNull();
});
