import { CompactSign, exportJWK } from 'jose';
import { canonicalJson } from '../evidence/digest.ts';
import { fingerprint } from '../evidence/signed.ts';
import type { PublicJwk } from '../protocol/fields.ts';
import type { EndRecord } from '../protocol/journal.ts';
import { type DeviceKey, database, strict } from './database.ts';

/** The key of an attempt on this device, made at the first use. Ed25519, or P-256 where the browser lacks it. */
export async function deviceKey(attempt: string): Promise<DeviceKey> {
  const db = await database();
  const known = await db.get('keys', attempt);
  if (known) return known;
  const pair = await newPair();
  const { kty, crv, x, y } = await exportJWK(pair.publicKey);
  const publicJwk = (kty === 'OKP' ? { kty, crv, x } : { kty, crv, x, y }) as PublicJwk;
  const fresh = { launch: attempt, privateKey: pair.privateKey, publicJwk };
  const write = db.transaction('keys', 'readwrite', strict);
  const raced = await write.store.get(attempt);
  if (!raced) void write.store.put(fresh);
  await write.done;
  return raced ?? fresh;
}

async function newPair(): Promise<CryptoKeyPair> {
  try {
    return (await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair;
  } catch {
    return crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  }
}

/** Signs a session's end record as a compact JWS. */
export function signEnd(key: DeviceKey, end: EndRecord): Promise<string> {
  return signed(key, canonicalJson(end), {});
}

/** Signs a text as a compact JWS that names its signer. @param header further members of its header */
export async function signText(key: DeviceKey, text: string, header: Readonly<Record<string, unknown>>) {
  return signed(key, text, { ...header, kid: await fingerprint(key.publicJwk) });
}

function signed({ privateKey, publicJwk }: DeviceKey, text: string, header: object): Promise<string> {
  const alg = publicJwk.kty === 'OKP' ? 'EdDSA' : 'ES256';
  return new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ ...header, alg }).sign(privateKey);
}
