import * as v from 'valibot';
import { streamName } from '../../src/protocol/journal.ts';
import { parseByteRange } from '../byte-range.ts';
import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { bytesOf } from '../recorded-bytes.ts';
import { playableParts, shownType } from '../recording.ts';
import type { AttemptFacts } from '../store/attempts.ts';
import type { Database } from '../store/database.ts';
import { storedSegment } from '../store/parts.ts';
import { requireRecordings } from './attempts.ts';

/** A segment's parts, joined in order up to the first hole: what a player can play. */
export const readSegment: Handler<'readSegment'> = async ({ db, parts: store }, { context, parameters }) => {
  const attempt = await requireRecordings(db, parameters.attempt);
  const { session, parts, mime } = await findSegment(db, attempt, parameters.stream, parameters.segment);
  const size = parts.reduce((total, part) => total + part.bytes, 0);
  const range = parseByteRange(context.req.header('range'), size);
  if (range === 'unsatisfiable') {
    throw new Refusal('invalid-request', `This segment is ${size} bytes long; the range lies behind its end.`, {
      status: 416,
      headers: { 'Content-Range': `bytes */${size}` },
    });
  }
  const { from, to } = range ?? { from: 0, to: size };
  return new Response(context.req.method === 'HEAD' ? null : bytesOf(store, session, parts, { from, to }), {
    status: range ? 206 : 200,
    headers: {
      'Content-Type': shownType(parameters.stream, mime),
      'Content-Length': String(to - from),
      'Accept-Ranges': 'bytes',
      ...(range ? { 'Content-Range': `bytes ${from}-${to - 1}/${size}` } : {}),
    },
  });
};

async function findSegment(db: Database, attempt: AttemptFacts, stream: string, number: string) {
  const session = await db.selectFrom('sessions').select('id').where('attempt_id', '=', attempt.id).executeTakeFirst();
  const missing = new Refusal(
    'not-found',
    `Nothing is stored of segment ${number} of the ${stream} stream. It may still be on its way.`,
  );
  if (!session || !v.is(streamName, stream) || !/^\d{1,6}$/.test(number)) throw missing;
  const segment = Number(number);
  const parts = playableParts(await storedSegment(db, { session: session.id, stream, segment }));
  if (parts.length === 0) throw missing;
  const recorded = await db
    .selectFrom('recorded_parts')
    .select(['mime', 'cipher'])
    .where('session_id', '=', session.id)
    .where('stream', '=', stream)
    .where('segment', '=', segment)
    .orderBy('seq')
    .execute();
  // Parts may be here before their entries, which say that they are encrypted; the policy says it from the beginning.
  if (recorded.some(({ cipher }) => cipher !== null) || namesRecipients(attempt)) {
    const first = `/v1/attempts/${attempt.id}/parts/${stream}/${segment}/0`;
    throw new Refusal(
      'encrypted',
      `This recording is encrypted, and this backend has no key. Open the attempt in the console and choose the key file there; or read the parts one by one, such as ${first}, and decrypt each: age -d -i key.txt.`,
    );
  }
  return { session: session.id, parts, mime: recorded[0]?.mime };
}

/** All that is needed of a frozen policy here: one that a later version would refuse is still obeyed. */
const frozen = v.object({ recording: v.object({ recipients: v.optional(v.array(v.string()), []) }) });

function namesRecipients({ policy }: AttemptFacts): boolean {
  return v.parse(frozen, JSON.parse(policy)).recording.recipients.length > 0;
}
