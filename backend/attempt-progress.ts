import type * as v from 'valibot';
import type { attemptState } from '../src/protocol/api.ts';
import { flagFrom } from '../src/protocol/events.ts';
import type { JournalEntry } from '../src/protocol/journal.ts';
import { lostMs } from '../src/protocol/lost-time.ts';

export type AttemptState = v.InferOutput<typeof attemptState>;

/** What an attempt's journal says about where it stands. */
export interface Progress {
  readonly state: AttemptState;
  readonly reason: string | null;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  /** Events that weigh enough to be listed as flags. Those that an accommodation covers weigh nothing. */
  readonly flags: number;
  /** Time lost through no doing of the candidate's, in milliseconds. */
  readonly lost_ms: number;
}

const reasons: Readonly<Record<string, string>> = {
  'session.submitted': 'submitted',
  'session.left': 'left',
  'session.terminated': 'terminated',
};

/** Where an attempt stands after a further journal entry. The first start and the first end count. */
export function progressAfter(progress: Progress, { at, body }: JournalEntry): Progress {
  if (body.kind !== 'event') return progress;
  const isFlag = body.severity >= flagFrom && body.accommodated !== true;
  const counted = {
    ...progress,
    flags: progress.flags + (isFlag ? 1 : 0),
    lost_ms: progress.lost_ms + lostMs(body),
  };
  const reason = reasons[body.type];
  if (reason && counted.ended_at === null) return { ...counted, state: 'ended', reason, ended_at: at };
  if (body.type !== 'session.started' || counted.started_at !== null) return counted;
  return { ...counted, started_at: at, state: counted.ended_at === null ? 'running' : counted.state };
}
