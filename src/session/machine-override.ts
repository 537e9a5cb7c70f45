import type { CheckName } from '../protocol/check-help.ts';
import type { InputType, Moment } from './inputs.ts';
import { stepDone } from './machine-start.ts';
import { type On, record } from './outcome.ts';
import { overrideWay } from './override-way.ts';
import type { Snapshot } from './snapshot.ts';

// A check bars the way: the candidate asks the desk, which may let the candidate go on all the same.

type AskedCheck = Snapshot['onboarding']['asked'][number];

/** Told once for each cause: the desk sees what failed, also before the candidate has written a word. */
export const deskAsked: On<'deskAsked'> = (state, { check, cause, hasDevice, ...moment }) => {
  const { session, onboarding } = state;
  if (!session || !stepDone(state, check)) return null;
  const way = overrideWay(check, hasDevice, session);
  const before = onboarding.asked.find((one) => one.check === check);
  if (before?.cause === cause && before.way === way) return null;
  const asked = [...others(onboarding.asked, check), { check, cause, way, order: null }];
  return [changed(state, { asked }), [record(moment, 'check.failed', 0, cause, { check, way })]];
};

/** An order is about one failure: it comes too late when another one bars the way by now, or none. */
export const overridden: On<'ordered'> = (state, { order: { id, reason, override }, ...moment }) => {
  const { asked } = state.onboarding;
  if (!override) return null;
  const { check, cause: failed, by } = override;
  const about = asked.find((one) => one.check === check && one.cause === failed && one.way !== 'none');
  const overrides = about ? [...others(asked, check), { ...about, order: id }] : asked;
  const event = record(moment, 'check.overridden', 0, about ? 'desk' : 'too-late', {
    order: id,
    check,
    failed,
    reason,
    by,
  });
  return [{ ...changed(state, { asked: overrides }), problem: null }, [event]];
};

/** The candidate goes on without the device, as the desk allowed. */
export const wentWithout: On<'wentWithout'> = (state, { check, ...moment }) => {
  const { asked, without } = state.onboarding;
  const isAllowed = asked.some((one) => one.check === check && one.way === 'without' && one.order !== null);
  const devices = [...without.filter((device) => device !== check), check];
  const outcome = isAllowed ? stepDone(state, check, { asked: others(asked, check), without: devices }) : null;
  return outcome && [outcome[0], [record(moment, 'check.passed', 0, 'without', { check })]];
};

/** A step whose check may have barred the way before: its end is told to the desk, and its device is used after all. */
export function passing<T extends InputType>(check: CheckName, on: On<T>): On<T> {
  return (state, input) => {
    const outcome = on(state, input);
    if (!outcome) return null;
    const [next, jobs] = outcome;
    const { asked, without } = next.onboarding;
    const question = asked.find((one) => one.check === check);
    if (!question && !without.some((device) => device === check)) return outcome;
    const settled = changed(next, {
      asked: others(asked, check),
      without: without.filter((device) => device !== check),
    });
    const cause = question?.order ? 'overridden' : 'mended';
    return [settled, [...jobs, ...(question ? [record(momentOf(input), 'check.passed', 0, cause, { check })] : [])]];
  };
}

function others(asked: readonly AskedCheck[], check: CheckName): AskedCheck[] {
  return asked.filter((one) => one.check !== check);
}

function momentOf({ at, mono }: Moment): Moment {
  return { at, mono };
}

function changed(state: Snapshot, change: Partial<Snapshot['onboarding']>): Snapshot {
  return { ...state, onboarding: { ...state.onboarding, ...change } };
}
