import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, CDPSession } from 'puppeteer';
import { segmentMs } from '../../src/recording/quality.ts';
import { buildVariant, changed } from '../harness/variant.ts';
import { memoryBytes, processesUnder } from './process-tree.ts';
import { sit } from './sitting.ts';
import { figure, table } from './table.ts';
import { needDisplay, startExam } from './windowed-world.ts';

const shortSegmentMs = 5_000;

/**
 * Records for some minutes with segments of 5 s, so that a recorder's life is as eventful as that of a twelve times
 * longer exam, and reads the memory of the extension's process every minute (goal G15).
 */
export async function benchMemory(minutes: number): Promise<string> {
  needDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'vigil-variant-'));
  const shorten = changed(/segmentMs = [\d_]+/, `segmentMs = ${shortSegmentMs}`);
  const extension = buildVariant(folder, 'src/recording/quality.ts', shorten);
  const { world, page } = await startExam('standard', extension);
  try {
    const rows: string[][] = [];
    const readings: { readonly heap: number; readonly memory: number }[] = [];
    const offscreen = await world.browser.waitForTarget((target) => target.url().includes('/extension/offscreen/'));
    const session = await offscreen.createCDPSession();
    for (let minute = 1; minute <= minutes; minute++) {
      await sit(page, 60);
      const reading = { heap: await heapBytes(session), memory: extensionMemory(world.browser) };
      readings.push(reading);
      rows.push([String(minute), figure(reading.heap / 1e6, 2), figure(reading.memory / 1e6, 1)]);
      console.log(rows.at(-1)?.join('  '));
    }
    const growth = (kind: 'heap' | 'memory') => growthOf(readings.map((reading) => reading[kind]));
    rows.push(['growth, %', figure(growth('heap'), 1), figure(growth('memory'), 1)]);
    const compressed = (minutes * segmentMs) / shortSegmentMs / 60;
    const text = `${minutes} min with segments of ${shortSegmentMs / 1000} s: as many segments as in ${figure(compressed, 1)} h. Growth is that of the mean of the last third over the mean of the second.`;
    return `${text}\n\n${table(['Minute', 'JS heap after collection, MB', 'Process, MB resident'], rows)}`;
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function growthOf(figures: readonly number[]): number {
  const third = Math.floor(figures.length / 3);
  const mean = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0) / some.length;
  return (mean(figures.slice(-third)) / mean(figures.slice(third, -third)) - 1) * 100;
}

async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

/** Resident memory of the process in which worker, offscreen document and pages of the extension live. */
function extensionMemory(browser: Browser): number {
  const isExtension = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--extension-process');
  const own = processesUnder(browser.process()?.pid ?? 0).filter(isExtension);
  return Math.max(...own.map(memoryBytes));
}
