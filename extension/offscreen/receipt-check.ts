import { compactVerify, createLocalJWKSet } from 'jose';
import * as v from 'valibot';
import type { SessionRecord } from '../../src/browser/database.ts';
import { sha256Hex } from '../../src/evidence/digest.ts';
import { NotDelivered } from '../../src/outbox/verdict.ts';
import { receipt } from '../../src/protocol/journal.ts';
import { deliver } from './backend-client.ts';

const keySet = v.object({ keys: v.array(v.looseObject({ kty: v.string() })) });

/**
 * Accepts a receipt only when a key of the backend signed it and it names this session's end: with the receipt the
 * journal goes from this device.
 * @param end the signed end that was handed in
 * @throws NotDelivered when it is another receipt or none at all, or the keys cannot be had
 */
export async function checkReceipt(session: SessionRecord, end: string, jws: string): Promise<void> {
  const keys = await deliver(session, 'keys', keySet, { method: 'GET' });
  const verified = await compactVerify(jws, createLocalJWKSet(keys)).catch(() => undefined);
  const said: unknown = verified && JSON.parse(new TextDecoder().decode(verified.payload));
  if (v.is(receipt, said) && said.session === session.id && said.end === (await sha256Hex(end))) return;
  throw new NotDelivered('What came back is not the receipt for this exam. It is asked for again.');
}
