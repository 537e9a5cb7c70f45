import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'puppeteer';
import { extensionId } from '../harness/browser.ts';
import { Candidate, words } from '../harness/candidate.ts';
import { type DeviceJournal, signedJournal } from '../harness/device-journal.ts';
import { attemptReaches, attemptState, eventTypes } from '../harness/evidence.ts';
import { FaultyLink } from '../harness/faulty-link.ts';
import { type Tally, tally } from '../harness/whole-evidence.ts';
import { startWorld } from '../harness/world.ts';
import { type FaultKind, type PlannedFault, planFaults } from './fault-plan.ts';
import { type FaultyWorld, goOn, happen, tryNow } from './happen.ts';
import { type RecordingLoss, recordingLoss } from './recording-loss.ts';

/** How many faults one attempt meets; the last fifth of them while what it recorded is uploaded. */
const perAttempt = 50;
/** No fault may hold an attempt up for longer, in milliseconds; a request that hangs takes a minute. */
const patienceMs = 150_000;

export interface SoakOptions {
  readonly seed: number;
  readonly faults: number;
  /** Hears of every fault, a line each. */
  readonly tell: (line: string) => void;
}

export interface SoakAttempt extends Tally {
  /** Numbers of the first and the last fault that it met. */
  readonly from: number;
  readonly to: number;
}

export interface SoakResult {
  readonly seed: number;
  readonly ms: number;
  readonly met: readonly FaultKind[];
  readonly attempts: readonly SoakAttempt[];
  /** What was lost from the recording each time that it was broken off. */
  readonly losses: readonly (RecordingLoss & { readonly kind: FaultKind })[];
}

/**
 * Takes exams in a real browser while one fault follows the other, until all have happened, and holds the backend's
 * store against the device's journal after each.
 * @throws Error that names seed and fault when something does not go on
 */
export async function soak({ seed, faults, tell }: SoakOptions): Promise<SoakResult> {
  const began = performance.now();
  const link = await FaultyLink.open(seed);
  const world = await startWorld({
    link,
    policy: ({ lockdown }) => {
      lockdown.fullScreen = 'off'; // browsers that are killed and started again would use the budget up
    },
  });
  try {
    const run = new SoakRun({ world, link }, { seed, faults, tell });
    while (run.left > 0) await run.attempt();
    return { seed, ms: performance.now() - began, ...run.result() };
  } finally {
    await world.close();
    await link.close();
  }
}

class SoakRun {
  readonly #scene: FaultyWorld;
  readonly #options: SoakOptions;
  readonly #queue: PlannedFault[];
  readonly #met: FaultKind[] = [];
  readonly #attempts: SoakAttempt[] = [];
  readonly #losses: (RecordingLoss & { kind: FaultKind })[] = [];

  constructor(scene: FaultyWorld, options: SoakOptions) {
    this.#scene = scene;
    this.#options = options;
    this.#queue = planFaults(options.seed, options.faults);
  }

  get left(): number {
    return this.#queue.length;
  }

