import * as v from 'valibot';
import { contentDigest, parseContentDigest } from '../../src/evidence/digest.ts';
import { placeOf } from '../../src/evidence/recorded.ts';
import { bodyLimits } from '../../src/protocol/api.ts';
import { type StreamName, streamName } from '../../src/protocol/journal.ts';
import type { Answer, Call, Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import { bytesOf } from '../recorded-bytes.ts';
import { announcedLength, chunksOf, drain } from '../request-body.ts';
import type { Services } from '../services.ts';
import { watch } from '../silence.ts';
import { BlobDigestMismatch, BlobTooLarge } from '../store/blob-store.ts';
import { addStoredPart, blobKey, findStoredPart, type Place } from '../store/parts.ts';
import { findSessionOf } from '../store/sessions.ts';
import { noteSignOfLife } from '../store/signs-of-life.ts';
import { requireUploadOpen } from '../upload-deadline.ts';
import { requireRecordings } from './attempts.ts';

/** Largest number of a segment, and of a part in its segment. */
const highest = 999_999;

export const putPart: Handler<'putPart'> = (services, call) =>
  services.load.upload(async () => {
    requireUploadOpen(services, call.session);
    const place = readPlace(call.session.id, call.parameters);
    const { incoming } = call.context.env;
    const sha256 = parseContentDigest(call.context.req.header('content-digest'));
    if (sha256 === null) {
      throw new Refusal('digest-missing', "Send the part's SHA-256: Content-Digest: sha-256=:BASE64: (RFC 9530).");
    }
    const known = await findStoredPart(services.db, place);
    if (known) {
      // What is stored has been checked; what is sent again needs no second look, but must be read for our answer to
      // be.
      await drain(incoming, 2 * bodyLimits.part);
      await noteSignOfLife(services.db, place.session, watch(services));
      return answer(place, known, sha256, false);
    }
    if (call.session.state === 'complete') {
      throw new Refusal('attempt-over', 'This session is finished and has its receipt; nothing can be added to it.');
    }
    if ((announcedLength(incoming) ?? 0) > bodyLimits.part) throw tooLarge();
    const bytes = await store(services, call, place, sha256);
    const { row, fresh } = await addStoredPart(services.db, place, { bytes, sha256 }, watch(services));
    if (row.sha256 !== sha256) await services.parts.remove(blobKey(place, sha256));
    return answer(place, row, sha256, fresh);
  });

export const readPart: Handler<'readPart'> = async ({ db, parts }, { context, parameters }) => {
  const { id } = await requireRecordings(db, parameters.attempt);
  const session = await findSessionOf(db, id);
  const place = readPlace(session?.id ?? '', parameters);
  const stored = await findStoredPart(db, place);
  if (!stored) {
    throw new Refusal('not-found', `Nothing is stored at ${placeOf(place)}. It may still be on its way.`);
  }
  const { bytes, sha256 } = stored;
  const body = bytesOf(parts, place.session, [stored], { from: 0, to: bytes });
  return new Response(context.req.method === 'HEAD' ? null : body, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(bytes),
      'Content-Digest': contentDigest(sha256),
      'Content-Disposition': `attachment; filename="${placeOf(place).replaceAll('/', '-')}"`,
    },
  });
};

type PartAddress = Pick<Call<'putPart'>['parameters'], 'stream' | 'segment' | 'part'>;

function readPlace(session: string, { stream, segment, part }: PartAddress): Place {
  const numbers = [segment, part].map((text) => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN));
  const [segmentNumber = Number.NaN, partNumber = Number.NaN] = numbers;
  if (v.is(streamName, stream) && segmentNumber <= highest && partNumber <= highest) {
    return { session, stream: stream satisfies StreamName, segment: segmentNumber, part: partNumber };
  }
  throw new Refusal(
    'invalid-request',
    `A part's address ends in a stream (${streamName.options.join(', ')}) and two numbers up to ${highest}, such as camera/0/3.`,
  );
}

async function store({ parts }: Services, { context }: Call<'putPart'>, place: Place, sha256: string): Promise<number> {
  try {
    return await parts.put(blobKey(place, sha256), chunksOf(context.env.incoming), {
      sha256,
      maxBytes: bodyLimits.part,
    });
  } catch (error) {
    if (error instanceof BlobTooLarge) throw tooLarge();
    if (error instanceof BlobDigestMismatch) {
      throw new Refusal(
        'digest-mismatch',
        'The part is not what its Content-Digest says. It was damaged on its way; send it again.',
      );
    }
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      console.error('The disk for recordings is full; parts are refused until there is room.');
      throw new Refusal('busy', 'There is no room for recordings now. Keep the part and send it again later.', {
        headers: { 'Retry-After': '60' },
      });
    }
    throw error;
  }
}

/**
 * The answer for what is stored at a place: it is what was sent (201 at first, 200 for a repetition), or it is not
 * (409).
 */
function answer(place: Place, stored: { sha256: string; bytes: number }, sha256: string, fresh: boolean): Response {
  if (stored.sha256 !== sha256) {
    throw new Refusal(
      'part-conflict',
      'A part with another digest is stored at this place. A stored part cannot be changed; give the new one a number of its own.',
    );
  }
  const { stream, segment, part } = place;
  const body: Answer<'putPart'> = { stream, segment, part, bytes: stored.bytes, sha256 };
  return Response.json(body, { status: fresh ? 201 : 200 });
}

function tooLarge(): Refusal {
  return new Refusal('too-large', `A part may be ${bodyLimits.part} bytes long at most. Record in shorter parts.`);
}
