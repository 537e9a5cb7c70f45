import * as v from 'valibot';
import { NotAKeyFile, readIdentityFile } from '../../../../src/evidence/identity-file.ts';
import type { PartCipher } from '../../../../src/evidence/part-cipher.ts';

/** A key file is a few lines; anything longer is something else. */
const longest = 100_000;

const policyRecipients = v.object({ recording: v.object({ recipients: v.array(v.string()) }) });

/** The public keys for which a policy has recordings encrypted; none when it names none. */
export function recipientsIn(policy: unknown): readonly string[] {
  return v.is(policyRecipients, policy) ? policy.recording.recipients : [];
}

/** A public key short enough to be compared by eye: `age1mung2aal…gpysgv`. */
export function shortKey(key: string): string {
  return `${key.slice(0, 12)}…${key.slice(-6)}`;
}

/**
 * Makes of a key file what decrypts parts. The code for it is loaded only now.
 * @param recipients public keys that the recording is encrypted for; none when that is not known
 * @throws NotAKeyFile that says what the file is instead, or whose key it holds
 */
export async function readKeyFile(file: Blob, recipients: readonly string[]): Promise<PartCipher> {
  if (file.size > longest) {
    throw new NotAKeyFile('This file is too long for a key file, which has a few lines. Choose the one of age-keygen.');
  }
  const identities = readIdentityFile(await file.text());
  const { decryptWith, recipientsOf } = await import('../../../../src/evidence/part-cipher.ts');
  const own = await recipientsOf(identities);
  if (recipients.length === 0 || own.some((key) => recipients.includes(key))) return decryptWith(identities);
  const list = (keys: readonly string[]) => keys.map(shortKey).join(', ');
  throw new NotAKeyFile(
    `This is the key file of ${list(own)}, and the recording is encrypted for ${list(recipients)}. Choose the file of that key.`,
  );
}
