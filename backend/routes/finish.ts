import * as v from 'valibot';
import { canonicalJson, sha256Hex } from '../../src/evidence/digest.ts';
import { type Recorded, recordedIn } from '../../src/evidence/recorded.ts';
import { signedBy } from '../../src/evidence/signed.ts';
import type { PublicJwk } from '../../src/protocol/fields.ts';
import { type EndRecord, endRecord, type Receipt } from '../../src/protocol/journal.ts';
import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { missingParts } from '../recording.ts';
import type { Services } from '../services.ts';
import { watch } from '../silence.ts';
import { findAttempt } from '../store/attempts.ts';
import type { Queries, Row } from '../store/database.ts';
import { readJournal, readRecording } from '../store/journal.ts';
import type { SessionCaller } from '../store/sessions.ts';
import { lockSession } from '../store/signs-of-life.ts';
import { requireUploadOpen } from '../upload-deadline.ts';

/** Most missing parts that are named at once. */
const named = 100;

export const finish: Handler<'finish'> = async (services, { session, body }) => {
  const end = await readEnd(session, body.end);
  const endHash = await sha256Hex(body.end);
  const moment = watch(services);
  return services.db.transaction().execute(async (queries) => {
    const row = await lockSession(queries, session.id, moment);
    if (row.receipt !== null) return { receipt: row.receipt };
    requireUploadOpen(services, session);
    await requireEverything(queries, row, end);
    const recorded = recordedIn(await readJournal(queries, session.id));
    const facts = { end, endHash, receivedAt: moment.now, recorded };
    const receipt = await services.signingKey.sign(
      'receipt',
      canonicalJson(await receiptOf(services, queries, row, facts)),
    );
    await queries.updateTable('sessions').set({ receipt, signed_end: body.end }).where('id', '=', row.id).execute();
    await queries
      .updateTable('attempts')
      .set((column) => ({
        state: 'complete',
        reason: column.fn.coalesce('reason', column.val(end.reason)),
        ended_at: column.fn.coalesce('ended_at', column.val(end.at)),
      }))
      .where('id', '=', row.attempt_id)
      .execute();
    return { receipt };
  });
};

/** @throws Refusal `invalid-request` unless this session's device signed this session's end */
async function readEnd(session: SessionCaller, jws: string): Promise<EndRecord> {
  const end = v.safeParse(endRecord, await verified(JSON.parse(session.deviceKey), jws));
  if (!end.success) throw new Refusal('invalid-request', `The end record is not complete. ${end.issues[0].message}`);
  if (end.output.session === session.id && end.output.policy === session.policyHash) return end.output;
  throw new Refusal('invalid-request', 'The end record is for another session or another policy.');
}

async function verified(deviceKey: PublicJwk, jws: string): Promise<unknown> {
  try {
    return JSON.parse(await signedBy(deviceKey, jws));
  } catch {
    const detail =
      'The end record is not signed by the device that this session is bound to. Finish on the device of the exam.';
    throw new Refusal('invalid-request', detail);
  }
}

/** @throws Refusal `incomplete` that says what to send, unless all that the end record names is here */
async function requireEverything(queries: Queries, session: Row<'sessions'>, end: EndRecord): Promise<void> {
  const { next, head } = session;
  if (end.entries !== next || end.head !== head) {
    throw new Refusal('incomplete', describeDifference(end, next), { members: { expected: next, missing: [] } });
  }
  const { recorded, stored } = await readRecording(queries, session.id);
  const missing = missingParts(recorded, stored);
  if (missing.length === 0) return;
  throw new Refusal(
    'incomplete',
    `${missing.length} parts of the recording are not here yet. Send them, then finish again.`,
    {
      members: { expected: next, missing: missing.slice(0, named) },
    },
  );
}

function describeDifference(end: EndRecord, next: number): string {
  if (end.entries > next)
    return `The journal is here up to entry ${next} of ${end.entries}. Send the rest, then finish again.`;
  if (end.entries < next)
    return `The end record names ${end.entries} entries, but ${next} are here. Sign the end of the whole journal.`;
  return 'The end record names another last entry than the one that is here. Sign the end of the journal that was sent.';
}

interface Facts {
  readonly end: EndRecord;
  readonly endHash: string;
  readonly receivedAt: string;
  readonly recorded: Recorded;
}

async function receiptOf(
  { provider, origin }: Services,
  queries: Queries,
  session: Row<'sessions'>,
  facts: Facts,
): Promise<Receipt> {
  const attempt = await findAttempt(queries, session.attempt_id);
  if (!attempt) throw new Error(`session ${session.id} has no attempt`);
  const { end, endHash, receivedAt, recorded } = facts;
  return {
    v: 1,
    session: session.id,
    attempt: attempt.id,
    exam: attempt.title,
    provider: provider.name,
    backend: origin,
    device: session.device_thumbprint,
    policy: end.policy,
    entries: end.entries,
    head: end.head,
    reason: end.reason,
    end: endHash,
    // An attempt that was declined never started: its time runs from the opening of the launch.
    startedAt: attempt.started_at ?? session.opened_at,
    endedAt: attempt.ended_at ?? end.at,
    receivedAt,
    ...recorded,
  };
}
