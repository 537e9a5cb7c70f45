import type { Quality } from '../../src/recording/quality.ts';
import { withBareBrowser } from './bare-browser.ts';
import type { BareRecorder } from './page/bare-recorder.ts';
import { cpuSeconds } from './process-tree.ts';
import { furnish, sit } from './sitting.ts';
import { serveSources } from './source-server.ts';
import { figure, table } from './table.ts';
import { needDisplay, startExam, windowFlags } from './windowed-world.ts';

declare const window: { readonly bareRecorder: BareRecorder };

/** What the command line may choose. */
export interface LoadChoice {
  readonly rounds: number;
  readonly quality: Quality;
}

/** Until codecs, caches and the first uploads have settled. */
const warmUpSeconds = 5;
const measuredSeconds = 20;

/**
 * Measures the processor's time of a browser in which Vigil records an exam against one in which a bare page does the
 * same MediaRecorder work beside the same exam page, in turns (goal G15).
 */
export async function benchLoad({ rounds, quality }: LoadChoice): Promise<string> {
  needDisplay();
  const rows: string[][] = [];
  const ratios: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    const product = await productLoad(quality);
    const bare = await bareLoad(quality);
    ratios.push(product / bare);
    rows.push([String(round), figure(product * 100, 1), figure(bare * 100, 1), figure(product / bare, 2)]);
    console.log(rows.at(-1)?.join('  '));
  }
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)];
  rows.push(['median', '', '', figure(median, 2)]);
  return table(['Round', 'Vigil, % of a core', 'Bare page, % of a core', 'Ratio'], rows);
}

async function productLoad(quality: Quality): Promise<number> {
  const { world, page } = await startExam(quality);
  try {
    return await loadWhile(world.browser.process()?.pid, (seconds) => sit(page, seconds));
  } finally {
    await world.close();
  }
}

async function bareLoad(quality: Quality): Promise<number> {
  const server = await serveSources();
  const options = { headless: false, flags: [...windowFlags(), '--start-fullscreen'] };
  return withBareBrowser(options, async (browser) => {
    await browser.defaultBrowserContext().overridePermissions(server.origin, ['camera', 'microphone']);
    const [recorder] = await browser.pages();
    await recorder?.goto(`${server.origin}/tests/bench/page/bare-recorder.html`);
    await recorder?.waitForFunction(() => 'bareRecorder' in window);
    await recorder?.evaluate((asked) => window.bareRecorder.record(asked), quality);
    const exam = await browser.newPage();
    await furnish(exam);
    return loadWhile(browser.process()?.pid, (seconds) => sit(exam, seconds));
  }).finally(() => server.close());
}

/** Processor seconds per second of a process and its descendants, while something is done. */
async function loadWhile(pid: number | undefined, act: (seconds: number) => Promise<void>): Promise<number> {
  if (pid === undefined) throw new Error('The browser has no process');
  await act(warmUpSeconds);
  const before = cpuSeconds(pid);
  const began = performance.now();
  await act(measuredSeconds);
  return (cpuSeconds(pid) - before) / ((performance.now() - began) / 1000);
}
