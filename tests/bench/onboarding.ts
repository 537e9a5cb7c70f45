import type { Page } from 'puppeteer';
import type { Policy } from '../../src/policy/schema.ts';
import { Candidate, isReady, openStep, press, stepIsOver } from '../harness/candidate.ts';
import { startWorld } from '../harness/world.ts';
import { figure, table } from './table.ts';

/** Words a minute that adults read silently: the mean of 190 studies (Brysbaert 2019, doi:10.1016/j.jml.2019.104047). */
const wordsPerMinute = 238;
/** Seconds for finding and pressing a button. */
const pressSeconds = 1;
/** Seconds for each question of the browser itself, which the test browser answers. */
const dialogSeconds = 2;
/** Seconds for a typed character: 40 words a minute. */
const typedSeconds = 0.3;

const paths: readonly { readonly name: string; readonly goal: number; readonly change: (policy: Policy) => void }[] = [
  { name: 'Camera, microphone and screen', goal: 60, change: () => undefined },
  {
    name: 'The same with identity, desk scan and agreement',
    goal: 150,
    change: ({ recording, verification }) => {
      recording.deskScan = 'start';
      verification.identity = 'photo';
      verification.signature = true;
    },
  },
];

/** Steps at which the browser asks something itself. */
const asked: ReadonlySet<string> = new Set(['consent', 'camera', 'microphone', 'screen']);

/**
 * How long a candidate needs from the launch to the start: each step's texts are read once, at an adult's pace, while its
 * checks run; then its button is pressed (goal G9).
 * @throws Error when a step does not open within 20 s
 */
export async function benchOnboarding(): Promise<string> {
  const sections: string[] = [];
  for (const { name, goal, change } of paths) {
    const rows = await walk(change);
    const total = rows.reduce((sum, { seconds }) => sum + seconds, 0);
    const lines = rows.map((row) => [
      row.step,
      String(row.words),
      figure(row.read, 1),
      figure(row.machine, 1),
      figure(row.act, 1),
      figure(row.seconds, 1),
    ]);
    lines.push(['all', '', '', '', '', `**${figure(total, 0)}** (goal: ${goal})`]);
    sections.push(`## ${name}\n\n${table(columns, lines)}`);
  }
  return sections.join('\n\n');
}

const columns = [
  'Step',
  'New words',
  'Read, s',
  'Until it can be pressed, s',
  'Presses, typing and the browser’s questions, s',
  'All, s',
];

interface Row {
  readonly step: string;
  readonly words: number;
  readonly read: number;
  /** From the end of the step before until the button can be pressed. */
  readonly machine: number;
  readonly act: number;
  readonly seconds: number;
}

async function walk(change: (policy: Policy) => void): Promise<Row[]> {
  const world = await startWorld({ policy: change });
  try {
    const candidate = new Candidate(world);
    const page = await candidate.openExam();
    const rows: Row[] = [];
    const known = new Set<string>();
    let before = performance.now();
    for (;;) {
      const open = await openStep(page);
      const typed = open.name === 'agreement' ? candidate.name : '';
      if (typed) await page.locator('#signed-name').fill(typed);
      await isReady(page, open.button);
      const machine = (performance.now() - before) / 1000;
      const words = await newWords(page, known);
      const read = (words / wordsPerMinute) * 60;
      const act = pressSeconds + typed.length * typedSeconds + (asked.has(open.name) ? dialogSeconds : 0);
      rows.push({ step: open.name, words, read, machine, act, seconds: Math.max(read, machine) + act });
      if (open.name === 'start') return rows;
      await press(page, open.button);
      await stepIsOver(page, open.button);
      before = performance.now();
    }
  } finally {
    await world.close();
  }
}

/** The words of what a step shows, without lines that were read before; what is folded away is not read. */
async function newWords(page: Page, known: Set<string>): Promise<number> {
  const lines = await page.evaluate(
    () => document.querySelector<HTMLElement>('main .card')?.innerText.split('\n') ?? [],
  );
  const unread = lines.map((line) => line.trim()).filter((line) => line !== '' && !known.has(line));
  for (const line of unread) known.add(line);
  return unread
    .join(' ')
    .split(/\s+/)
    .filter((word) => /\p{L}|\d/u.test(word)).length;
}
