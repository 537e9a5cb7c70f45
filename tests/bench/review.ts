/**
 * How fast a recording can be reviewed in the console, in a real browser:
 *   node tests/bench/review.ts                       records two minutes, lays half an hour of them, seeks to each minute
 *   node tests/bench/review.ts --minutes 10          another length; --rounds 3: so many seeks to each minute
 *   node tests/bench/review.ts --record 75           records so many seconds
 *   node tests/bench/review.ts --display             with a window, so that the real screen is recorded; needs X11
 *   node tests/bench/review.ts --keep FOLDER         keeps the backend's folder, to be reviewed again with --data
 *   node tests/bench/review.ts --data FOLDER         the newest finished attempt in a backend's folder instead
 *   node tests/bench/review.ts --table FILE          writes the figures as a page of docs
 * Needs a build of the extension and of the console.
 */
import { cpSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'puppeteer';
import { startBackend } from '../../backend/server.ts';
import { syntheticDeviceFlags, syntheticMedia } from '../../scripts/synthetic-media.ts';
import { extensionId } from '../harness/browser.ts';
import { Candidate, words } from '../harness/candidate.ts';
import { type Attempt, attemptReaches, newestAttempt, type Reviewed } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';
import { percentile } from '../lockdown/percentile.ts';
import { ConsolePlayer } from './console-player.ts';
import { layAttempt } from './laid-attempt.ts';

/** How long before something is flagged while it is recorded, again and again, in seconds. */
const flagEvery = 14;

/** Milliseconds from the act to the picture, by what was done. */
interface Figures {
  readonly source: string;
  readonly opened: number;
  /** By minute of the recording. */
  readonly seeks: ReadonlyMap<number, readonly number[]>;
  /** From a flagged event to a frame of its moment in the console. */
  readonly flagged: readonly number[];
}

/** Measures, and answers the figures as Markdown. @param args the command line's, as above */
export async function run(args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '30' },
      rounds: { type: 'string', default: '5' },
      display: { type: 'boolean', default: false },
      data: { type: 'string' },
      keep: { type: 'string' },
      record: { type: 'string', default: '135' },
      table: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  const figures = values.data
    ? await reviewFolder(values.data, rounds)
    : await recordAndReview({ ...values, minutes: Number(values.minutes), seconds: Number(values.record), rounds });
  const tables = tablesOf(figures);
  console.log(`\n${tables}`);
  if (values.table) writeFileSync(values.table, page(tables, args));
  return tables;
}

async function reviewFolder(dataDir: string, rounds: number): Promise<Figures> {
  const backend = await startBackend({ port: 0, host: 'localhost', dataDir, extensionIds: [extensionId] });
  try {
    const operator = (path: string) =>
      fetch(backend.origin + path, { headers: { Authorization: `Bearer ${backend.operatorKey}` } });
    const attempt = await attemptReaches({ operator }, 'complete');
    const player = await ConsolePlayer.open(backend);
    const source = `The newest attempt of the folder given, ${minutesOf(attempt)} minutes, as it was recorded.`;
    const measured = await review(player, attempt, rounds);
    await player.close();
    return { source, ...measured, flagged: [] };
  } finally {
    await backend.close();
  }
}

interface Plan {
  readonly minutes: number;
  /** How long the extension records; two whole segments need more than two minutes. */
  readonly seconds: number;
  readonly rounds: number;
  readonly display: boolean;
  readonly keep?: string | undefined;
}

