import { keyGaps, keyKinds } from '../../../../src/protocol/input-counts.ts';
import type { EventMark } from './span.ts';

/** What was counted of keyboard and mouse within one minute of the session. */
export interface InputMinute {
  /** Monotonic milliseconds at which the minute begins. */
  readonly from: number;
  readonly keys: number;
  readonly deletions: number;
  readonly combinations: number;
  readonly pastes: number;
  readonly clicks: number;
  readonly wheels: number;
  readonly movedPx: number;
  /** Most pauses between keys were no longer than this, in milliseconds; null where there were none, or longer ones. */
  readonly pauseMs: number | null;
}

/** Whether an event is a count of keyboard and mouse: one every few seconds, so it has a table of its own. */
export function isInputSummary({ body }: EventMark): boolean {
  return body.type === 'input.summary';
}

/** Adds the counts up by minute. @param from where the session begins, in monotonic milliseconds */
export function inputMinutes(marks: readonly EventMark[], from: number): InputMinute[] {
  const minutes = Map.groupBy(marks.filter(isInputSummary), ({ mono }) => Math.floor((mono - from) / 60_000));
  return [...minutes]
    .sort(([a], [b]) => a - b)
    .map(([minute, own]) => {
      const sum = (...names: string[]) => own.reduce((total, mark) => total + counted(mark, names), 0);
      return {
        from: from + minute * 60_000,
        keys: sum(...keyKinds),
        deletions: sum('deletions'),
        combinations: sum('combinations'),
        pastes: sum('pastes'),
        clicks: sum('clicks'),
        wheels: sum('wheels'),
        movedPx: sum('movedPx'),
        pauseMs: usualPause(keyGaps.map((name) => sum(name))),
      };
    });
}

function counted({ body }: EventMark, names: readonly string[]): number {
  return names.reduce((total, name) => {
    const value = body.data[name];
    return total + (typeof value === 'number' ? value : 0);
  }, 0);
}

/** The upper end of the class of pauses that the one in the middle is in. */
function usualPause(gaps: readonly number[]): number | null {
  const middle = gaps.reduce((total, count) => total + count, 0) / 2;
  if (middle === 0) return null;
  let below = 0;
  const at = gaps.findIndex((count) => {
    below += count;
    return below >= middle;
  });
  const end = Number(keyGaps[at]?.match(/^gapsTo(\d+)$/)?.[1]);
  return Number.isNaN(end) ? null : end;
}
