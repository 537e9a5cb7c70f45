import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { withBareBrowser } from './bare-browser.ts';
import { type Group, groups, type Trial } from './codec-trials.ts';
import type { Recording } from './page/examination.ts';
import type { Lab } from './page/lab.ts';
import { cpuSeconds } from './process-tree.ts';
import { serveSources } from './source-server.ts';
import { figure, table } from './table.ts';

/** What the command line may choose. */
export interface CodecChoice {
  /** Parts of names of groups of trials; all when empty. */
  readonly only: readonly string[];
  /** How often the processor's time is measured; 0 leaves it out. */
  readonly rounds: number;
  /** Where stills go. */
  readonly out: string;
}

declare const window: { readonly lab: Lab };

const encodeSeconds = 4;

/** Records synthetic camera and screen with every codec and setting of the trials; answers what came of it, as tables. */
export async function benchCodecs({ only, rounds, out }: CodecChoice): Promise<string> {
  mkdirSync(out, { recursive: true });
  const wanted = groups.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));
  const server = await serveSources();
  try {
    return await withBareBrowser({}, async (browser) => {
      const [page] = await browser.pages();
      if (!page) throw new Error('The browser opened no page');
      await page.goto(`${server.origin}/tests/bench/page/index.html`);
      await page.waitForFunction(() => 'lab' in window);
      const sections: string[] = [];
      for (const group of wanted) sections.push(await benchGroup(group, browser, page, rounds, out));
      return sections.join('\n\n');
    });
  } finally {
    server.close();
  }
}

async function benchGroup(group: Group, browser: Browser, page: Page, rounds: number, out: string): Promise<string> {
  console.log(`${group.name}: ${group.trials.length} trials`);
  const recordings = await recordAll(group, page);
  for (const [trial, { pictures }] of recordings) {
    for (const [kind, address] of Object.entries(pictures)) {
      const name = `${group.name} ${trial.name} ${kind}`.replace(/[^\w]+/g, '-');
      writeFileSync(join(out, `${name}.png`), Buffer.from(address.split(',')[1] ?? '', 'base64'));
    }
  }
  const costs = await measureCosts(group, browser, page, rounds);
  const rows = [...recordings].map(([trial, recording]) => rowOf(trial, recording, costs.get(trial) ?? []));
  return `## ${group.title}\n\n${group.text}\n\n${table(columns, rows)}`;
}

/** More encoders at once than these would keep a small machine from making the frames in time. */
const encodersAtOnce = 4;

/** Trials of one source are recorded together, from the same frames. */
async function recordAll({ trials, seconds }: Group, page: Page): Promise<Map<Trial, Recording>> {
  const found = new Map<Trial, Recording>();
  const sources = Map.groupBy(trials, ({ source }) => JSON.stringify(source));
  for (const together of [...sources.values()].flatMap((trials) => chunksOf(trials, encodersAtOnce))) {
    const [first] = together;
    if (!first) continue;
    const encodings = together.map(({ encoding }) => encoding);
    const recordings = await page.evaluate(
      (source, all, length) => window.lab.record(source, all, length),
      first.source,
      encodings,
      seconds,
    );
    for (const [place, trial] of together.entries()) {
      const recording = recordings[place];
      if (recording) found.set(trial, recording);
      if (recording) console.log(rowOf(trial, recording, []).join('  '));
    }
  }
  return found;
}

function chunksOf<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** Processor seconds per recorded second beyond drawing alone, one figure a round; all trials take turns in each. */
async function measureCosts({ trials }: Group, browser: Browser, page: Page, rounds: number) {
  const costs = new Map<Trial, number[]>(trials.map((trial) => [trial, []]));
  const pid = browser.process()?.pid ?? 0;
  const encode = (source: Trial['source'], encoding: Trial['encoding'] | null, seconds: number) =>
    window.lab.encode(source, encoding, seconds);
  const measure = async (source: Trial['source'], encoding: Trial['encoding'] | null) => {
    const before = cpuSeconds(pid);
    await page.evaluate(encode, source, encoding, encodeSeconds);
    return (cpuSeconds(pid) - before) / encodeSeconds;
  };
  const sources = Map.groupBy(trials, ({ source }) => JSON.stringify(source));
  for (let round = 0; round < rounds; round++) {
    for (const together of sources.values()) {
      const [first] = together;
      if (!first) continue;
      const drawing = await measure(first.source, null);
      for (const trial of together) {
        costs.get(trial)?.push((await measure(first.source, trial.encoding)) - drawing);
      }
    }
  }
  return costs;
}

const columns = [
  'Trial',
  'Size, frames/s',
  'Asked kbit/s',
  'Mean kbit/s',
  'Busy second kbit/s',
  'Frames',
  'Key frames',
  'Longest part s',
  'SSIM settled',
  'PSNR settled dB',
  'SSIM fresh',
  'CPU % of a core',
];

function rowOf({ name, source, encoding }: Trial, recording: Recording, costs: readonly number[]): string[] {
  const { seconds, bytes, busySecond, frames, keyFrames, longestPart, settled, fresh } = recording;
  const cost = costs.toSorted((a, b) => a - b)[Math.floor(costs.length / 2)];
  return [
    name,
    `${source.width}x${source.height}, ${source.frameRate}`,
    figure(encoding.videoBitsPerSecond / 1000),
    figure((bytes * 8) / seconds / 1000),
    figure((busySecond * 8) / 1000),
    String(frames),
    String(keyFrames),
    figure(longestPart / 1000, 2),
    figure(settled?.ssim, 3),
    figure(settled?.psnr, 1),
    figure(fresh?.ssim, 3),
    figure(cost === undefined ? undefined : cost * 100, 1),
  ];
}
