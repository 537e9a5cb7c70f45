import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Bench } from './bench.ts';
import { type Mutant, mutants } from './mutants.ts';
import type { Setting } from './specification.ts';
import { type Result, runSuite } from './suite.ts';

/** A mutant, and the scenarios that noticed. */
export interface Caught {
  readonly name: string;
  readonly file: string;
  readonly by: readonly string[];
}

/** Scenarios that must notice a mutant before the next one is tried; they fail slowly. */
const enough = 2;

/** What an extension is built from. */
const sources = [
  'background',
  'content-scripts',
  'extension',
  'popup',
  'scripts',
  'src',
  'tests/repo/blessed-manifest.json',
  'manifest.json',
  'package.json',
  'tsconfig.base.json',
  'vite.config.ts',
];

/**
 * Builds the extension without one guard after the other, and plays the scenarios that should notice. The product knows
 * nothing of it: each mutant is built from a copy of the sources.
 * @param only parts of names of mutants; all when empty
 */
export async function runMutants(
  settings: readonly Setting[],
  bench: Bench,
  only: readonly string[],
  tell: (caught: Caught) => void,
): Promise<Caught[]> {
  const wanted = mutants.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  const all: Caught[] = [];
  const healthy = await healthyScenarios(settings, bench, wanted);
  for (const mutant of wanted) {
    const folder = mkdtempSync(join(tmpdir(), 'vigil-mutant-'));
    try {
      const extension = buildMutant(folder, mutant);
      const concerned = settings.filter(({ key }) => mutant.settings.includes(key));
      const options = { only: [], repeat: 1, enough, folder: join(folder, 'report'), tell: () => undefined };
      const results = await runSuite(concerned, { ...options, bench: { ...bench, extension } });
      const differing = results.filter((result) => result.status === 'differs' && healthy.has(nameOf(result)));
      const caught = {
        name: mutant.name,
        file: mutant.file,
        by: differing.map(nameOf),
      };
      tell(caught);
      all.push(caught);
    } finally {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return all;
}

function nameOf({ setting, id }: Result): string {
  return `${setting.replace('lockdown.', '')}/${id}`;
}

function tellUnhealthy(result: Result): void {
  if (result.status === 'differs')
    console.log(`      ${nameOf(result)} differs with every guard in place: ${result.detail}`);
}

/** The scenarios that go as specified with every guard in place: only these can notice anything. */
async function healthyScenarios(settings: readonly Setting[], bench: Bench, wanted: readonly Mutant[]) {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-unchanged-'));
  const concerned = settings.filter(({ key }) => wanted.some((mutant) => mutant.settings.includes(key)));
  const results = await runSuite(concerned, { bench, only: [], repeat: 1, folder, tell: tellUnhealthy });
  rmSync(folder, { recursive: true, force: true });
  return new Set(results.filter(({ status }) => status === 'as specified').map(nameOf));
}

/** @returns the folder of the built extension */
function buildMutant(folder: string, { file, without }: Mutant): string {
  for (const source of sources) cpSync(source, join(folder, source), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const place = join(folder, file);
  writeFileSync(place, without(readFileSync(place, 'utf8')));
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'dist/extension');
}

/** The result as a table for the docs. */
export function mutationTable(all: readonly Caught[]): string {
  const rows = all.map(
    ({ name, file, by }) => `| ${name} | \`${file}\` | ${by.length > 0 ? by.join(', ') : '**nothing**'} |`,
  );
  return ['| Switched off | In | Noticed by |', '| --- | --- | --- |', ...rows].join('\n');
}
