import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { runTool } from './run-script.ts';

/** What a check or a lane of tests came to. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What it printed. */
  readonly output: string;
}

/** The part of Vitest's JSON report that is counted. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/** Runs one project of vitest.config.ts. A file that does not load, an empty lane and a crash each count as a failure. */
export async function runLane(project: string): Promise<Outcome> {
  const reportFile = `.vigil/reports/${project}.json`;
  rmSync(reportFile, { force: true });
  mkdirSync('.vigil/reports', { recursive: true });
  const { ok, output } = await runTool(
    'vitest/vitest.mjs',
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile}`,
  );
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, skipped: 0, output };
  return { ...countTests(JSON.parse(readFileSync(reportFile, 'utf8')), ok), output };
}

/**
 * Counts a lane's tests.
 * @param ok whether Vitest itself was content; it is not when something failed outside of any test
 */
export function countTests(report: Report, ok: boolean): Omit<Outcome, 'output'> {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenFiles.length;
  return {
    passed: report.numPassedTests,
    failed: ok ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
