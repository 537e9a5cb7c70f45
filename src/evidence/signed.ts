import { base64url, calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as v from 'valibot';
import { type PublicJwk, publicJwk } from '../protocol/fields.ts';

/** What a backend signs. The kind stands in the JWS header, so that one cannot pass for another. */
export type SignedKind = 'launch' | 'policy' | 'accommodation' | 'receipt';

/** The `typ` header of what a backend signs. */
export function signedType(kind: SignedKind): string {
  return `vigil-${kind}+jws`;
}

/** A key's fingerprint, which backends also publish as its `kid`: the RFC 7638 thumbprint, SHA-256 in base64url. */
export function fingerprint(key: PublicJwk): Promise<string> {
  return calculateJwkThumbprint(key);
}

/** The keys of a published key set that signatures here may be by: Ed25519 and P-256. */
export function usableKeys({ keys }: { readonly keys: readonly unknown[] }): PublicJwk[] {
  return keys.flatMap((key) => {
    const result = v.safeParse(publicJwk, key);
    return result.success ? [result.output] : [];
  });
}

/** What a compact JWS says, as parsed JSON. Reads it only: no signature is checked. @throws Error when it says nothing */
export function payloadOf(jws: string): unknown {
  return JSON.parse(new TextDecoder().decode(base64url.decode(jws.split('.')[1] ?? '')));
}

/**
 * The text that a key has signed.
 * @throws Error unless the compact JWS is this key's, down to the last bit of its text
 */
export async function signedBy(key: PublicJwk, jws: string): Promise<string> {
  // Decoders pass over the unused bits at the end of base64; here every bit counts.
  const isExact = jws.split('.').every((part) => base64url.encode(base64url.decode(part)) === part);
  if (!isExact) throw new Error('The signature is not written as a signature is');
  const algorithms = key.kty === 'OKP' ? ['EdDSA', 'Ed25519'] : ['ES256'];
  const { payload } = await compactVerify(jws, await importJWK(key, algorithms[0]), { algorithms });
  return new TextDecoder().decode(payload);
}

/** The fingerprint of the key that a JWS names as its signer; empty when it names none. */
export function signerNamed(jws: string): string {
  return decodeProtectedHeader(jws).kid ?? '';
}

/** The key, of those given, that a JWS names as its signer by fingerprint. @throws Error when it is not among them */
export async function signerOf(keys: readonly PublicJwk[], jws: string): Promise<PublicJwk> {
  const named = signerNamed(jws);
  for (const key of keys) if ((await fingerprint(key)) === named) return key;
  throw new Error(`The key '${named}' is not among those given`);
}

/**
 * The text that a backend has signed as this kind of document.
 * @param keys the backend's keys; the JWS names the one it was signed with by its fingerprint
 * @throws Error unless one of the keys signed it, as this kind
 */
export async function signedAs(kind: SignedKind, keys: readonly PublicJwk[], jws: string): Promise<string> {
  const text = await signedBy(await signerOf(keys, jws), jws);
  if (decodeProtectedHeader(jws).typ !== signedType(kind)) throw new Error(`This was not signed as a ${kind}`);
  return text;
}
