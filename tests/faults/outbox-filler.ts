import { appendEntry } from '../../src/browser/journal-store.ts';
import { sha256Hex } from '../../src/evidence/digest.ts';

/** What is put into an outbox: parts of so many bytes, in segments of so many parts. */
export interface Filling {
  readonly session: string;
  readonly parts: number;
  readonly bytes: number;
  readonly partsPerSegment: number;
  /** Number of the first segment: one that the recorder does not reach. */
  readonly firstSegment: number;
}

/** Runs in the extension: puts made-up parts of the screen into the outbox as the recorder does, through the same code. */
export async function fillOutbox({ session, parts, bytes, partsPerSegment, firstSegment }: Filling): Promise<void> {
  for (let number = 0; number < parts; number++) {
    const content = new Uint8Array(bytes).fill(number);
    const part = number % partsPerSegment;
    const mono = Math.round(performance.timeOrigin + performance.now());
    const body = {
      kind: 'part',
      stream: 'screen',
      segment: firstSegment + Math.floor(number / partsPerSegment),
      part,
      last: part === partsPerSegment - 1,
      mime: 'video/webm;codecs=vp8',
      bytes,
      sha256: await sha256Hex(content),
      from: mono,
      duration: 1,
    } as const;
    await appendEntry(session, { id: crypto.randomUUID(), wall: Date.now(), mono, body, blob: new Blob([content]) });
  }
}
