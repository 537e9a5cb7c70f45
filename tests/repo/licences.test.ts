import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect, it } from 'vitest';
import { importsOf, packageName, productFiles } from '../../scripts/imports.ts';

/** Licences of code that may be shipped together with code under the MPL 2.0. */
const compatible = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MPL-2.0'];

interface Package {
  readonly license?: string;
  readonly dependencies?: Record<string, string>;
}

function readPackage(name: string): Package {
  return JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
}

/** Every package that the product's own files import, and every one that those bring along. */
function shippedPackages(): Set<string> {
  const names = productFiles('.')
    .flatMap((file) => importsOf('.', file))
    .map(({ specifier }) => packageName(specifier))
    .filter((name) => existsSync(`node_modules/${name}/package.json`) && !builtinModules.includes(name));
  const all = new Set(names);
  for (const name of all) for (const next of Object.keys(readPackage(name).dependencies ?? {})) all.add(next);
  return all;
}

it('every package that is shipped has a licence that goes with the MPL 2.0', () => {
  const shipped = [...shippedPackages()];
  expect(shipped).toContain('preact');
  const doubtful = shipped.filter((name) => !compatible.includes(readPackage(name).license ?? ''));
  expect(doubtful).toEqual([]);
});

it('the licence is the MPL 2.0', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8')).license).toBe('MPL-2.0');
  expect(readFileSync('LICENSE', 'utf8')).toContain('Mozilla Public License Version 2.0');
});
