/**
 * Random faults against the recording and its upload, in a real browser: is anything lost? Needs `npm run build`.
 *   npm run faults                      200 faults of the link, the backend, the browser and the extension
 *   npm run faults -- --faults 50       fewer
 *   npm run faults -- --seed 8          other ones; the same seed plans the same ones
 *   npm run faults -- --kills 10        kills the browser so often while it records: what does a kill cost?
 *   npm run faults -- --out FILE        where the figures go; docs/fault-figures.md unless told
 * Ends with 1 when anything was lost, is there twice, or is out of order.
 */
import { parseArgs } from 'node:util';
import { killSection, soakSection, writeSection } from '../tests/faults/figures.ts';
import { killWhileRecording } from '../tests/faults/kill-loss.ts';
import { soak } from '../tests/faults/soak.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    faults: { type: 'string', default: '200' },
    kills: { type: 'string' },
    out: { type: 'string', default: 'docs/fault-figures.md' },
  },
});
const seed = whole('seed', values.seed);
const command = ['npm run faults', ...process.argv.slice(2)].join(' ').replace('faults ', 'faults -- ');

const wrong = values.kills === undefined ? await runSoak() : await runKills(values.kills);
for (const line of wrong) console.log(`WRONG  ${line}`);
if (wrong.length > 0) process.exitCode = 1;

async function runSoak(): Promise<string[]> {
  const result = await soak({ seed, faults: whole('faults', values.faults), tell: console.log });
  const text = soakSection(result);
  console.log(`\n${text}\n`);
  writeSection(values.out, 'Random faults', command, text);
  return result.attempts.flatMap(({ losses, duplicates, errors, from, to }) =>
    [...losses, ...duplicates, ...errors].map((line) => `faults ${from} to ${to} of seed ${seed}: ${line}`),
  );
}

async function runKills(given: string): Promise<string[]> {
  const result = await killWhileRecording({ seed, kills: whole('kills', given), tell: console.log });
  const text = killSection(result);
  console.log(`\n${text}\n`);
  writeSection(values.out, 'Kills of the browser', command, text);
  return [...result.losses, ...result.duplicates, ...result.errors];
}

function whole(name: string, given: string): number {
  const number = Number(given);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new Error(`--${name} ${given}: give a whole number from 1 on`);
}
