import type { SessionRecord } from '../../src/browser/database.ts';
import { readJournal } from '../../src/browser/journal-store.ts';
import { proveReceipt } from '../../src/evidence/receipt-file.ts';
import { signerOf, usableKeys } from '../../src/evidence/signed.ts';
import { NotDelivered } from '../../src/outbox/verdict.ts';
import { keySet } from '../../src/protocol/api.ts';
import type { PublicJwk } from '../../src/protocol/fields.ts';
import { deliver } from './backend-client.ts';

/**
 * Accepts a receipt only when it proves what was recorded here: signed by the backend, for the end that this device
 * signed, with the totals and gaps of this device's own journal. Only then may the journal go.
 * @param end the end that this device signed
 * @returns the receipt file
 * @throws NotDelivered while the receipt does not fit
 */
export async function acceptReceipt(session: SessionRecord, end: string, receipt: string): Promise<string> {
  const backend = await keysFor(session, receipt);
  const signed = { receipt, policy: session.policy, end };
  const journal = await readJournal(session.id);
  return proveReceipt({ signed, device: session.deviceKey, backend }, journal).catch((error: unknown) => {
    console.warn('Receipt refused:', error);
    throw new NotDelivered(
      'The exam server sent a receipt that does not fit what was recorded here. Everything is kept, and it is asked again.',
    );
  });
}

/** The backend's keys as they were at the launch, and as they are now where it has signed with a newer one. */
async function keysFor(session: SessionRecord, receipt: string): Promise<readonly PublicJwk[]> {
  const isKnown = await signerOf(session.backendKeys, receipt).catch(() => null);
  if (isKnown) return session.backendKeys;
  return [...session.backendKeys, ...usableKeys(await deliver(session, 'keys', keySet, { method: 'GET' }))];
}
