import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer';
import { findBrowser } from '../../scripts/find-browser.mjs';
import { press, words } from '../harness/candidate.ts';
import type { Attempt } from '../harness/evidence.ts';

/** What a player of the console last showed. */
interface Shown {
  readonly stream: string;
  readonly address: string;
  /** Place of the frame in its segment, in seconds. */
  readonly frameAt: number;
  /** When the frame was shown, in wall-clock milliseconds. */
  readonly at: number;
  readonly settled: boolean;
}

interface Watched extends Window {
  vigilFrames: Record<string, { address: string; frameAt: number; at: number }>;
  vigilPressed: number;
}

/** Frames are this far apart at most, in seconds: a still screen is recorded with few. */
const apart = 1;
const patienceMs = 30_000;

/** The console in a browser of its own, on one attempt's page. */
export class ConsolePlayer {
  readonly page: Page;
  readonly #close: () => Promise<void>;

  private constructor(page: Page, close: () => Promise<void>) {
    this.page = page;
    this.#close = close;
  }

  /** Signs in, and stops at the list of attempts. */
  static async open(backend: { readonly origin: string; readonly operatorKey: string }): Promise<ConsolePlayer> {
    const executablePath = findBrowser()?.path;
    if (!executablePath)
      throw new Error('No Chrome, Edge or Chromium is installed. Install one, or name it in VIGIL_BROWSER.');
    const userDataDir = mkdtempSync(join(tmpdir(), 'vigil-review-'));
    const browser = await puppeteer.launch({
      executablePath,
      userDataDir,
      pipe: true,
      defaultViewport: { width: 1400, height: 1000 },
      args: ['--no-first-run', '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    });
    const page = await browser.newPage();
    await page.evaluateOnNewDocument(watchFrames);
    await page.goto(`${backend.origin}/console/`);
    await words(page, 'Operator key');
    await page.type('#key', backend.operatorKey);
    await press(page, 'Sign in');
    await words(page, 'Sign out');
    return new ConsolePlayer(page, async () => {
      await browser.close();
      rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    });
  }

  get browser(): string {
    return this.page.browser().process()?.spawnfile ?? '';
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Opens an attempt's page. @returns milliseconds until both streams show a frame */
  async show(attempt: Attempt): Promise<number> {
    await this.page.evaluate((id) => {
      (window as unknown as Watched).vigilPressed = performance.timeOrigin + performance.now();
      location.hash = `#/attempts/${id}`;
    }, attempt.attempt);
    return this.#until(async () => {
      const shown = await this.#shown();
      return shown.length === streamsOf(attempt).length ? shown : undefined;
    });
  }

  /**
   * Presses on the timeline at a share (0 to 1) of its length.
   * @returns milliseconds until every stream that was recorded then shows a frame of that moment
   */
  async seek(attempt: Attempt, share: number): Promise<number> {
    const lanes = await this.page.waitForSelector('.lanes');
    await lanes?.scrollIntoView();
    const box = await lanes?.boundingBox();
    if (!box) throw new Error('The console shows no timeline');
    await this.page.mouse.click(box.x + box.width * share, box.y + box.height / 2);
    return this.shows(() => attempt);
  }

  /**
   * Waits until the players show the moment at which the timeline stands.
   * @returns milliseconds from the press that led there
   */
  shows(attempt: () => Attempt | Promise<Attempt>): Promise<number> {
    return this.#until(async () => {
      const known = await attempt();
      const shown = await this.#shown();
      const moment = await this.#moment(known);
      const wanted = known.segments.filter(({ from, duration }) => from <= moment && moment < from + duration);
      const frames = streamsOf({ segments: wanted }).map((stream) => {
        const segment = wanted.findLast((one) => one.stream === stream);
        const frame = shown.find((one) => one.stream === stream);
        if (!segment || !frame?.settled) return undefined;
        if (!frame.address.includes(`/segments/${stream}/${segment.segment}?`)) return undefined;
        return Math.abs(frame.frameAt - (moment - segment.from) / 1000) <= apart ? frame : undefined;
      });
      const all = frames.filter((frame) => frame !== undefined);
      return all.length === streamsOf(known).length ? all : undefined;
    });
  }

  /** The moment at which the timeline stands, in monotonic milliseconds. */
  async #moment({ journal, segments }: Attempt): Promise<number> {
    const now = await this.page.$eval('.lanes', (lanes) => Number(lanes.getAttribute('aria-valuenow')));
    const events = journal.flatMap(({ mono, body }) => (body.kind === 'event' ? [mono] : []));
    return now + Math.min(...events, ...segments.map(({ from }) => from));
  }

  #shown(): Promise<Shown[]> {
    return this.page.evaluate(() => {
      const { vigilFrames: frames } = window as unknown as Watched;
      return [...document.querySelectorAll<HTMLVideoElement>('.player video')].flatMap((video) => {
        const stream = video.getAttribute('aria-label')?.toLowerCase() ?? '';
        const frame = frames[stream];
        const settled = !video.seeking && video.readyState >= 2 && frame?.address === video.currentSrc;
        return frame ? [{ stream, ...frame, settled }] : [];
      });
    });
  }

  async #until(look: () => Promise<readonly Shown[] | undefined>): Promise<number> {
    for (const deadline = Date.now() + patienceMs; ; ) {
      const frames = await look();
      const pressed = await this.page.evaluate(() => (window as unknown as Watched).vigilPressed);
      if (frames?.every(({ at }) => at > pressed)) return Math.max(...frames.map(({ at }) => at)) - pressed;
      if (Date.now() > deadline)
        throw new Error(`No frame after ${patienceMs / 1000} s: ${JSON.stringify(await this.#shown())}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

function streamsOf({ segments }: Pick<Attempt, 'segments'>): string[] {
  return [...new Set(segments.map(({ stream }) => stream))];
}

/** Runs in the page: keeps when which frame of which player was shown last, and when somebody pressed something. */
function watchFrames(): void {
  const own = window as unknown as Watched;
  own.vigilFrames = {};
  own.vigilPressed = 0;
  const note = (event: Event) => {
    own.vigilPressed = performance.timeOrigin + event.timeStamp;
  };
  addEventListener('pointerdown', note, { capture: true });
  const known = new WeakSet<HTMLVideoElement>();
  const follow = (video: HTMLVideoElement) => {
    known.add(video);
    const stream = video.getAttribute('aria-label')?.toLowerCase() ?? '';
    const shown = (now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      own.vigilFrames[stream] = { address: video.currentSrc, frameAt: mediaTime, at: performance.timeOrigin + now };
      video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
  };
  new MutationObserver(() => {
    for (const video of document.querySelectorAll('video')) if (!known.has(video)) follow(video);
  }).observe(document, { childList: true, subtree: true });
}
