import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';

// Imported only where something is encrypted: it brings the cryptography of age along.

/** How an age file begins. */
const magic = 'age-encryption.org/v1\n';

type Bytes = Uint8Array<ArrayBuffer>;
/** Turns a part into another form of it. */
export type PartCipher = (part: Bytes) => Promise<Bytes>;

/**
 * Encrypts parts for age public keys (X25519): each becomes an age file of its own that any one of the keys opens.
 * A trial shows that it works before anything is recorded.
 * @throws Error when this device cannot encrypt for these keys
 */
export async function encryptFor(recipients: readonly string[]): Promise<PartCipher> {
  if (recipients.length === 0) throw new Error('Nobody is named for whom the recording could be encrypted.');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const encrypt = async (part: Bytes) => new Uint8Array(await encrypter.encrypt(part));
  await encrypt(new Uint8Array(1));
  return encrypt;
}

/** Why a part cannot be opened. */
export class PartUnreadable extends Error {
  override name = 'PartUnreadable';
  readonly kind: 'not-age' | 'wrong-key' | 'damaged';
  constructor(kind: PartUnreadable['kind'], options?: { readonly cause: unknown }) {
    super(`A part cannot be decrypted: ${kind}`);
    if (options) this.cause = options.cause;
    this.kind = kind;
  }
}

/**
 * Opens parts with age secret keys; each is tried.
 * @returns a cipher that throws PartUnreadable
 */
export function decryptWith(identities: readonly string[]): PartCipher {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return async (part) => {
    if (!isAgeFile(part)) throw new PartUnreadable('not-age');
    try {
      return new Uint8Array(await decrypter.decrypt(part));
    } catch (cause) {
      const isForOthers = cause instanceof Error && cause.message.startsWith('no identity matched');
      throw new PartUnreadable(isForOthers ? 'wrong-key' : 'damaged', { cause });
    }
  };
}

/** The public keys that belong to secret keys. */
export function recipientsOf(identities: readonly string[]): Promise<string[]> {
  return Promise.all(identities.map(identityToRecipient));
}

function isAgeFile(bytes: Bytes): boolean {
  return new TextDecoder().decode(bytes.subarray(0, magic.length)) === magic;
}
