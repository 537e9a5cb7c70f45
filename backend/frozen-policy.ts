import * as v from 'valibot';

/** All that the backend itself needs of a frozen policy: one that a later version would refuse is still obeyed. */
const frozen = v.object({ retention: v.object({ days: v.number() }) });

/** For how many days recordings are kept. @param policy as JSON */
export function retentionDays(policy: string | null): number {
  return v.parse(frozen, JSON.parse(policy ?? 'null')).retention.days;
}
