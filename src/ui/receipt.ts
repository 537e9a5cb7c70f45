import * as v from 'valibot';
import { payloadOf } from '../evidence/signed.ts';
import { type Receipt, receipt } from '../protocol/journal.ts';
import { CandidateError, say } from '../words/saying.ts';
import { fileName } from './file-name.ts';

/**
 * What a receipt says. Reads it only: the signature is not checked here.
 * @param jws the receipt as the backend signed it
 * @throws CandidateError when this is not a receipt
 */
export function readReceipt(jws: string): Receipt {
  try {
    return v.parse(receipt, payloadOf(jws));
  } catch {
    throw new CandidateError(say('receiptUnreadable'));
  }
}

/** A name for a receipt file which any file system takes. */
export function receiptFileName({ exam, receivedAt }: Receipt): string {
  return fileName('vigil-receipt', exam, receivedAt, 'json');
}
