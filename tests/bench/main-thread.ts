import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Frame, Page } from 'puppeteer';
import { Candidate, overlayOf, press } from '../harness/candidate.ts';
import { callHelp } from '../harness/help-panel.ts';
import { buildVariant, changed } from '../harness/variant.ts';
import { startWorld } from '../harness/world.ts';
import { furnish, sit } from './sitting.ts';
import { figure, table } from './table.ts';

const warmUpSeconds = 5;
const measuredSeconds = 20;
const calls = 20;
const kilobyte = 1000;

/** What a page's main thread did, in seconds. */
interface Work {
  readonly tasks: number;
  readonly script: number;
  readonly layout: number;
}

/**
 * What the overlay with its live picture costs the exam's page: the work of its main thread while a candidate is at work,
 * against a build that draws no overlay, in turns (goal: 1 % of the time at most). Then how soon help is open after its keys,
 * and how large the scripts in the page are.
 */
export async function benchMainThread(rounds: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-variant-'));
  const none = '{ setMode() {}, notify() {}, speak() {} } as never';
  const drawNothing = changed('new Overlay(own, orders, words)', none);
  const without = buildVariant(folder, 'content-scripts/exam-page.iife.ts', drawNothing);
  const opened: number[] = [];
  const rows: string[][] = [];
  const shares: number[] = [];
  try {
    for (let round = 1; round <= rounds; round++) {
      const product = await workOf(resolve('dist/extension'), opened);
      const bare = await workOf(without);
      const share = (kind: keyof Work) => ((product[kind] - bare[kind]) / measuredSeconds) * 100;
      shares.push(share('tasks'));
      const busy = (work: Work) => figure((work.tasks / measuredSeconds) * 100, 2);
      const differences = (['tasks', 'script', 'layout'] as const).map((kind) => figure(share(kind), 2));
      rows.push([String(round), busy(product), busy(bare), ...differences]);
      console.log(rows.at(-1)?.join('  '));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  rows.push(['median', '', '', figure(median(shares), 2), '', '']);
  const head = ['Round', 'With the overlay, %', 'Without, %', 'Difference', 'of it script', 'of it layout and style'];
  return [
    `## The page's main thread\n\nBusy for so many percent of ${measuredSeconds} s, in which a candidate reads, scrolls and types.`,
    table(head, rows),
    `## Help by its keys\n\nFrom the press, in full screen, until its field has the focus, ${opened.length} times.`,
    table(['Median, ms', 'Longest, ms'], [[figure(median(opened)), figure(Math.max(...opened))]]),
    '## The scripts in the page\n\nGoal: 30 kB each, compressed.',
    table(['Script', 'kB'], sizes()),
  ].join('\n\n');
}

/** @param opened takes how long help took to open, where it is to be measured */
async function workOf(extension: string, opened?: number[]): Promise<Work> {
  const world = await startWorld({ extension });
  try {
    const candidate = new Candidate(world);
    await candidate.openExam();
    const step = await candidate.goTo('start');
    await press(step, 'Start exam');
    const page = await examPage(candidate, opened !== undefined);
    await press(page, /^Begin$/, true);
    await furnish(page);
    await sit(page, warmUpSeconds);
    const session = await page.createCDPSession();
    // The thread's own time: what else this machine is busy with counts for nothing.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const before = await work(session);
    await sit(page, measuredSeconds);
    const after = await work(session);
    if (opened) await timeHelp(page, await overlayOf(page), opened);
    return {
      tasks: after.tasks - before.tasks,
      script: after.script - before.script,
      layout: after.layout - before.layout,
    };
  } finally {
    await world.close();
  }
}

/** The exam's page; without an overlay in it only its begin is waited for. */
async function examPage(candidate: Candidate, hasOverlay: boolean): Promise<Page> {
  if (hasOverlay) return candidate.examPage();
  const target = await candidate.browser.waitForTarget((one) => /\/exams\/[\w-]+\/start/.test(one.url()));
  const page = (await target.page()) ?? (await target.asPage());
  await page.waitForSelector('#begin');
  return page;
}

async function work(session: CDPSession): Promise<Work> {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? 0;
  return {
    tasks: of('TaskDuration'),
    script: of('ScriptDuration'),
    layout: of('LayoutDuration') + of('RecalcStyleDuration'),
  };
}

async function timeHelp(page: Page, overlay: Frame, opened: number[]): Promise<void> {
  for (let call = 0; call < calls; call++) {
    await page.focus('.bench-answer');
    const focused = overlay.evaluate(
      () =>
        new Promise<number>((heard) => {
          const hear = ({ target }: FocusEvent) => {
            if (!(target instanceof HTMLTextAreaElement)) return;
            removeEventListener('focusin', hear);
            heard(Date.now());
          };
          addEventListener('focusin', hear);
        }),
    );
    const pressed = Date.now();
    await callHelp(page);
    opened.push((await focused) - pressed);
    await page.keyboard.press('Escape');
    await overlay.waitForSelector('.help-view', { hidden: true });
  }
}

function sizes(): string[][] {
  return globSync('dist/extension/content-scripts/*.js')
    .map((path) => [path.split('/').at(-1) ?? '', gzipSync(readFileSync(path)).length / kilobyte] as const)
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, size]) => [name, figure(size, 1)]);
}

function median(figures: readonly number[]): number {
  return figures.toSorted((one, other) => one - other)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
