import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer';
import { addBacklog, type MadeUpPart } from '../harness/backlog.ts';
import { Candidate, words } from '../harness/candidate.ts';
import { attemptReaches } from '../harness/evidence.ts';
import { type Outage, ThrottledLink } from '../harness/throttled-link.ts';
import { startWorld } from '../harness/world.ts';

// How fast the outbox empties after an outage, how true the time left is that is shown, and how soon a device is back.
//   node tests/bench/outbox.ts [--only backlog|return] [--tries NUMBER] [--write FILE]
// Needs a build of the extension.

const { values } = parseArgs({
  options: { only: { type: 'string' }, tries: { type: 'string', default: '10' }, write: { type: 'string' } },
});
const mbps = 125_000;
const tables: string[] = [
  `# Figures of the outbox

Made by \`npm run bench:outbox -- --write docs/outbox-figures.md\`, with the production build in a real browser. Browser,
exam platform, backend and the link between them share one machine; timings are lower bounds of what a quiet one does.`,
];

/** Ten minutes of two streams in parts of 1.5 s: 172 kbit/s, and with HTTP and journal the standard quality's 189. */
function tenMinutes(): MadeUpPart[] {
  const sizes = { camera: 22_400, screen: 9_800 } as const;
  return Array.from({ length: 400 }, (_, at) =>
    (['camera', 'screen'] as const).map((stream) => {
      const segment = Math.floor(at / 40);
      return { stream, segment, part: at % 40, last: at % 40 === 39, bytes: sizes[stream] };
    }),
  ).flat();
}

interface Shown {
  readonly at: number;
  readonly text: string;
  readonly low: number;
  readonly high: number;
}

/** What the finish page says is left, in seconds; undefined while it says nothing. */
function secondsSaid(text: string): { readonly low: number; readonly high: number } | undefined {
  const said = text.match(/About ([\d.]+)(?:\s*–\s*([\d.]+))? (seconds?|minutes?) left/);
  if (!said) return undefined;
  const unit = said[3]?.startsWith('minute') ? 60 : 1;
  return { low: Number(said[1]) * unit, high: Number(said[2] ?? said[1]) * unit };
}

async function backlog(): Promise<void> {
  const link = await ThrottledLink.open();
  const world = await startWorld({ link });
  try {
    const candidate = new Candidate(world);
    await candidate.openExam();
    const start = await candidate.goTo('camera'); // the connection was measured
    await link.interrupt('refused');
    const parts = tenMinutes();
    await addBacklog(start, parts);
    const exam = await candidate.start();
    await candidate.work(exam);
    const finish = await candidate.submit(exam);
    await words(finish, 'No connection', 60_000);
    link.bytesPerSecond = mbps;
    await link.restore();
    const { from, to, shown, total, carried } = await watch(finish, link);
    const attempt = await attemptReaches(world, 'complete');
    const missing = attempt.segments.filter(({ complete }) => !complete).length;
    const took = (to - from) / 1000;
    tables.push(
      `## Ten minutes without a network, then 1 Mbps

Parts of noise stand for the outage's recording: 800 in two streams, put into the outbox before the start. With their
journal and HTTP they are ten minutes at 189 kbit/s, the mean upload of the standard quality. The exam itself is real. The link lets 125 000 bytes a second through, all connections together.`,
      table(
        ['What', 'Measured'],
        [
          ['Waiting when the link came back', total],
          ['Carried until the receipt, HTTP and journal included', `${(carried / 1e6).toFixed(1)} MB`],
          ['At 1 Mbps these take at least', `${(carried / mbps).toFixed(1)} s`],
          ['From the link to the receipt', `${took.toFixed(1)} s (goal: 120 s)`],
          ['Segments with a part missing', String(missing)],
        ],
      ),
      accuracy(shown, to),
    );
  } finally {
    await world.close();
    await link.close();
  }
}

