import { createHash } from 'node:crypto';

/**
 * The id that a browser gives to an extension with this `key` in its manifest.
 * @param key base64 of the public key, as it stands in the manifest
 */
export function extensionId(key: string): string {
  const digest = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex');
  const letters = [...digest.slice(0, 32)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
  return letters.join('');
}