async function recordAndReview({ minutes, seconds, rounds, display, keep }: Plan): Promise<Figures> {
  const world = await startWorld({
    policy: ({ recording }) => Object.assign(recording, { input: true, webTraffic: true }),
    ...(display ? withDisplay : {}),
  });
  try {
    const player = await ConsolePlayer.open(world.backend);
    const flagged = await record(world, player, seconds);
    const short = await newestAttempt(world);
    say(`Laying ${minutes} minutes of what was recorded`);
    const { origin, port, platformKey, operatorKey, close } = world.backend;
    const backend = { origin, port, platformKey, operatorKey, dataDir: '', stop: close, remove: close };
    const id = await layAttempt(backend, world, short, minutes);
    const attempt = await newestAttempt(world);
    if (attempt.attempt !== id || attempt.state !== 'complete') throw new Error('The long attempt is not complete');
    if (keep) cpSync(join(world.folder, 'data'), keep, { recursive: true });
    const size = attempt.segments.reduce((total, { bytes }) => total + bytes, 0);
    const screen = display ? 'a display with a scrolling exam page' : 'the browser’s made-up screen';
    const source = `${minutes} minutes in ${attempt.segments.length} segments and ${attempt.journal.length} journal entries, ${(size / 1e6).toFixed(0)} MB: what the extension recorded in ${seconds} s of an exam at standard quality (synthetic camera and microphone, ${screen}), again and again.`;
    const measured = await review(player, attempt, rounds);
    await player.close();
    return { source, ...measured, flagged };
  } finally {
    await world.close();
  }
}

/** The devices are synthetic, the screen is real and chosen without a person. */
const withDisplay = {
  headless: false,
  devices: 'real' as const,
  flags: [
    ...syntheticDeviceFlags(syntheticMedia()),
    '--auto-select-desktop-capture-source=Entire screen',
    '--window-size=1280,800',
  ],
};

/** Takes an exam and flags moments of it. @returns from each event to its picture in the console, in milliseconds */
async function record(world: World, player: ConsolePlayer, seconds: number): Promise<number[]> {
  const origin = `chrome-extension://${extensionId}`;
  await world.browser.defaultBrowserContext().overridePermissions(origin, ['camera', 'microphone']);
  const candidate = new Candidate(world);
  await candidate.openExam();
  const exam = await candidate.start();
  const began = Date.now();
  await exam.evaluate(scroll);
  say(`Recording for ${seconds} s`);
  await player.show(await recorded(world));
  const flagged: number[] = [];
  for (let at = 1; at * flagEvery < seconds - 10; at++) {
    await until(began + at * flagEvery * 1000);
    flagged.push(await flag(world, exam, player, at));
    say(`Flagged moment ${at}: shown after ${Math.round(flagged.at(-1) ?? 0)} ms`);
  }
  await until(began + seconds * 1000);
  await candidate.work(exam);
  const finish = await candidate.submit(exam);
  await words(finish, 'All done', 60_000);
  await attemptReaches(world, 'complete');
  return flagged;
}

