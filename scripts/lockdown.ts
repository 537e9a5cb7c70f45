/**
 * The lockdown suite: plays what candidates and pages may try against a build, and reports what came of it.
 *   npm run lockdown                                every scenario, against the reference backend
 *   npm run lockdown -- --only printing,clipboard   parts of it
 *   npm run lockdown -- --headful                   with real keys and windows; needs a display and a window manager
 *   npm run lockdown -- --exam URL                  on another exam page
 *   npm run lockdown -- --backend URL --platform-key KEY --operator-key KEY
 *   npm run lockdown -- --extension FOLDER          another build
 *   npm run lockdown -- --repeat 20                 more repetitions, for latencies that hold
 *   npm run lockdown -- --list                      the specification as JSON, nothing is run
 * Ends with 1 when anything differs from the specification.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startBackend } from '../backend/server.ts';
import { extensionId } from '../tests/harness/browser.ts';
import { allSettings } from '../tests/lockdown/all-settings.ts';
import type { Bench } from '../tests/lockdown/bench.ts';
import { startExamSite } from '../tests/lockdown/exam-site.ts';
import { specificationOf, summaryOf, tellResult, writeReports } from '../tests/lockdown/report.ts';
import { runSuite } from '../tests/lockdown/suite.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    extension: { type: 'string', default: 'dist/extension' },
    backend: { type: 'string' },
    'platform-key': { type: 'string', default: '' },
    'operator-key': { type: 'string', default: '' },
    exam: { type: 'string' },
    headful: { type: 'boolean', default: false },
    repeat: { type: 'string', default: '1' },
    out: { type: 'string', default: '.vigil/lockdown' },
    list: { type: 'boolean', default: false },
  },
});

if (values.list) console.log(JSON.stringify(specificationOf(allSettings), null, 2));
else await main();

async function main(): Promise<void> {
  const only = values.only.split(',').filter(Boolean);
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-lockdown-backend-'));
  const own = values.backend
    ? undefined
    : await startBackend({ port: 0, host: 'localhost', dataDir, extensionIds: [extensionId] });
  const site = await startExamSite();
  const bench: Bench = {
    extension: resolve(values.extension),
    backend: values.backend ?? own?.origin ?? '',
    platformKey: own?.platformKey ?? values['platform-key'],
    operatorKey: own?.operatorKey ?? values['operator-key'],
    site,
    examPage: values.exam,
    headful: values.headful,
  };
  const began = performance.now();
  const folder = resolve(values.out);
  const results = await runSuite(allSettings, {
    bench,
    only,
    repeat: Number(values.repeat),
    folder,
    tell: tellResult,
  });
  site.close();
  await own?.close();
  rmSync(dataDir, { recursive: true, force: true });
  const files = writeReports(folder, allSettings, results, bench, performance.now() - began);
  console.log(summaryOf(results));
  console.log(`Report: ${files.html}`);
  if (results.length === 0 || results.some(({ status }) => status === 'differs')) process.exitCode = 1;
}
