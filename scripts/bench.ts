/**
 * Figures that depend on the machine: measured and written down, asserted nowhere.
 *   npm run bench -- codecs                 codecs and their settings on synthetic camera and screen
 *   npm run bench -- codecs --only screen   groups of trials whose name holds one of these
 *   npm run bench -- codecs --rounds 3      how often the processor's time is measured; 0 leaves it out
 *   npm run bench -- NAME --out FOLDER      where pictures go; .vigil/bench unless told
 *   npm run bench -- NAME --table FILE      writes the figures as a page of docs
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benchCodecs } from '../tests/bench/codecs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    rounds: { type: 'string', default: '3' },
    out: { type: 'string', default: '.vigil/bench' },
    table: { type: 'string' },
  },
});
const only = values.only.split(',').filter(Boolean);
const out = resolve(values.out);

const benches: Readonly<Record<string, { readonly title: string; readonly run: () => Promise<string> }>> = {
  codecs: {
    title: 'Figures of the codecs',
    run: () => benchCodecs({ only, rounds: Number(values.rounds), out }),
  },
};

const bench = benches[positionals[0] ?? ''];
if (!bench) {
  console.error(`Name what is to be measured: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 1;
} else {
  const tables = await bench.run();
  console.log(`\n${tables}`);
  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
  const made = `Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)}, in ${process.platform}.`;
  if (values.table) writeFileSync(values.table, `# ${bench.title}\n\n${made}\n\n${tables}\n`);
}