  result(): Pick<SoakResult, 'met' | 'attempts' | 'losses'> {
    return { met: this.#met, attempts: this.#attempts, losses: this.#losses };
  }

  /** One candidate takes one exam, and meets the next faults. */
  async attempt(): Promise<void> {
    const batch = Math.min(perAttempt, this.left);
    const later = Math.floor(batch / 5);
    const from = this.#met.length + 1;
    const candidate = new Candidate(this.#scene.world, `Candidate ${this.#attempts.length + 1}`);
    await this.#tidy();
    await candidate.openExam();
    let page = await candidate.start();
    const broken: { kind: FaultKind; at: number }[] = [];
    for (let left = batch - later; left > 0; left--) {
      await this.#next(async ({ fault, skip }) => {
        const at = await happen(this.#scene, fault, skip);
        if (at !== null) {
          broken.push({ kind: fault.kind, at });
          page = await goOn(this.#scene, candidate);
        }
        await tryNow(this.#scene); // the waits after failures would take most of the run
        await this.#scene.link.passes();
        return true;
      });
    }
    const device = await this.#submit(candidate, page);
    await this.#upload(later);
    await this.#judge(device, broken, from);
  }

  /** Lets the next fault of the plan happen; one that found nothing to happen to stays for the next attempt. */
  async #next(meet: (planned: PlannedFault) => Promise<boolean>): Promise<boolean> {
    const [planned] = this.#queue;
    if (!planned) return false;
    const { seed, tell } = this.#options;
    const { number, fault, skip } = planned;
    const what = `fault ${number} of seed ${seed}: ${JSON.stringify(fault)}, after ${skip} requests`;
    tell(what);
    try {
      const happened = await inTime(meet(planned));
      this.#scene.link.calm();
      if (!happened) return false;
    } catch (error) {
      throw new Error(`Not overcome: ${what}`, { cause: error });
    }
    this.#queue.shift();
    this.#met.push(fault.kind);
    return true;
  }

  /** Works and submits without a network, so that something is left to upload; answers all that was written down. */
  async #submit(candidate: Candidate, page: Page): Promise<DeviceJournal> {
    await this.#scene.link.down();
    await candidate.work(page).catch(async (error: unknown) => {
      const shown = await Promise.all(page.frames().map((frame) => frame.evaluate(() => document.body.innerText)));
      const after = `after fault ${this.#met.length} of seed ${this.#options.seed}`;
      throw new Error(`The exam could not be worked on ${after}; it shows: ${shown.join(' | ')}`, { cause: error });
    });
    const finish = await candidate.submit(page);
    await words(finish, 'No connection');
    const device = await signedJournal(finish);
    await this.#scene.link.up();
    return device;
  }

  /** Meets faults while the rest is uploaded, as long as there is any. */
  async #upload(faults: number): Promise<void> {
    const over = new AbortController();
    const complete = this.#completion(over.signal).then(() => false);
    for (let left = faults; left > 0; left--) {
      const isMet = await this.#next(async ({ fault, skip }) => {
        this.#scene.link.bytesPerSecond = 20_000;
        const happened = happen(this.#scene, fault, skip)
          .then(() => tryNow(this.#scene))
          .then(() => true);
        return Promise.race([happened, complete]);
      });
      if (!isMet) break;
    }
    this.#scene.link.calm();
    await tryNow(this.#scene);
    over.abort();
  }

  /** Resolves when the backend has all of the attempt, or when nobody asks any more. */
  async #completion(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      // A backend that is dead just now is asked again.
      const state = await attemptState(this.#scene.world).catch(() => undefined);
      if (state === 'complete') return;
      await wait(200);
    }
  }

  async #judge(device: DeviceJournal, broken: readonly { kind: FaultKind; at: number }[], from: number): Promise<void> {
    const { seed, tell } = this.#options;
    const to = this.#met.length;
    const finish = await this.#scene.world.browser.newPage();
    await finish.goto(`chrome-extension://${extensionId}/extension/finish/index.html`);
    await words(finish, 'All done', patienceMs).catch((error: unknown) => {
      throw new Error(`After the faults ${from} to ${to} of seed ${seed} no receipt came`, { cause: error });
    });
    const attempt = await attemptReaches(this.#scene.world, 'complete');
    const found = await tally(this.#scene.world, attempt, device, finish);
    const gaps = eventTypes(attempt).filter((type) => type === 'record.gap').length;
    const untold = gaps === broken.length ? [] : [`${broken.length} interruptions, and ${gaps} gaps in the journal`];
    this.#attempts.push({ ...found, errors: [...found.errors, ...untold], from, to });
    for (const { kind, at } of broken) {
      for (const loss of recordingLoss(device.entries, at)) this.#losses.push({ ...loss, kind });
    }
    const wrong = [...found.losses, ...found.duplicates, ...found.errors, ...untold];
    tell(`faults ${from} to ${to}: ${found.parts} parts, ${wrong.length === 0 ? 'all there once' : wrong.join('; ')}`);
  }

  /** Closes what an earlier attempt left open. */
  async #tidy(): Promise<void> {
    const pages = await this.#scene.world.browser.pages();
    await this.#scene.world.browser.newPage();
    for (const page of pages) await page.close();
  }
}

function inTime<T>(work: Promise<T>): Promise<T> {
  const late = new AbortController();
  const deadline = wait(patienceMs, undefined, { signal: late.signal }).then(() => {
    throw new Error(`It took longer than ${patienceMs / 1000} s`);
  });
  return Promise.race([work, deadline]).finally(() => late.abort());
}
