import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = 'dist/extension';

/** A file of the built extension; its path begins inside the extension. */
export interface BuiltFile {
  readonly path: string;
  readonly text: string;
  /** Size in bytes as a download compresses it. */
  readonly gzipped: number;
}

/**
 * Every file of the extension as it was built.
 * @throws Error when it was not built
 */
export function builtExtension(): BuiltFile[] {
  if (!existsSync(join(folder, 'manifest.json'))) {
    throw new Error(`${folder} is missing: run npm run build first.`);
  }
  return globSync('**/*', { cwd: folder })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => {
      const bytes = readFileSync(join(folder, path));
      return { path: path.replaceAll('\\', '/'), text: bytes.toString('utf8'), gzipped: gzipSync(bytes).length };
    });
}

/** The manifest as it was built. */
export function builtManifest(): Record<string, unknown> {
  const manifest = builtExtension().find(({ path }) => path === 'manifest.json');
  return JSON.parse(manifest?.text ?? '');
}
