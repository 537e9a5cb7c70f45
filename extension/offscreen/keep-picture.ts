import { appendEntry, nextSegment, readJournal } from '../../src/browser/journal-store.ts';
import { sha256Hex } from '../../src/evidence/digest.ts';
import type { PartBody } from '../../src/protocol/journal.ts';
import type { RecorderCommand } from '../../src/protocol/messages.ts';
import { CandidateError, say } from '../../src/words/saying.ts';
import { mono } from './clock.ts';
import { sealFor } from './sealing.ts';

type KeepPicture = Extract<RecorderCommand, { type: 'keepPicture' }>;

/**
 * Puts a picture, or a short film, into the outbox as a segment of its own: through the same chain and encryption as the
 * recording. May be repeated: what is there already is passed over.
 * @returns the number of its segment
 * @throws Error in words for the candidate when it could not be encrypted or stored
 */
export async function keepPicture({ session, stream, picture, recipients }: KeepPicture): Promise<number> {
  const seal = await sealFor(recipients);
  const segment = await segmentFor(session, stream, picture.parts[0]?.id);
  for (const [part, { id, data, from, duration }] of picture.parts.entries()) {
    const blob = new Blob([bytesOf(data)], { type: picture.mime });
    const last = part === picture.parts.length - 1;
    const place = { kind: 'part', stream, segment, part, last, mime: picture.mime } as const;
    const sealed = await seal({ body: { ...place, bytes: blob.size, from, duration }, blob });
    const body: PartBody = { ...sealed.body, sha256: await sha256Hex(await sealed.blob.arrayBuffer()) };
    await appendEntry(session, { id, wall: Date.now(), mono: mono(), body, blob: sealed.blob }).catch(tellWhy);
  }
  return segment;
}

/** The segment that an earlier try began, or else a new one. */
async function segmentFor(session: string, stream: PartBody['stream'], firstId: string | undefined): Promise<number> {
  const begun = (await readJournal(session)).find(({ id }) => id === firstId)?.body;
  return begun?.kind === 'part' ? begun.segment : nextSegment(session, stream);
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function tellWhy(error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new CandidateError(say('pictureNotStored', why));
}
