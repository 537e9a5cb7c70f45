/**
 * The lockdown suite: plays what candidates and pages may try against a build, and reports what came of it.
 *   npm run lockdown                                every scenario, against the reference backend
 *   npm run lockdown -- --only printing,clipboard   parts of it
 *   npm run lockdown -- --quick                     one exam a setting, as `npm test` does: what ends an exam, or needs
 *                                                   another one, is left out
 *   npm run lockdown -- --headful                   with real keys and windows; needs a display and a window manager
 *   npm run lockdown -- --exam URL                  on another exam page
 *   npm run lockdown -- --backend URL --platform-key KEY --operator-key KEY
 *   npm run lockdown -- --extension FOLDER          another build
 *   npm run lockdown -- --repeat 20                 more repetitions, 20 at most, for latencies that hold
 *   npm run lockdown -- --out FOLDER                where the report goes; .vigil/lockdown unless told
 *   npm run lockdown -- --mutations                 switches one guard off after the other: who notices? With
 *                                                   --headful those too that only scenarios with a display can notice
 *   npm run lockdown -- --table FILE                writes the figures, or what the mutants came to, as a page of docs
 *   npm run lockdown -- --list                      the specification as JSON, nothing is run
 *   npm run lockdown -- --docs                      writes docs/threat-model.md, nothing is run
 * Ends with 1 when anything differs from the specification, or when nobody noticed that a guard was off.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allSettings } from '../tests/lockdown/all-settings.ts';
import type { Bench } from '../tests/lockdown/bench.ts';
import { type Caught, mutationTable, runMutants } from '../tests/lockdown/mutation-run.ts';
import { withBench } from '../tests/lockdown/open-bench.ts';
import { figuresTable, specificationOf, summaryOf, tellResult, writeReports } from '../tests/lockdown/report.ts';
import { runSuite } from '../tests/lockdown/suite.ts';
import { threatModel } from '../tests/lockdown/threat-model.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    quick: { type: 'boolean', default: false },
    extension: { type: 'string', default: 'dist/extension' },
    backend: { type: 'string' },
    'platform-key': { type: 'string', default: '' },
    'operator-key': { type: 'string', default: '' },
    exam: { type: 'string' },
    headful: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '1' },
    out: { type: 'string', default: '.vigil/lockdown' },
    table: { type: 'string' },
    mutations: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
  },
});
const only = values.only.split(',').filter(Boolean);

if (values.list) console.log(JSON.stringify(specificationOf(allSettings), null, 2));
else if (values.docs) writeFileSync('docs/threat-model.md', threatModel(allSettings));
else await play();

async function play(): Promise<void> {
  const { extension, backend, exam, headful } = values;
  const keys = { platformKey: values['platform-key'], operatorKey: values['operator-key'] };
  const isGood = await withBench({ extension, backend, exam, headful, ...keys }, values.mutations ? mutate : test);
  if (!isGood) process.exitCode = 1;
}

async function test(bench: Bench): Promise<boolean> {
  const began = performance.now();
  const folder = resolve(values.out);
  const options = { bench, only, quick: values.quick, repeat: repetitions(values.repeat), folder, tell: tellResult };
  const results = await runSuite(allSettings, options);
  const { html } = writeReports(folder, allSettings, results, bench, performance.now() - began);
  console.log(`\n${figuresTable(results)}\n\n${summaryOf(results)}`);
  console.log(`Report: ${html}`);
  writeTable('Figures of the lockdown', figuresTable(results));
  return results.length > 0 && results.every(({ status }) => status !== 'differs');
}

/** More of one kind in a few seconds is a flood, which Vigil counts instead of recording every one. */
function repetitions(given: string): number {
  const repeat = Number(given);
  if (Number.isInteger(repeat) && repeat >= 1 && repeat <= 20) return repeat;
  throw new Error(`--repeat ${given}: give a whole number from 1 to 20`);
}

/** A page of docs names the command that made it, and when. */
function writeTable(title: string, table: string): void {
  if (!values.table) return;
  const command = `npm run lockdown -- ${process.argv.slice(2).join(' ')}`;
  const made = `Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)}, in ${process.platform}.`;
  writeFileSync(values.table, `# ${title}\n\n${made}\n\n${table}\n`);
}

async function mutate(bench: Bench): Promise<boolean> {
  const tell = ({ name, by }: Caught) =>
    console.log(`${by.length > 0 ? 'ok  ' : 'FAIL'}  ${name.padEnd(44)} ${by.join(', ') || 'nobody noticed'}`);
  const all = await runMutants(allSettings, bench, only, tell);
  const unnoticed = all.filter(({ by }) => by.length === 0);
  console.log(`\n${mutationTable(all)}\n\n${all.length - unnoticed.length} of ${all.length} noticed`);
  writeTable('What notices that a guard is off', mutationTable(all));
  return all.length > 0 && unnoticed.length === 0;
}