async function watch(finish: Page, link: ThrottledLink) {
  const from = performance.now();
  const before = link.carried;
  const shown: Shown[] = [];
  let total = '';
  for (;;) {
    const text = await finish.evaluate(() => document.body.innerText);
    const at = performance.now();
    total ||= text.match(/of ([\d.]+ \w+) sent/)?.[1] ?? '';
    if (text.includes('All done')) return { from, to: at, shown, total, carried: link.carried - before };
    const said = secondsSaid(text);
    if (said) shown.push({ at, text: text.match(/About .* left/)?.[0] ?? '', ...said });
    if (at - from > 400_000) throw new Error(`Not done after 400 s: ${text}`);
    await wait(500);
  }
}

/** What was shown every ten seconds against what was left in truth, and the largest error of all that was shown. */
function accuracy(shown: readonly Shown[], end: number): string {
  const judged = shown.map((one) => {
    const truth = (end - one.at) / 1000;
    const off =
      truth >= one.low && truth <= one.high ? 0 : Math.min(Math.abs(truth - one.low), Math.abs(truth - one.high));
    return { ...one, truth, error: off / truth };
  });
  const steps = judged.filter(({ at }, place) => place % 20 === 0 || at === judged.at(-1)?.at);
  const told = judged.filter(({ truth }) => truth >= 15);
  const worst = Math.max(...told.map(({ error }) => error));
  const first = judged[0]?.truth ?? 0;
  return [
    table(
      ['Shown', 'In truth left', 'Off by'],
      steps.map(({ text, truth, error }) => [text, `${truth.toFixed(0)} s`, `${(error * 100).toFixed(0)} %`]),
    ),
    `\nFirst shown with ${first.toFixed(0)} s left. Of ${told.length} looks with 15 s or more left the worst was off by ${(worst * 100).toFixed(0)} % (goal: 20 %).`,
  ].join('\n');
}

async function comeBack(): Promise<void> {
  const link = await ThrottledLink.open();
  const world = await startWorld({ link });
  const rows: string[][] = [];
  try {
    const candidate = new Candidate(world);
    await candidate.openExam();
    await candidate.start();
    for (const outage of ['refused', 'silent'] satisfies Outage[]) {
      const tries: { any: number; part: number }[] = [];
      for (let at = 0; at < Number(values.tries); at += 1)
        tries.push(await oneReturn(link, outage, 6_000 + at * 1_130));
      for (const what of ['any', 'part'] as const) {
        const times = tries.map((one) => one[what] / 1000).sort((a, b) => a - b);
        const of = (share: number) =>
          (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0).toFixed(2);
        rows.push([outage, what === 'any' ? 'first byte' : 'first byte of a part', of(0), of(0.5), of(1)]);
      }
    }
  } finally {
    await world.close();
    await link.close();
  }
  tables.push(
    `## Back after an outage

${values.tries} outages of each kind in a running exam, 6 to 16 s long. \`refused\`: connections break and are refused. \`silent\`:
they swallow what is sent; when the link is back they are gone. The backend is at ease.`,
  );
  tables.push(table(['Outage', 'What', 'Least, s', 'Median, s', 'Most, s (goal: 5)'], rows));
}

async function oneReturn(link: ThrottledLink, outage: Outage, ms: number): Promise<{ any: number; part: number }> {
  await wait(1_500);
  await link.interrupt(outage);
  await wait(ms);
  await link.restore();
  const { first } = link;
  for (const until = performance.now() + 60_000; first.part === undefined; await wait(20)) {
    if (performance.now() > until)
      throw new Error(`No part came within a minute after an outage (${outage}) of ${ms} ms`);
  }
  return { any: (first.any ?? Infinity) - first.openedAt, part: first.part - first.openedAt };
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (values.only !== 'return') await backlog();
if (values.only !== 'backlog') await comeBack();
const text = tables.join('\n\n');
console.log(text);
if (values.write) await writeFile(values.write, `${text}\n`);
process.exit(0);
