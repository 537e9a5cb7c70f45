import * as v from 'valibot';

/** All that the backend itself needs of a frozen policy: one that a later version would refuse is still obeyed. */
const frozen = v.object({
  retention: v.object({ days: v.number() }),
  help: v.optional(
    v.object({ technical: v.optional(v.boolean(), false), pictures: v.optional(v.boolean(), false) }),
    {},
  ),
});

/** For how many days recordings are kept. @param policy as JSON */
export function retentionDays(policy: string | null): number {
  return v.parse(frozen, JSON.parse(policy ?? 'null')).retention.days;
}

/** What a candidate may do in the chat besides writing to the provider's desk. @param policy as JSON */
export function helpOffered(policy: string | null): { readonly technical: boolean; readonly pictures: boolean } {
  return v.parse(frozen, JSON.parse(policy ?? 'null')).help;
}
