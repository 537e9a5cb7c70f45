import { createTarPacker } from 'modern-tar';
import { writeReceiptFile } from '../../src/evidence/receipt-file.ts';
import { journalText } from '../../src/evidence/recording.ts';
import { partFile, recordingFiles } from '../../src/protocol/evidence-files.ts';
import type { Handler } from '../endpoint-call.ts';
import { Refusal } from '../problem.ts';
import type { Services } from '../services.ts';
import type { AttemptFacts } from '../store/attempts.ts';
import type { Row } from '../store/database.ts';
import { readJournal, readRecording } from '../store/journal.ts';
import { blobKey } from '../store/parts.ts';
import { findSessionOf } from '../store/sessions.ts';
import { requireRecordings } from './attempts.ts';

/** A file of the archive. Its content is read when its turn comes. */
interface ArchivedFile {
  readonly path: string;
  readonly bytes: number;
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/**
 * Everything that is stored of an attempt's recording as one tar, the same bytes each time: receipt file, journal and
 * parts. An attempt without a receipt is exported without one.
 */
export const exportRecording: Handler<'exportRecording'> = async (services, { parameters }) => {
  const attempt = await requireRecordings(services.db, parameters.attempt);
  const session = await findSessionOf(services.db, attempt.id);
  if (!session) throw new Refusal('not-found', 'Nobody has opened this attempt, so nothing of it was recorded yet.');
  const name = `vigil-recording-${attempt.id}`;
  const files = await filesOf(services, attempt, session);
  return new Response(archive(name, new Date(attempt.ended_at ?? attempt.created_at), files), {
    headers: { 'Content-Type': 'application/x-tar', 'Content-Disposition': `attachment; filename="${name}.tar"` },
  });
};

async function filesOf(services: Services, attempt: AttemptFacts, session: Row<'sessions'>): Promise<ArchivedFile[]> {
  const { db, parts } = services;
  const { stored } = await readRecording(db, session.id);
  const places = stored.map((part) => ({ ...part, path: partFile(part) }));
  places.sort((a, b) => (a.path < b.path ? -1 : 1));
  return [
    ...(await receiptFileOf(services, attempt, session)),
    textFile(recordingFiles.journal, journalText(await readJournal(db, session.id))),
    ...places.map(({ path, ...part }) => ({
      path,
      bytes: part.bytes,
      content: parts.read(blobKey({ session: session.id, ...part }, part.sha256), 0, part.bytes),
    })),
  ];
}

async function receiptFileOf(
  { signingKey }: Services,
  { policy_jws: policy }: AttemptFacts,
  { receipt, signed_end: end, device_key: device }: Row<'sessions'>,
): Promise<ArchivedFile[]> {
  if (receipt === null || end === null) return [];
  const signed = { receipt, policy, end };
  const text = await writeReceiptFile({ signed, device: JSON.parse(device), backend: signingKey.publicKeys });
  return [textFile(recordingFiles.receipt, text)];
}

function textFile(path: string, text: string): ArchivedFile {
  const content = new TextEncoder().encode(text);
  return { path, bytes: content.length, content: [content] };
}

/** A tar that is written as fast as it is read, and no further when the reader leaves. */
function archive(folder: string, mtime: Date, files: readonly ArchivedFile[]): ReadableStream<Uint8Array> {
  const { readable, controller } = createTarPacker();
  const pack = async () => {
    for (const { path, bytes, content } of files) {
      const entry = controller.add({ name: `${folder}/${path}`, size: bytes, mtime }).getWriter();
      for await (const chunk of content) await entry.write(chunk);
      await entry.close();
    }
    controller.finalize();
  };
  void pack().catch((error: unknown) => controller.error(error));
  return readable;
}
