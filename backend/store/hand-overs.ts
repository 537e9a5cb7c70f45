import type { DeskConversation } from '../../src/protocol/desk.ts';
import type { Body } from '../endpoint-call.ts';
import type { Database, Queries } from './database.ts';

type HandOver = NonNullable<DeskConversation['handOvers']>[number];
/** Who has a conversation. */
export interface Holder {
  readonly agent: string;
  readonly since: string;
  readonly note: string;
}

/** Every change of hands of a conversation, in order. */
export async function handOversOf(db: Queries, attempt: string): Promise<HandOver[]> {
  return db
    .selectFrom('hand_overs')
    .select(['number', 'from_agent as from', 'to_agent as to', 'given_by as by', 'note', 'at'])
    .where('attempt_id', '=', attempt)
    .orderBy('number')
    .execute();
}

/** Who has a conversation; null where nobody does. */
export async function holderOf(db: Queries, attempt: string): Promise<Holder | null> {
  return holderAfter((await handOversOf(db, attempt)).at(-1));
}

function holderAfter(last: HandOver | undefined): Holder | null {
  return last?.to ? { agent: last.to, since: last.at, note: last.note } : null;
}

/**
 * Passes a conversation on, if it is still with whom the caller believes to have it. One that is there already stays.
 * @returns who has it now, and whether that is what was asked
 */
export function passOn(
  db: Database,
  attempt: string,
  { from, to, by, note }: Body<'handOver'>,
  now: string,
): Promise<{ holder: Holder | null; outcome: 'passed' | 'there' | 'elsewhere' }> {
  return db.transaction().execute(async (queries) => {
    await lockAttempt(queries, attempt);
    const last = (await handOversOf(queries, attempt)).at(-1);
    const holder = holderAfter(last);
    const agent = holder?.agent ?? null;
    if (agent === to) return { holder, outcome: 'there' };
    if (agent !== from) return { holder, outcome: 'elsewhere' };
    const fresh = { number: (last?.number ?? 0) + 1, from, to, by, note, at: now };
    await queries
      .insertInto('hand_overs')
      .values({
        attempt_id: attempt,
        number: fresh.number,
        from_agent: from,
        to_agent: to,
        given_by: by,
        note,
        at: now,
      })
      .execute();
    return { holder: holderAfter(fresh), outcome: 'passed' };
  });
}

/** Makes others who change this attempt wait. */
export async function lockAttempt(queries: Queries, attempt: string): Promise<void> {
  await queries
    .updateTable('attempts')
    .set((column) => ({ read_number: column.ref('read_number') }))
    .where('id', '=', attempt)
    .execute();
}
