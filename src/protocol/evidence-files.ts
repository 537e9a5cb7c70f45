import * as v from 'valibot';
import { compactJws, publicJwk } from './fields.ts';
import { type PartBody, receipt } from './journal.ts';

/**
 * The receipt file: all that a check needs, without a backend. It begins with what the backend confirms and with the
 * policy, so that people can read both; `signed` holds what proves them, and they must say the same.
 */
export const receiptFile = v.strictObject({
  type: v.literal('vigil-receipt'),
  v: v.literal(1),
  receipt,
  policy: v.unknown(),
  signed: v.strictObject({
    /** By the backend. */
    receipt: compactJws,
    policy: compactJws,
    /** By the candidate's device. */
    end: compactJws,
  }),
  keys: v.strictObject({
    /** The key that the session is bound to. */
    device: publicJwk,
    /** The backend's keys that signed receipt and policy, and no others. */
    backend: v.array(publicJwk),
  }),
});
export type ReceiptFile = v.InferOutput<typeof receiptFile>;

/** The files of an exported recording, in a folder of their own. */
export const recordingFiles = {
  /** The receipt file, byte for byte the candidate's. Missing while the attempt has no receipt. */
  receipt: 'receipt.json',
  /** One journal entry a line, in its canonical form: the SHA-256 of a line is the entry's hash. */
  journal: 'journal.jsonl',
} as const;

/** The file of one part, as it was stored. Joined in the order of their names, the parts of a folder are the segment. */
export function partFile({ stream, segment, part }: Pick<PartBody, 'stream' | 'segment' | 'part'>): string {
  const digits = (number: number) => String(number).padStart(6, '0');
  return `parts/${stream}/${digits(segment)}/${digits(part)}`;
}
