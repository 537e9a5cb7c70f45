import * as v from 'valibot';
import { type Receipt, receipt } from '../protocol/journal.ts';

/**
 * What a receipt says. Reads it only: the signature is not checked here; the saved file carries all that a check needs.
 * @param jws the receipt as the backend signed it
 * @throws Error when this is not a receipt
 */
export function readReceipt(jws: string): Receipt {
  const payload = jws.split('.')[1] ?? '';
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    return v.parse(receipt, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new Error('The receipt cannot be read. It is kept as it came; ask the provider to check it.', { cause });
  }
}

/** The receipt as a file for the candidate: what it says, the signed form that proves it, and where its key is published. */
export function receiptFile(jws: string, backend: string): string {
  const keys = `${backend}/.well-known/jwks.json`;
  return `${JSON.stringify({ receipt: readReceipt(jws), signed: jws, keys }, null, 2)}\n`;
}

/** A name for that file which any file system takes. */
export function receiptFileName({ exam, receivedAt }: Receipt): string {
  const title = exam
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `vigil-receipt-${title || 'exam'}-${receivedAt.slice(0, 10)}.json`;
}
