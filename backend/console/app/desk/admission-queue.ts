import type { AttemptSummary } from '../parts/attempt-state.tsx';

/** A candidate whose photos wait to be looked at. */
export interface Applicant {
  readonly attempt: AttemptSummary;
  /** Since when, in wall-clock milliseconds. */
  readonly since: number;
  /** The segment of the document's photo: newer photos are another application. */
  readonly document: number;
}

/** Candidates who wait to be admitted, longest first. */
export function waitingForAdmission(attempts: readonly AttemptSummary[]): Applicant[] {
  return attempts
    .flatMap((attempt) => {
      const { identity, state } = attempt;
      const isOver = state === 'ended' || state === 'complete';
      if (identity?.state !== 'waiting' || isOver) return [];
      return [{ attempt, since: Date.parse(identity.since), document: identity.document }];
    })
    .sort((a, b) => a.since - b.since);
}
