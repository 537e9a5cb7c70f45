import * as v from 'valibot';
import { parseContentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import { bodyLimits } from '../../src/protocol/api.ts';
import { uuid } from '../../src/protocol/fields.ts';
import type { Answer, Handler } from '../endpoint-call.ts';
import { helpOffered } from '../frozen-policy.ts';
import { pictureTypeOf } from '../picture-type.ts';
import { Refusal } from '../problem.ts';
import { readBytes } from '../request-body.ts';
import type { Row } from '../store/database.ts';
import { addPicture, countPictures, findPicture, pictureKey } from '../store/pictures.ts';
import { findSessionOf } from '../store/sessions.ts';
import { requireAttempt, requireRecordings } from './attempts.ts';

/** Pictures that one session may hand in: nobody shows a desk more, and a session is no storage. */
const most = 100;

export const putPicture: Handler<'putPicture'> = (services, { context, session, parameters }) =>
  services.load.upload(async () => {
    const { db, parts } = services;
    const { policy } = await requireAttempt(db, session.attempt);
    if (!helpOffered(policy).pictures) {
      throw new Refusal('invalid-request', 'This exam takes no pictures in the chat. Describe what you see in words.');
    }
    const { picture: id } = parameters;
    if (!v.is(uuid, id)) throw new Refusal('invalid-request', 'Give each picture an id of its own (UUID).');
    const announced = parseContentDigest(context.req.header('content-digest'));
    if (announced === null) {
      throw new Refusal('digest-missing', "Send the picture's SHA-256: Content-Digest: sha-256=:BASE64: (RFC 9530).");
    }
    const bytes = await readBytes(context.env.incoming, bodyLimits.picture);
    const sha256 = await sha256Hex(bytes);
    if (sha256 !== announced) {
      throw new Refusal('digest-mismatch', 'The picture was damaged on its way; send it again.');
    }
    const mime = pictureTypeOf(bytes);
    if (!mime) throw new Refusal('invalid-request', 'This is no PNG, JPEG or WebP picture. Choose another one.');
    const known = await findPicture(db, session.id, id);
    if (known) return answer(known, sha256, false);
    if ((await countPictures(db, session.id)) >= most) {
      throw new Refusal('too-large', `A conversation takes ${most} pictures. Describe what you see in words.`);
    }
    const row = {
      session_id: session.id,
      id,
      mime,
      bytes: bytes.length,
      sha256,
      stored_at: services.now().toISOString(),
    };
    await parts.put(pictureKey(session.id, row), once(bytes), { sha256, maxBytes: bodyLimits.picture });
    const fresh = await addPicture(db, row);
    return answer((await findPicture(db, session.id, id)) ?? row, sha256, fresh);
  });

export const readPicture: Handler<'readPicture'> = async ({ db, parts }, { parameters }) => {
  const { id: attempt } = await requireRecordings(db, parameters.attempt);
  const session = (await findSessionOf(db, attempt))?.id ?? '';
  const picture = await findPicture(db, session, parameters.picture);
  if (!picture) throw new Refusal('not-found', 'There is no such picture in this conversation. Read it again.');
  const chunks: Uint8Array[] = [];
  for await (const chunk of parts.read(pictureKey(session, picture), 0, picture.bytes)) chunks.push(chunk);
  return new Response(Buffer.concat(chunks), {
    headers: { 'Content-Type': picture.mime, 'Content-Length': String(picture.bytes) },
  });
};

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function answer({ id, mime, bytes, sha256 }: Row<'pictures'>, sent: string, fresh: boolean): Response {
  if (sha256 !== sent) {
    throw new Refusal('part-conflict', 'Another picture has this id. Give each picture an id of its own (UUID).');
  }
  return Response.json({ id, mime, bytes, sha256 } satisfies Answer<'putPicture'>, { status: fresh ? 201 : 200 });
}
