import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildVariant } from '../harness/variant.ts';
import type { Bench } from './bench.ts';
import { mutants } from './mutants.ts';
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

/** How long an event of a mutant is waited for, in milliseconds: most will not come. */
const patienceMs = 4_000;

/**
 * Builds the extension without one guard after the other, and plays the scenarios that should notice. The product knows
 * nothing of it: each mutant is built from a copy of the sources.
 * Those that only scenarios with a display can notice are left out without one; all others are played without.
 * @param only parts of names of mutants; all when empty
 */
export async function runMutants(
  settings: readonly Setting[],
  bench: Bench,
  only: readonly string[],
  tell: (caught: Caught) => void,
): Promise<Caught[]> {
  const wanted = mutants
    .filter(({ needs }) => needs === undefined || bench.headful)
    .filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  const all: Caught[] = [];
  for (const mutant of wanted) {
    const fitting = { ...bench, patienceMs, headful: mutant.needs === 'display' };
    const folder = mkdtempSync(join(tmpdir(), 'vigil-mutant-'));
    try {
      const extension = buildVariant(folder, mutant.file, mutant.without);
      const concerned = settings.filter(({ key }) => mutant.settings.includes(key));
      const options = { only: [], repeat: 1, enough, folder: join(folder, 'report'), tell: () => undefined };
      const results = await runSuite(concerned, { ...options, bench: { ...fitting, extension } });
      const differing = results.filter(({ status }) => status === 'differs');
      const caught = {
        name: mutant.name,
        file: mutant.file,
        by: await confirmed(concerned, fitting, differing),
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

/** Those of the scenarios that go as specified when nothing is switched off: only they have noticed anything. */
async function confirmed(setting: readonly Setting[], bench: Bench, differing: readonly Result[]): Promise<string[]> {
  if (differing.length === 0) return [];
  const folder = mkdtempSync(join(tmpdir(), 'vigil-unchanged-'));
  const only = differing.map((result) => `${result.setting}/${result.id}`);
  const results = await runSuite(setting, { bench, only, repeat: 1, folder, tell: () => undefined });
  rmSync(folder, { recursive: true, force: true });
  const healthy = results.filter(({ status }) => status === 'as specified').map(nameOf);
  return differing.map(nameOf).filter((name) => healthy.includes(name));
}

/** The result as a table for the docs. */
export function mutationTable(all: readonly Caught[]): string {
  const rows = all.map(
    ({ name, file, by }) => `| ${name} | \`${file}\` | ${by.length > 0 ? by.join(', ') : '**nothing**'} |`,
  );
  return ['| Switched off | In | Noticed by |', '| --- | --- | --- |', ...rows].join('\n');
}
