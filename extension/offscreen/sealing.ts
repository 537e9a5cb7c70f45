import { CandidateError, say } from '../../src/words/saying.ts';
import type { RecordedPart } from './stream-recorder.ts';

/** Makes of a recorded part what is stored and sent. */
export type Seal = (part: RecordedPart) => Promise<RecordedPart>;

/** Leaves parts as they were recorded. */
export const unsealed: Seal = async (part) => part;

/**
 * How parts are kept for the policy's recipients: encrypted with age where there are any. Its code is loaded only then.
 * @throws CandidateError when this device cannot encrypt
 */
export async function sealFor(recipients: readonly string[]): Promise<Seal> {
  if (recipients.length === 0) return unsealed;
  try {
    const { encryptFor } = await import('../../src/evidence/part-cipher.ts');
    const encrypt = await encryptFor(recipients);
    return async ({ body, blob }) => {
      const sealed = await encrypt(new Uint8Array(await blob.arrayBuffer()));
      return { body: { ...body, bytes: sealed.length, cipher: 'age' }, blob: new Blob([sealed]) };
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CandidateError(say('encryptionImpossible', why));
  }
}
