/**
 * Everything that must hold, cheapest first, one line each; stops at the first failure unless `--all` is given.
 * The last line is `N passed, N failed`: tests, and one for each check that is not a test.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runScript } from './run-script.ts';
import { type Outcome, runLane } from './vitest-lane.ts';

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });

async function check(script: string): Promise<Outcome> {
  const { ok, output } = await runScript(script);
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, output };
}

/** The lockdown suite, quick and without a display: a scenario is a test. */
async function runLockdown(): Promise<Outcome> {
  const folder = '.vigil/reports/lockdown';
  rmSync(folder, { recursive: true, force: true });
  const { ok, output } = await runScript('lockdown', '--quick', '--out', folder);
  const file = `${folder}/results.json`;
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, output };
  const { results } = JSON.parse(readFileSync(file, 'utf8')) as { results: { status: string }[] };
  const count = (status: string) => results.filter((result) => result.status === status).length;
  return {
    passed: count('as specified'),
    failed: ok ? 0 : Math.max(count('differs'), 1),
    skipped: count('not run'),
    output,
  };
}

/** One after the other: each of the last two keeps two processors busy, and together they only hold each other up. */
const checks: readonly (readonly [name: string, run: () => Promise<Outcome>])[] = [
  ['format and lint', () => check('lint')],
  ['types', () => check('typecheck')],
  ['dead code', () => check('dead-code')],
  ['import rules', () => check('imports')],
  ['unit tests', () => runLane('unit')],
  ['contract tests', () => runLane('contract')],
  ['build extension', () => check('build:extension')],
  ['build console', () => check('build:console')],
  ['repository tests', () => runLane('repo')],
  ['browser tests', () => runLane('e2e')],
  ['lockdown suite', runLockdown],
];

let passed = 0;
let failed = 0;
for (const [name, run] of checks) {
  const begin = performance.now();
  const outcome = await run();
  passed += outcome.passed;
  failed += outcome.failed;
  console.log(name.padEnd(18) + summary(outcome, performance.now() - begin));
  if (outcome.failed > 0) console.log(`\n${outcome.output.trim()}\n`);
  if (outcome.failed > 0 && !values.all) break;
}
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0) process.exitCode = 1;

function summary(outcome: Outcome, milliseconds: number): string {
  const counts = [
    `${outcome.passed} passed`,
    outcome.failed > 0 && `${outcome.failed} failed`,
    outcome.skipped > 0 && `${outcome.skipped} skipped`,
  ];
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  return `${seconds.padStart(8)}   ${counts.filter(Boolean).join(', ')}`;
}
