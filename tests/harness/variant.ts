import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

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
 * Builds the extension with one source file changed, from a copy of the sources: the product knows nothing of it.
 * @param folder an empty one or a new one, for the copy
 * @param file path of the source from the repository's root
 * @returns the folder of the built extension
 */
export function buildVariant(folder: string, file: string, change: (source: string) => string): string {
  mkdirSync(folder, { recursive: true });
  for (const source of sources) cpSync(source, join(folder, source), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  const place = join(folder, file);
  writeFileSync(place, change(readFileSync(place, 'utf8')));
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  return join(folder, 'dist/extension');
}

/** The same source with some words changed; an error when they are not there any more. */
export const changed = (from: string | RegExp, to: string) => (source: string) => {
  const result = source.replace(from, to);
  if (result === source) throw new Error(`The source does not hold ${from} any more: bring the change up to date`);
  return result;
};
