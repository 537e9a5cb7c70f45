import * as v from 'valibot';
import { override } from './check-help.ts';
import { uuid } from './fields.ts';

/** What a person at the desk may order for an exam at any time. `break` grants one, `no-break` refuses the one that was asked for. */
export const examOrderKind = v.picklist(['pause', 'resume', 'terminate', 'extra-time', 'flag', 'break', 'no-break']);
export type ExamOrderKind = v.InferOutput<typeof examOrderKind>;

const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600));

/** An order from the desk. Carried out once, by id. */
export const order = v.object({
  id: uuid,
  /** `admit` and `refuse`: a person looked at the candidate's identity; refused photos are taken again. */
  kind: v.picklist([...examOrderKind.options, 'override', 'admit', 'refuse']),
  /** For the candidate and the journal. */
  reason: v.string(),
  /** Who gave it. */
  by: v.optional(v.string()),
  /** For `extra-time` and `break`: how long. */
  minutes: v.optional(minutes),
  /** For `override`: the failed check that the candidate may go on without. */
  override: v.optional(override),
});
export type Order = v.InferOutput<typeof order>;

/** An order as a person at the desk gives it. `id` makes a repetition harmless. */
export const examOrder = v.pipe(
  v.strictObject({
    id: uuid,
    kind: examOrderKind,
    by: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
    reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
    minutes: v.optional(minutes),
  }),
  v.check(
    ({ kind, minutes: given }) => (kind === 'extra-time' || kind === 'break') === (given !== undefined),
    'extra time and a break need `minutes`, other orders have none',
  ),
);
