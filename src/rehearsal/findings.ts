import type { JournalEntry } from '../protocol/journal.ts';
import { type Drill, drills, scenes } from './script.ts';

/** How a drill went. `skipped`: the exam was over before, or in the middle of it. */
export type DrillOutcome = 'passed' | 'missed' | 'skipped';

/** What the journal of a rehearsal tells. */
export interface Findings {
  /** The browser with its major version, such as `chrome 132`; empty before it was looked at. */
  readonly browser: string;
  /** Steps whose check was fine with an advice. */
  readonly advised: readonly string[];
  /** Steps that were passed without their check. */
  readonly waived: readonly string[];
  readonly drills: Readonly<Record<Drill, DrillOutcome>>;
}

/** What a drill is to end with. Ahead of the connection's and the camera's must stand what went wrong. */
const ends: Readonly<Record<Drill, readonly string[]>> = {
  link: ['net.online'],
  camera: ['device.back', 'device.changed'],
  tab: ['tab.closed', 'tab.blocked'],
};

/** How a step was passed whose check had failed, and fails still. */
const waiving = new Set(['overridden', 'without']);

/**
 * Reads a rehearsal's journal: every fact is one that an ordinary session records.
 * @param entries the journal from its beginning, as far as it is known
 */
export function findingsIn(entries: readonly JournalEntry[]): Findings {
  const events = entries.flatMap(({ at, body }) => (body.kind === 'event' ? [{ ...body, at: Date.parse(at) }] : []));
  const startedAt = events.find(({ type }) => type === 'session.started')?.at ?? Number.POSITIVE_INFINITY;
  const lastAt = (events.at(-1)?.at ?? 0) - startedAt;
  const outcome = (drill: Drill): DrillOutcome => {
    const { from, lasts } = scenes[drill];
    const isPassed = events.some(
      ({ type, at, data }) => at - startedAt >= from && ends[drill].includes(type) && (data.stream ?? drill) === drill,
    );
    if (isPassed) return 'passed';
    return lastAt >= from + lasts ? 'missed' : 'skipped';
  };
  const checked = events.find(({ type }) => type === 'browser.checked')?.data;
  const measured = events.find(({ type }) => type === 'connection.measured')?.data.verdict;
  const advised = events.flatMap(({ type, data }) => (type === 'device.advised' ? [String(data.stream)] : []));
  if (checked?.advised) advised.push('browser');
  if (measured !== undefined && measured !== 'enough' && measured !== 'unmeasured') advised.push('connection');
  return {
    browser: String(checked?.browser ?? ''),
    advised: [...new Set(advised)],
    waived: events.flatMap(({ type, cause, data }) =>
      type === 'check.passed' && waiving.has(cause) ? [String(data.check)] : [],
    ),
    drills: Object.fromEntries(drills.map((drill) => [drill, outcome(drill)])) as Findings['drills'],
  };
}
