import { stepDone } from './machine-start.ts';
import { type On, type Outcome, record } from './outcome.ts';
import type { IdentityCheck, Snapshot } from './snapshot.ts';

// Who the candidate is, and what lies on the desk: what was taken is in the journal, and a person may have to admit.

/** Photos are there. Where a person at the desk admits, the candidate waits from here on. */
export const identityShown: On<'identityShown'> = (state, { document, face, blackened, at, mono }) => {
  const isLive = state.session?.policy.verification.identity === 'live';
  const isOver = state.onboarding.done.includes('identity') || state.onboarding.identity?.state === 'waiting';
  const done = isOver ? null : stepDone(state, 'identity');
  if (!done) return null;
  const shown = record({ at, mono }, 'identity.shown', 0, isLive ? 'live' : 'photo', { document, face, blackened });
  if (!isLive) return [done[0], [shown]];
  return [withIdentity(state, { state: 'waiting', since: at, reason: '' }), [shown]];
};

/** An order may come late: it counts while photos wait that it can be about. */
export const identityDecided: On<'ordered'> = (state, { order: { id, kind, reason }, at, mono }) => {
  const { identity } = state.onboarding;
  if (identity?.state !== 'waiting') return null;
  const data = { order: id, waitedMs: Math.max(0, Date.parse(at) - Date.parse(identity.since)) };
  if (kind === 'refuse') {
    const refused = withIdentity(state, { state: 'refused', since: at, reason });
    return [refused, [record({ at, mono }, 'identity.refused', 0, 'desk', data)]];
  }
  if (kind !== 'admit') return null;
  return after(
    stepDone(state, 'identity', { identity: null }),
    record({ at, mono }, 'identity.admitted', 0, 'desk', data),
  );
};

export const deskScanned: On<'deskScanned'> = (state, { segment, durationMs, at, mono }) =>
  after(stepDone(state, 'desk-scan'), record({ at, mono }, 'desk.scanned', 0, 'start', { segment, durationMs }));

function withIdentity(state: Snapshot, identity: IdentityCheck): Snapshot {
  return { ...state, problem: null, onboarding: { ...state.onboarding, identity } };
}

function after(outcome: Outcome, event: ReturnType<typeof record>): Outcome {
  return outcome && [outcome[0], [event]];
}
