import { describe, expect, it } from 'vitest';
import { countTests } from './vitest-lane.ts';

const report = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] }],
};

describe('countTests', () => {
  it('counts what passed, failed and was skipped', () => {
    const mixed = {
      ...report,
      numFailedTests: 1,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }],
    };
    expect(countTests(mixed, false)).toEqual({ passed: 2, failed: 1, skipped: 2 });
  });

  it('counts a file that does not load as a failure', () => {
    const broken = { ...report, testResults: [...report.testResults, { status: 'failed', assertionResults: [] }] };
    expect(countTests(broken, false)).toEqual({ passed: 2, failed: 1, skipped: 0 });
  });

  it('counts a failure outside of any test', () => {
    expect(countTests(report, false)).toEqual({ passed: 2, failed: 1, skipped: 0 });
    expect(countTests(report, true)).toEqual({ passed: 2, failed: 0, skipped: 0 });
  });
});