/** The attempt once both streams have arrived. */
async function recorded(world: Reviewed): Promise<Attempt> {
  for (;;) {
    const attempt = await newestAttempt(world);
    if (attempt.segments.length >= 2) return attempt;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Tries to print, waits for the event in the console, and presses on it. */
async function flag(world: Reviewed, exam: Page, player: ConsolePlayer, count: number): Promise<number> {
  await exam.keyboard.down('Control');
  await exam.keyboard.press('p');
  await exam.keyboard.up('Control');
  const pressed = await player.page.waitForFunction(pressRow, { timeout: 60_000, polling: 50 }, 'print.blocked', count);
  const pressedAt = Number(await pressed.jsonValue());
  const wait = await player.shows(() => newestAttempt(world));
  const events = (await newestAttempt(world)).journal.filter(
    ({ body }) => body.kind === 'event' && body.type === 'print.blocked',
  );
  return pressedAt + wait - Date.parse(events[count - 1]?.at ?? '');
}

/** Runs in the console's page: presses the newest event of a type, once there are so many. @returns when, or false */
function pressRow(type: string, count: number): number | false {
  const rows = [...document.querySelectorAll('tbody tr')].filter(
    (row) => row.querySelector('code')?.textContent === type,
  );
  const button = rows[count - 1]?.querySelector('button');
  if (!button) return false;
  const at = performance.timeOrigin + performance.now();
  (window as unknown as { vigilPressed: number }).vigilPressed = at;
  button.click();
  return at;
}

/** Runs in the exam's page: long texts that move, as when somebody reads. */
function scroll(): void {
  const text = document.createElement('div');
  text.textContent = 'The cell is the smallest unit of life. '.repeat(3000);
  document.body.append(text);
  let down = 1;
  setInterval(() => {
    if (innerHeight + scrollY >= document.body.scrollHeight - 2) down = -1;
    if (scrollY === 0) down = 1;
    scrollBy(0, 3 * down);
  }, 50);
}

async function review(
  player: ConsolePlayer,
  attempt: Attempt,
  rounds: number,
): Promise<Pick<Figures, 'opened' | 'seeks'>> {
  const opened = await player.show(attempt);
  const events = attempt.journal.flatMap(({ mono, body }) => (body.kind === 'event' ? [mono] : []));
  const from = Math.min(...events, ...attempt.segments.map((segment) => segment.from));
  const to = Math.max(...events, ...attempt.segments.map((segment) => segment.from + segment.duration));
  const minutes = minutesOf(attempt);
  const seeks = new Map<number, number[]>();
  let state = 7;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (let round = 0; round < rounds; round++) {
    const order = Array.from({ length: minutes }, (_, minute) => ({ minute, by: next() })).sort((a, b) => a.by - b.by);
    for (const { minute } of order) {
      const moment = from + (minute + 0.08 + 0.84 * next()) * 60_000;
      const ms = await player.seek(attempt, (moment - from) / (to - from));
      seeks.set(minute, [...(seeks.get(minute) ?? []), ms]);
    }
    say(`Round ${round + 1} of ${rounds}`);
  }
  return { opened, seeks };
}

function minutesOf({ segments }: Attempt): number {
  const begins = segments.map(({ from }) => from);
  return Math.floor(
    (Math.max(...segments.map(({ from, duration }) => from + duration)) - Math.min(...begins)) / 60_000,
  );
}

function tablesOf({ source, opened, seeks, flagged }: Figures): string {
  const row = (name: string, figures: readonly number[]) => {
    const cells = [percentile(figures, 0.5), percentile(figures, 0.95), percentile(figures, 1)];
    return `| ${[name, figures.length, ...cells.map((ms) => (ms === undefined ? '–' : Math.round(ms)))].join(' | ')} |`;
  };
  const head = (first: string) =>
    `| ${first} | Times | p50 ms | p95 ms | Longest ms |\n| --- | --- | --- | --- | --- |`;
  const all = [...seeks.values()].flat();
  const minutes = [...seeks].sort(([a], [b]) => a - b);
  return [
    source,
    [
      head('From … to both pictures of that moment'),
      row('a press on the timeline (goal: 2000)', all),
      row('opening the attempt', [opened]),
      ...(flagged.length > 0 ? [row('a flagged event in a running exam (goal: 15 000)', flagged)] : []),
    ].join('\n'),
    [head('Minute pressed'), ...minutes.map(([minute, figures]) => row(String(minute), figures))].join('\n'),
  ].join('\n\n');
}

function page(tables: string, args: readonly string[]): string {
  const command = ['node tests/bench/review.ts', ...args].join(' ');
  const made = `Made by \`${command}\` on ${new Date().toISOString().slice(0, 10)}, in ${process.platform} on ${cpus().length} processors.`;
  const how = `A press is made on the console’s timeline in a real browser. The time ends with the first frame that both players
show of that moment: in its segment, within a second of the place. A flagged event is one that the candidate causes while
the exam runs (a try to print); its time begins when it happens, and ends when a reviewer with the console open, who
presses on it as soon as it is listed, sees both pictures of it. Backend and browsers share one machine, so no network
slows anything down.`;
  return `# Figures of the review\n\n${made}\n\n${how}\n\n${tables}\n`;
}

function say(text: string): void {
  console.log(`  ${new Date().toISOString().slice(11, 19)}  ${text}`);
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, time - Date.now())));
}

if (import.meta.main) await run(process.argv.slice(2));
