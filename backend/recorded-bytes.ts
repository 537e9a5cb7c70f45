import type { ByteRange } from './byte-range.ts';
import type { StoredPart } from './recording.ts';
import type { BlobStore } from './store/blob-store.ts';
import { blobKey } from './store/parts.ts';

/**
 * The bytes of a range over parts that lie one behind the other. Nothing is opened before somebody reads, and what is
 * open is closed when the reader leaves.
 */
export function bytesOf(
  store: BlobStore,
  session: string,
  parts: readonly StoredPart[],
  range: ByteRange,
): ReadableStream<Uint8Array> {
  const chunks = joined(store, session, parts, range);
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
