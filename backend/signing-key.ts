import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify } from 'jose';
import * as v from 'valibot';
import { fingerprint, type SignedKind, signedType } from '../src/evidence/signed.ts';
import { type PublicJwk, publicJwk as publicJwkSchema } from '../src/protocol/fields.ts';
import { keptSecret } from './secrets.ts';

/** The key with which this backend signs launches, policies, accommodations and receipts. */
export interface SigningKey {
  /** The public half as a key set, for /.well-known/jwks.json. */
  readonly keySet: { readonly keys: readonly JWK[] };
  readonly publicKeys: readonly PublicJwk[];
  /** Signs a text; the answer is a compact JWS with exactly this payload. */
  sign(kind: SignedKind, payload: string): Promise<string>;
  /**
   * The claims of a launch token that this backend signed.
   * @throws JOSEError when the signature, kind, issuer or expiry is not right
   */
  verifyLaunch(token: string, issuer: string, now: Date): Promise<unknown>;
}

const alg = 'EdDSA';

/** Reads the signing key (Ed25519, private JWK, readable by this user only), or makes it at the first start. */
export async function openSigningKey(path: string): Promise<SigningKey> {
  const jwk: JWK = JSON.parse(await keptSecret(path, makeKey));
  const publicJwk = v.parse(publicJwkSchema, { kty: 'OKP', crv: 'Ed25519', x: jwk.x });
  const kid = await fingerprint(publicJwk);
  const privateKey = await importJWK(jwk, alg);
  const publicKey = await importJWK(publicJwk, alg);
  return {
    keySet: { keys: [{ ...publicJwk, kid, alg, use: 'sig' }] },
    publicKeys: [publicJwk],
    sign: (kind, payload) =>
      new CompactSign(new TextEncoder().encode(payload))
        .setProtectedHeader({ alg, kid, typ: signedType(kind) })
        .sign(privateKey),
    async verifyLaunch(token, issuer, now) {
      const options = { issuer, algorithms: [alg], typ: signedType('launch'), currentDate: now };
      const { payload } = await jwtVerify(token, publicKey, options);
      return payload;
    },
  };
}

async function makeKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(alg, { crv: 'Ed25519', extractable: true });
  return JSON.stringify(await exportJWK(privateKey));
}
