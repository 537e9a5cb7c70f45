import { announce, onAnnouncement } from '../src/browser/announcements.ts';
import { readSnapshot, writeSnapshot } from '../src/browser/snapshot-store.ts';
import { budgetTickMs, isCounting, left } from '../src/lockdown/full-screen-budget.ts';
import { isHeld } from '../src/session/hold.ts';
import type { Input, Moment } from '../src/session/inputs.ts';
import type { Job } from '../src/session/job.ts';
import { transition } from '../src/session/machine.ts';
import { noUpload, type RecorderStatus, type Snapshot, type UploadStatus } from '../src/session/snapshot.ts';
import { type SessionView, sessionView } from '../src/session/view.ts';
import { CandidateError, say, sayingOf } from '../src/words/saying.ts';
import { perform } from './jobs.ts';

/** Tries for a job that fails before the session goes on without it. Events are never given up. */
const triesPerJob = 5;

type Unstamped<I> = I extends Input ? Omit<I, keyof Moment> : never;
/** An input before it is stamped with the time. */
export type NewInput = Unstamped<Input>;

/** A job that takes longer hangs on something outside, and is tried again. Writing down has no deadline. */
const deadlineMs = 30_000;

/** The moment of now, on both clocks. */
export function now(): Moment {
  return { at: new Date().toISOString(), mono: Math.round(performance.timeOrigin + performance.now()) };
}

/**
 * The attempt on this device: takes inputs one after the other, keeps the snapshot on the disk before anything
 * follows from it, and does the jobs that it lists. All truth is in the snapshot; this object may die at any line.
 */
export class Attempt {
  #state: Snapshot | undefined;
  #turn: Promise<unknown>;
  #working = false;
  #isSettled = false;
  #entered: () => void = () => undefined;
  readonly #tries = new Map<string, number>();
  #budgetTimer: ReturnType<typeof setTimeout> | undefined;
  #recorder: RecorderStatus | null = null;
  #upload: UploadStatus = noUpload;

  constructor() {
    this.#turn = readSnapshot().then((stored) => {
      this.#state = stored;
    });
    onAnnouncement('status', ({ recorder, upload }) => {
      this.#recorder = recorder;
      this.#upload = upload;
    });
  }

  /** Calls back whenever an exam begins or goes on. Set it in the first tick. */
  whenEntered(call: () => void): void {
    this.#entered = call;
  }

  /** The browser was compared with the snapshot: from here on it is known that time outside full screen is the candidate's. */
  async settle(): Promise<void> {
    this.#isSettled = true;
    this.#watchBudget(await this.state());
  }

  /** The snapshot, once it is read. */
  async state(): Promise<Snapshot> {
    await this.#turn;
    if (!this.#state) throw new CandidateError(say('sessionUnreadable'));
    return this.#state;
  }

  /** What our pages may see. */
  async view(): Promise<SessionView> {
    return sessionView(await this.state(), this.#recorder, this.#upload, now().mono);
  }

  /** Takes an input. Resolves to the snapshot after it, once that is on the disk; jobs go on behind it. */
  take(input: NewInput): Promise<Snapshot> {
    const stamped = { ...input, ...now() } as Input;
    const turn = this.#turn.then(async () => {
      const before = this.#state;
      if (!before) throw new CandidateError(say('sessionUnreadable'));
      const after = transition(before, stamped, () => crypto.randomUUID());
      if (after !== before) {
        await writeSnapshot(after);
        this.#state = after;
        announce({ topic: 'view', view: sessionView(after, this.#recorder, this.#upload, stamped.mono) });
        this.#watchBudget(after);
        if (!goesOn(before) && goesOn(after)) this.#entered();
      }
      return after;
    });
    this.#turn = turn.catch(() => undefined);
    void turn.then(() => this.work());
    return turn;
  }

  /** Does what the snapshot lists, in its order, until nothing is left. */
  async work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let job = await this.#next(); job; job = await this.#next()) await this.#do(job);
    } finally {
      this.#working = false;
    }
  }

  async #next(): Promise<Job | undefined> {
    const state = await this.state();
    // While the disk is full an event cannot be written down; what frees the candidate is done all the same.
    const isStuck = (job: Job) => job.do === 'record' && (this.#tries.get(job.id) ?? 0) >= triesPerJob;
    const [first] = state.jobs;
    if (!first || !isStuck(first)) return first;
    return state.jobs.find((job) => job.do !== 'record' && job.do !== 'signEnd') ?? first;
  }

  async #do(job: Job): Promise<void> {
    try {
      const work = perform(await this.state(), job);
      const result = await (job.do === 'record' ? work : Promise.race([work, deadline()]));
      this.#tries.delete(job.id);
      await this.take({ type: 'jobDone', job: job.id, ...result });
    } catch (error) {
      const tries = (this.#tries.get(job.id) ?? 0) + 1;
      this.#tries.set(job.id, tries);
      console.error(`The job ${job.do} failed (try ${tries})`, error);
      if (job.do !== 'record' && (tries >= triesPerJob || (await this.state()).phase === 'starting')) {
        await this.take({ type: 'jobFailed', job: job.id, detail: sayingOf(error) });
      } else {
        await new Promise((resolve) => setTimeout(resolve, 200 * 2 ** Math.min(tries, 6)));
      }
    }
  }

  /**
   * While the candidate is outside full screen it is written down again and again, so that a killed browser spends no
   * more than was seen; and the attempt ends when nothing of the budget is left.
   */
  #watchBudget({ phase, budget }: Snapshot): void {
    clearTimeout(this.#budgetTimer);
    if (!this.#isSettled) return;
    if (phase !== 'active' || budget.outsideSince === null) return;
    const { mono } = now();
    const leftMs = isCounting(budget, mono) ? (left(budget, mono) ?? budgetTickMs) : budgetTickMs;
    this.#budgetTimer = setTimeout(() => void this.take({ type: 'budgetDue' }), Math.min(leftMs, budgetTickMs));
  }
}

/** Whether the candidate can work on the exam. */
function goesOn(state: Snapshot): boolean {
  return state.phase === 'active' && !isHeld(state);
}

function deadline(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new CandidateError(say('startTooLong', deadlineMs / 1000))), deadlineMs);
  });
}
