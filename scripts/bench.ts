/**
 * Figures that depend on the machine: measured and written down, asserted nowhere.
 *   npm run bench -- codecs                 codecs and their settings on synthetic camera and screen
 *   npm run bench -- codecs --only screen   groups of trials whose name holds one of these
 *   npm run bench -- codecs --rounds 3      how often the processor's time is measured; 0 leaves it out
 *   npm run bench -- upload                 what an attempt sends at each quality; needs a display
 *   npm run bench -- upload --minutes 30    for how long; 3 unless told
 *   npm run bench -- upload --quality low   at some qualities only
 *   npm run bench -- load --rounds 3        processor time against a bare page; needs a display
 *   npm run bench -- memory --minutes 10    memory over many segments; needs a display
 *   npm run bench -- main-thread            what the overlay costs the exam's page, and how soon help is open
 *   npm run bench -- onboarding             how long a candidate needs until the start
 *   npm run bench -- help                   how soon help is there, in full screen
 *   npm run bench -- help-desk              200 conversations at once on a backend, and orders in a browser
 *   npm run bench -- NAME --out FOLDER      where pictures go; .vigil/bench unless told
 *   npm run bench -- NAME --table FILE      writes the figures as a page of docs
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { benchCodecs } from '../tests/bench/codecs.ts';
import { benchHelp } from '../tests/bench/help.ts';
import { benchHelpDesk } from '../tests/bench/help-desk.ts';
import { benchLoad } from '../tests/bench/load.ts';
import { benchMainThread } from '../tests/bench/main-thread.ts';
import { benchMemory } from '../tests/bench/memory.ts';
import { benchOnboarding } from '../tests/bench/onboarding.ts';
import { benchUpload } from '../tests/bench/upload.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    minutes: { type: 'string', default: '3' },
    quality: { type: 'string', default: 'low,standard,high' },
    rounds: { type: 'string', default: '3' },
    out: { type: 'string', default: '.vigil/bench' },
    table: { type: 'string' },
  },
});
const only = values.only.split(',').filter(Boolean);
const out = resolve(values.out);
const rounds = Number(values.rounds);
const minutes = Number(values.minutes);
const qualities = v.parse(v.array(v.picklist(['low', 'standard', 'high'])), values.quality.split(','));

const benches: Readonly<Record<string, { readonly title: string; readonly run: () => Promise<string> }>> = {
  codecs: {
    title: 'Figures of the codecs',
    run: () => benchCodecs({ only, rounds, out }),
  },
  help: {
    title: 'Figures of the help',
    run: benchHelp,
  },
  load: {
    title: 'Figures of the load',
    run: async () => {
      const tables: string[] = [];
      for (const quality of qualities) tables.push(`## ${quality}\n\n${await benchLoad({ rounds, quality })}`);
      return tables.join('\n\n');
    },
  },
  'main-thread': {
    title: 'Figures of the overlay',
    run: () => benchMainThread(rounds),
  },
  memory: {
    title: 'Figures of the memory',
    run: () => benchMemory(minutes),
  },
  'help-desk': {
    title: 'Figures of the help desk',
    run: benchHelpDesk,
  },
  onboarding: {
    title: 'Figures of the onboarding',
    run: benchOnboarding,
  },
  upload: {
    title: 'Figures of the upload',
    run: () => benchUpload({ minutes, qualities, out }),
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
