import type { ExamSetup, ExpectedEvent } from './bench.ts';
import type { ExamUnderTest } from './exam-under-test.ts';

/**
 * What becomes of an act:
 * - `prevented`: it has no effect
 * - `detected`: it happens, and is recorded
 * - `deterred`: it happens and is undone, or costs the candidate something, and is recorded
 * - `allowed`: it must stay possible, and leaves nothing that weighs
 * - `bypass`: it happens and nobody notices; no extension can do better, or none has yet
 */
export const outcomes = ['prevented', 'detected', 'deterred', 'allowed', 'bypass'] as const;
export type Outcome = (typeof outcomes)[number];

/** One act of a candidate, or of a page, and what must come of it. */
export interface Scenario {
  /** Short and stable, unique in its setting. */
  readonly id: string;
  /** What is done, in words for people who have not read our code. */
  readonly title: string;
  readonly outcome: Outcome;
  /** What the backend must have received; left out where nothing may arrive that weighs anything. */
  readonly event?: ExpectedEvent;
  /**
   * `display`: one with a window manager, real keys and other programs; run only with `--headful`. `headless`: displays
   * that a browser without a window makes up, and that can be plugged in and out.
   */
  readonly needs?: 'display' | 'headless';
  /** The exam is over afterwards, or another browser runs: the next scenario gets a new one. */
  readonly ends?: true;
  /** May be repeated to measure its latency. */
  readonly repeatable?: false;
  /** Why the outcome is not better, for the threat model. */
  readonly note?: string;
  /** Does it. The clock of the latency starts here, or where `exam.now()` is called last. */
  readonly act: (exam: ExamUnderTest) => unknown;
  /** Throws when the outcome is not what it should be. */
  readonly check?: (exam: ExamUnderTest) => unknown;
}

/** Scenarios that share an exam with one policy. */
export interface Group extends ExamSetup {
  /** The setting's value, as the report names it. */
  readonly level: string;
  /** The scenarios begin at the start page, before the exam; each has a browser of its own. */
  readonly fromStart?: true;
  readonly scenarios: readonly Scenario[];
}

/** A setting of the policy with everything that is tested of it. */
export interface Setting {
  /** Its key in the policy, such as `lockdown.printing`. */
  readonly key: string;
  readonly title: string;
  /** What no extension can see or stop here, in one or two sentences. */
  readonly limits: string;
  readonly groups: readonly Group[];
}
