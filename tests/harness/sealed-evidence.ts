import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '../../src/evidence/digest.ts';
import type { PartCipher } from '../../src/evidence/part-cipher.ts';
import { isPictureStream, type PartBody } from '../../src/protocol/journal.ts';
import { type Attempt, decodingFaults, pictureFaults, type Reviewed } from './evidence.ts';

/** How every WebM begins, and every JPEG that a browser makes. */
const beginnings = [Buffer.from('1a45dfa3', 'hex'), Buffer.from('ffd8ffe000104a464946', 'hex')];

/** Whether any file below a folder holds the beginning of a WebM or a JPEG. */
export function holdsPlain(folder: string): boolean {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.some(({ parentPath, name }) =>
    beginnings.some((beginning) => readFileSync(join(parentPath, name)).includes(beginning)),
  );
}

/** The parts that a journal names, in their order. */
export function partsOf({ journal }: Attempt): PartBody[] {
  return journal.flatMap(({ body }) => (body.kind === 'part' ? [body] : []));
}

/** Everything wrong with an encrypted recording once it is opened; empty when nothing is. */
export async function sealedFaultsOf(world: Reviewed, attempt: Attempt, open: PartCipher): Promise<string[]> {
  const faults: string[] = [];
  const segments = Map.groupBy(partsOf(attempt), ({ stream, segment }) => `${stream}/${segment}`);
  for (const [name, parts] of segments) {
    const opened: Uint8Array[] = [];
    for (const { part, cipher, bytes, sha256 } of parts.toSorted((a, b) => a.part - b.part)) {
      const response = await world.operator(`/v1/attempts/${attempt.attempt}/parts/${name}/${part}`);
      const sealed = new Uint8Array(await response.arrayBuffer());
      if (cipher !== 'age') faults.push(`${name}/${part}: the journal does not say that it is encrypted`);
      if (sealed.length !== bytes) faults.push(`${name}/${part}: has another length`);
      if ((await sha256Hex(sealed)) !== sha256) faults.push(`${name}/${part}: has another digest`);
      opened.push(await open(sealed));
    }
    const webm = new Uint8Array(Buffer.concat(opened));
    const { stream = '' } = parts[0] ?? {};
    faults.push(...(isPictureStream(stream) ? pictureFaults(name, webm) : await decodingFaults(name, webm, stream)));
  }
  return faults;
}

/**
 * Opens parts with the stock tool, as the provider would by hand.
 * @returns null, and says so, where it is not installed
 */
export function stockAge(keyFile: string): PartCipher | null {
  try {
    execFileSync('age', ['--version'], { stdio: 'ignore' });
  } catch {
    console.warn(
      'Not tried here: the recording opened by the stock tool. Install it (apt install age), and run again.',
    );
    return null;
  }
  return async (part) => new Uint8Array(execFileSync('age', ['-d', '-i', keyFile], { input: part }));
}
