/**
 * Builds the extension.
 *   npm run build                        into dist/extension
 *   npm run build -- --provider FILE     an edition for one exam provider, its sites granted at install
 *   npm run build -- --out FOLDER        into another folder
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runTool } from './run-script.ts';

const { values } = parseArgs({ options: { provider: { type: 'string' }, out: { type: 'string' } } });
if (values.provider) process.env.VIGIL_PROVIDER = resolve(values.provider);
if (values.out) process.env.VIGIL_OUT = resolve(values.out);

const { ok, output } = await runTool('vite/bin/vite.js', 'build');
if (ok) {
  console.log(`The extension is in ${process.env.VIGIL_OUT ?? 'dist/extension'}.`);
} else {
  console.error(output);
  process.exitCode = 1;
}
