import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify } from 'jose';
import { keptSecret } from './secrets.ts';

/** What this backend signs. The kind stands in the JWS header, so that one can never pass for another. */
export type SignedKind = 'launch' | 'policy' | 'accommodation' | 'receipt';

/** The key with which this backend signs launches, policies, accommodations and receipts. */
export interface SigningKey {
  /** The public half as a key set, for /.well-known/jwks.json. */
  readonly keySet: { readonly keys: readonly JWK[] };
  /** Signs a text; the answer is a compact JWS with exactly this payload. */
  sign(kind: SignedKind, payload: string): Promise<string>;
  /**
   * The claims of a launch token that this backend signed.
   * @throws JOSEError when the signature, kind, issuer or expiry is not right
   */
  verifyLaunch(token: string, issuer: string, now: Date): Promise<unknown>;
}

const alg = 'EdDSA';
const typ = (kind: SignedKind) => `vigil-${kind}+jws`;

/** Reads the signing key (Ed25519, private JWK, readable by this user only), or makes it at the first start. */
export async function openSigningKey(path: string): Promise<SigningKey> {
  const jwk: JWK = JSON.parse(await keptSecret(path, makeKey));
  const publicJwk: JWK = { kty: 'OKP', crv: 'Ed25519', ...(jwk.x === undefined ? {} : { x: jwk.x }) };
  const kid = await calculateJwkThumbprint(publicJwk);
  const privateKey = await importJWK(jwk, alg);
  const publicKey = await importJWK(publicJwk, alg);
  return {
    keySet: { keys: [{ ...publicJwk, kid, alg, use: 'sig' }] },
    sign: (kind, payload) =>
      new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg, kid, typ: typ(kind) })
        .sign(privateKey),
    async verifyLaunch(token, issuer, now) {
      const options = { issuer, algorithms: [alg], typ: typ('launch'), currentDate: now };
      const { payload } = await jwtVerify(token, publicKey, options);
      return payload;
    },
  };
}

async function makeKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(alg, { crv: 'Ed25519', extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}
