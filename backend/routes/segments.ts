import * as v from 'valibot';
import { streamName } from '../../src/protocol/journal.ts';
import { type ByteRange, parseByteRange } from '../byte-range.ts';
import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { playableParts, type StoredPart, videoType } from '../recording.ts';
import type { Services } from '../services.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { blobKey, storedSegment } from '../store/parts.ts';
import { requireAttempt, requireKept } from './attempts.ts';

/** A segment's parts, joined in order up to the first hole: what a player can play. */
export const readSegment: Handler<'readSegment'> = async (services, { context, parameters }) => {
  const attempt = await requireAttempt(services.db, parameters.attempt);
  requireKept(attempt);
  const { session, parts, mime } = await findSegment(services, attempt.id, parameters.stream, parameters.segment);
  const size = parts.reduce((total, part) => total + part.bytes, 0);
  const range = parseByteRange(context.req.header('range'), size);
  if (range === 'unsatisfiable') {
    throw new Refusal('invalid-request', `This segment is ${size} bytes long; the range lies behind its end.`, {
      status: 416,
      headers: { 'Content-Range': `bytes */${size}` },
    });
  }
  const { from, to } = range ?? { from: 0, to: size };
  const stream = streamOf(joined(services.parts, session, parts, { from, to }));
  return new Response(context.req.method === 'HEAD' ? null : stream, {
    status: range ? 206 : 200,
    headers: {
      'Content-Type': videoType(mime),
      'Content-Length': String(to - from),
      'Accept-Ranges': 'bytes',
      ...(range ? { 'Content-Range': `bytes ${from}-${to - 1}/${size}` } : {}),
    },
  });
};

async function findSegment({ db }: Services, attempt: string, stream: string, number: string) {
  const session = await db.selectFrom('sessions').select('id').where('attempt_id', '=', attempt).executeTakeFirst();
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
    .select('mime')
    .where('session_id', '=', session.id)
    .where('stream', '=', stream)
    .where('segment', '=', segment)
    .orderBy('seq')
    .executeTakeFirst();
  return { session: session.id, parts, mime: recorded?.mime };
}

/** The bytes of a range over parts that lie one behind the other. */
async function* joined(
  store: BlobStore,
  session: string,
  parts: readonly StoredPart[],
  range: ByteRange,
): AsyncGenerator<Uint8Array> {
  let begin = 0;
  for (const part of parts) {
    const from = Math.max(range.from - begin, 0);
    const to = Math.min(range.to - begin, part.bytes);
    if (from < to) yield* store.read(blobKey({ session, ...part }, part.sha256), from, to);
    begin += part.bytes;
  }
}

/** A stream that opens nothing before somebody reads, and closes what is open when the reader leaves. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
