import * as v from 'valibot';
import { failedCheck, overrideWay } from '../protocol/check-help.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import type { Order } from '../protocol/orders.ts';

const asked = v.object({ ...failedCheck.entries, way: overrideWay });

/**
 * What a desk where nobody sits decides: whoever asks about a check that bars the way may go on without it, where that can
 * be. Each order has the id of the event that asked, so that it is carried out once.
 * @param by who decides, and `reason` why: the candidate may read it
 */
export function deskOrders(journal: readonly JournalEntry[], by: string, reason: string): Order[] {
  return journal.flatMap(({ id, body }) => {
    if (body.kind !== 'event' || body.type !== 'check.failed') return [];
    const about = { ...body.data, cause: body.cause };
    if (!v.is(asked, about) || about.way === 'none') return [];
    const { check, cause } = about;
    return [{ id, kind: 'override', reason, override: { check, cause, by } } as const];
  });
}
