import type { JournalEntry, StreamName } from '../../src/protocol/journal.ts';

/** How much of a stream was lost when its recording was broken off, in milliseconds. */
export interface RecordingLoss {
  readonly stream: StreamName;
  readonly ms: number;
}

/**
 * What each stream lost when everything was killed at a moment: the time from the end of its last part in the journal.
 * A part's times are this machine's monotonic clock, which begins at the wall clock's time.
 * @param killedAt this machine's wall clock in milliseconds
 */
export function recordingLoss(entries: readonly JournalEntry[], killedAt: number): RecordingLoss[] {
  const ends = new Map<StreamName, number>();
  for (const { body } of entries) {
    if (body.kind !== 'part' || body.from >= killedAt) continue;
    ends.set(body.stream, Math.max(ends.get(body.stream) ?? 0, body.from + body.duration));
  }
  return [...ends].map(([stream, end]) => ({ stream, ms: Math.max(0, killedAt - end) }));
}
