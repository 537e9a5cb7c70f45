import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Refusal } from './problem.ts';

/** How often the event loop's delay is read, in milliseconds. */
const window = 5000;
/** A delay of the event loop, in milliseconds, at which this backend calls itself fully loaded. */
const fullDelay = 250;

/**
 * How well a backend is, from 1 (at ease) to 0 (loaded): whichever of its two loads is worse decides.
 * @param delayMs how late the event loop's timers are
 * @param uploads parts under way
 * @param capacity parts that may be under way at once
 */
export function healthOf(delayMs: number, uploads: number, capacity: number): number {
  const load = Math.max(delayMs / fullDelay, uploads / capacity);
  return Math.round(Math.min(Math.max(1 - load, 0), 1) * 100) / 100;
}

/** Knows how loaded this process is, and turns uploads away when there are too many at once. */
export interface LoadMeter {
  health(): number;
  /** Runs an upload if there is room. @throws Refusal `busy` */
  upload<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Starts measuring. @param capacity uploads that may be under way at once */
export function startLoadMeter(capacity: number): LoadMeter {
  const resolution = 20;
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  let delay = 0;
  let uploads = 0;
  const timer = setInterval(() => {
    delay = Math.max(histogram.percentile(90) / 1e6 - resolution, 0);
    histogram.reset();
  }, window);
  timer.unref();
  return {
    health: () => healthOf(delay, uploads, capacity),
    async upload(work) {
      if (uploads >= capacity) {
        throw new Refusal('busy', 'Many uploads are under way. Nothing is lost; this part is sent again in a moment.', {
          headers: { 'Retry-After': '5' },
        });
      }
      uploads += 1;
      try {
        return await work();
      } finally {
        uploads -= 1;
      }
    },
    stop() {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
