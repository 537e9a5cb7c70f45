import * as v from 'valibot';
import { type ReceiptFile, receiptFile } from '../protocol/evidence-files.ts';
import { type PublicJwk, publicJwk } from '../protocol/fields.ts';
import { endRecord, type JournalEntry, type Receipt, receipt } from '../protocol/journal.ts';
import { canonicalJson, sha256Hex } from './digest.ts';
import { EvidenceFault, faultUnless } from './evidence-fault.ts';
import { recordedIn, saysTheSame } from './recorded.ts';
import { fingerprint, payloadOf, signedAs, signedBy, signerOf } from './signed.ts';

/** What a receipt file is made of. */
export interface Signed {
  readonly signed: ReceiptFile['signed'];
  readonly device: PublicJwk;
  /** The backend's keys; those that signed nothing here are left out of the file. */
  readonly backend: readonly PublicJwk[];
}

/**
 * The text of a receipt file. Whoever makes it of the same signed documents makes the same bytes: candidate and backend
 * hold the same file. Nothing is checked here.
 * @throws Error when a key is missing, or a document is no JWS
 */
export async function writeReceiptFile({ signed, device, backend }: Signed): Promise<string> {
  const signers = [await signerOf(backend, signed.receipt), await signerOf(backend, signed.policy)];
  const prints = await Promise.all(signers.map(fingerprint));
  const file: v.InferInput<typeof receiptFile> = {
    type: 'vigil-receipt',
    v: 1,
    receipt: v.parse(receipt, payloadOf(signed.receipt)),
    policy: payloadOf(signed.policy),
    signed: { receipt: signed.receipt, policy: signed.policy, end: signed.end },
    keys: {
      device: v.parse(publicJwk, device),
      backend: signers.filter((_, at) => prints.indexOf(prints[at] ?? '') === at).map((key) => v.parse(publicJwk, key)),
    },
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * The receipt file for a recording whose journal is at hand, once the receipt proves this very journal.
 * @throws EvidenceFault when the receipt is forged, or for another end, or says something else of what was recorded
 */
export async function proveReceipt(given: Signed, journal: readonly JournalEntry[]): Promise<string> {
  const file = await writeReceiptFile(given).catch(() => {
    throw new EvidenceFault('This is not a receipt by a key of the backend.');
  });
  const { receipt: confirmed } = await checkReceiptFile(new TextEncoder().encode(file));
  faultUnless(
    saysTheSame(confirmed, recordedIn(journal)),
    'The receipt says something else of what was recorded, or of the gaps, than the journal.',
  );
  return file;
}

/** A receipt file in which everything fits. */
export interface CheckedReceipt {
  readonly receipt: Receipt;
  /** Fingerprints of the backend's keys. Whether they are the backend's only a comparison with the published ones can tell. */
  readonly backendKeys: readonly string[];
}

/**
 * Checks all that a receipt file can prove by itself: the signatures of backend and device, that they speak of the same
 * session, policy and journal, and that not one bit of the file is another than was signed.
 * @param known fingerprints of the backend's keys, known from elsewhere; none when they are not known
 * @throws EvidenceFault that names the first thing that is wrong
 */
export async function checkReceiptFile(
  bytes: Uint8Array<ArrayBuffer>,
  known: readonly string[] = [],
): Promise<CheckedReceipt> {
  const file = parseFile(bytes);
  const { signed, keys } = file;
  const confirmed = await checkReceipt(file);
  await checkPolicy(file, confirmed);
  await checkEnd(file, confirmed);
  const exact = await writeReceiptFile({ signed, ...keys }).catch(() => '');
  faultUnless(
    (await sha256Hex(exact)) === (await sha256Hex(bytes)),
    'The receipt file was edited, or saved anew by another program: it is not as Vigil wrote it, though its signatures fit. Use the file as it was first saved.',
  );
  const backendKeys = await Promise.all(keys.backend.map(fingerprint));
  const unknown = known.length > 0 && backendKeys.find((key) => !known.includes(key));
  faultUnless(!unknown, `Key ${unknown} signed this, and not the backend's key that you named.`);
  return { receipt: confirmed, backendKeys };
}

function parseFile(bytes: Uint8Array): ReceiptFile {
  try {
    return v.parse(receiptFile, JSON.parse(new TextDecoder().decode(bytes)));
  } catch (error) {
    const place = error instanceof v.ValiError ? ` (at ${v.getDotPath(error.issues[0]) ?? 'its beginning'})` : '';
    throw new EvidenceFault(`This is not a receipt file, or it was changed so that it cannot be read${place}.`);
  }
}

async function checkReceipt({ signed, keys, receipt: said }: ReceiptFile): Promise<Receipt> {
  const text = await signedAs('receipt', keys.backend, signed.receipt).catch(() => {
    throw new EvidenceFault(
      "The receipt's signature does not fit the backend's key: receipt, signature or key was changed.",
    );
  });
  const confirmed = parsed(receipt, text, 'What the backend signed is not a receipt.');
  faultUnless(
    canonicalJson(said) === canonicalJson(confirmed),
    'The receipt file says something else in "receipt" than the backend signed.',
  );
  return confirmed;
}

async function checkPolicy({ signed, keys, policy }: ReceiptFile, confirmed: Receipt): Promise<void> {
  const text = await signedAs('policy', keys.backend, signed.policy).catch(() => {
    throw new EvidenceFault(
      "The policy's signature does not fit the backend's key: policy, signature or key was changed.",
    );
  });
  faultUnless(
    (await sha256Hex(text)) === confirmed.policy,
    'The policy is not the one of this attempt: the receipt names another policy hash. It was replaced.',
  );
  faultUnless(
    canonicalJson(policy) === text,
    'The receipt file says something else in "policy" than the backend signed.',
  );
}

async function checkEnd({ signed, keys }: ReceiptFile, confirmed: Receipt): Promise<void> {
  faultUnless(
    (await fingerprint(keys.device)) === confirmed.device,
    "The device's key is not the one that the attempt was bound to. It was replaced.",
  );
  const text = await signedBy(keys.device, signed.end).catch(() => {
    throw new EvidenceFault("The end record's signature does not fit the device's key: it was changed or signed anew.");
  });
  const end = parsed(endRecord, text, 'What the device signed is not an end record.');
  faultUnless(
    (await sha256Hex(signed.end)) === confirmed.end,
    'The receipt is for another end record than the one in the file.',
  );
  for (const name of ['session', 'policy', 'entries', 'head', 'reason'] as const) {
    faultUnless(
      end[name] === confirmed[name],
      `The device's end record and the backend's receipt differ in "${name}".`,
    );
  }
}

function parsed<S extends v.GenericSchema>(schema: S, text: string, fault: string): v.InferOutput<S> {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    throw new EvidenceFault(fault);
  }
}
