import { expect, test } from 'vitest';
import { ReportLimiter } from './report-limiter.ts';

test('a flood becomes a few reports, and the rest is counted', () => {
  const limiter = new ReportLimiter();
  const passed = Array.from({ length: 10_000 }, (_, i) => limiter.admit('clipboard', i / 10)).filter(
    (held) => held !== null,
  );
  expect(passed).toHaveLength(20);
  expect(limiter.admit('clipboard', 20_000)).toBe(9980);
  expect(limiter.admit('clipboard', 20_001)).toBe(0);
  expect(limiter.admit('print', 20_001)).toBe(0);
});
