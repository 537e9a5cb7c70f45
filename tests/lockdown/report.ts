import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { htmlReport } from './html-report.ts';
import { percentile } from './percentile.ts';
import type { Setting } from './specification.ts';
import type { Result } from './suite.ts';

/** The specification without the code that plays it: what programs and people read. */
export function specificationOf(settings: readonly Setting[]) {
  return settings.map(({ key, title, limits, groups }) => ({
    key,
    title,
    limits,
    scenarios: groups.flatMap(({ level, scenarios }) =>
      scenarios.map(({ id, title: what, outcome, event, needs, note }) => ({
        level,
        id,
        title: what,
        outcome,
        event,
        needs,
        note,
      })),
    ),
  }));
}

const marks = { 'as specified': 'ok  ', differs: 'FAIL', 'not run': '-   ' } as const;

/** A line on the terminal for each scenario. */
export function tellResult({ setting, level, id, outcome, status, detail, latencies }: Result): void {
  const p50 = percentile(latencies, 0.5);
  const latency = p50 === undefined ? '' : `  ${p50} ms`;
  console.log(
    `${marks[status]}  ${`${setting.replace('lockdown.', '')}/${id}`.padEnd(40)} ${level.padEnd(12)} ${outcome}${latency}`,
  );
  if (status === 'differs') console.log(`      ${detail}`);
}

/** The last line: how many were as specified. */
export function summaryOf(results: readonly Result[]): string {
  const count = (status: Result['status']) => results.filter((result) => result.status === status).length;
  return `${count('as specified')} as specified, ${count('differs')} differ, ${count('not run')} not run`;
}

/** All figures of a run by name: the latencies, and what scenarios measured besides. */
export function figuresOf(results: readonly Result[]): Map<string, number[]> {
  const all = new Map<string, number[]>();
  const add = (name: string, figures: readonly number[]) => all.set(name, [...(all.get(name) ?? []), ...figures]);
  // What stands for many acts, or for a start of the browser, is no latency of one.
  const isOneAct = ({ outcome, id, setting }: Result) =>
    outcome !== 'allowed' && setting !== 'lockdown.closeTabs' && !/fifty|killed|code|never/.test(id);
  for (const result of results.filter(({ status }) => status === 'as specified')) {
    if (isOneAct(result)) add('act to event, ms', result.latencies);
    for (const [name, figures] of Object.entries(result.figures)) add(name, figures);
  }
  return all;
}

/** The figures as a table for the docs. */
export function figuresTable(results: readonly Result[]): string {
  const rows = [...figuresOf(results)].map(
    ([name, figures]) =>
      `| ${name} | ${figures.length} | ${percentile(figures, 0.5)} | ${percentile(figures, 0.95)} | ${percentile(figures, 1)} |`,
  );
  return ['| What | Times | p50 | p95 | most |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

/** Writes the results as JSON and as one HTML page that needs no other file. @returns their paths */
export function writeReports(
  folder: string,
  settings: readonly Setting[],
  results: readonly Result[],
  bench: Bench,
  durationMs: number,
): { readonly json: string; readonly html: string } {
  const at = new Date().toISOString();
  const run = {
    at,
    durationMs: Math.round(durationMs),
    backend: bench.backend,
    exam: bench.examPage ?? 'built-in',
    headful: bench.headful,
  };
  const json = join(folder, 'results.json');
  writeFileSync(json, `${JSON.stringify({ run, results }, null, 2)}\n`);
  const picture = (file: string) => {
    const bytes = readFileSync(join(folder, 'screenshots', file));
    return `data:image/webp;base64,${bytes.toString('base64')}`;
  };
  const html = join(folder, 'report.html');
  writeFileSync(html, htmlReport(run, settings, results, picture));
  return { json, html };
}
