import * as v from 'valibot';

/** A random identifier (UUID) made by whoever creates the thing. */
export const uuid = v.pipe(v.string(), v.uuid());
/** A SHA-256 as 64 lower-case hexadecimal digits. */
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
/** Wall-clock time, ISO 8601 in UTC with milliseconds. */
export const instant = v.pipe(v.string(), v.isoTimestamp());
/** Milliseconds, whole, not negative. */
export const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A count or a size in bytes: whole, not negative. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
/** A compact JWS: three base64url parts. */
export const compactJws = v.pipe(v.string(), v.maxLength(64_000), v.regex(/^[\w-]+\.[\w-]+\.[\w-]+$/));
/** A short text that a person typed or will read. */
export const line = v.pipe(v.string(), v.minLength(1), v.maxLength(300));
/** The origin of a web site: scheme, host and port, no path. */
export const origin = v.pipe(
  v.string(),
  v.check(
    (text) => URL.canParse(text) && new URL(text).origin === text,
    'is not an origin such as https://exam.example',
  ),
);
/** A key's fingerprint: its RFC 7638 thumbprint, SHA-256 in base64url. */
export const fingerprint = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
/** A coordinate of a public key: 32 bytes in base64url. */
const coordinate = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
/** The public half of a signing key: Ed25519, or P-256 where a browser lacks it. */
export const publicJwk = v.variant('kty', [
  v.object({ kty: v.literal('OKP'), crv: v.literal('Ed25519'), x: coordinate }),
  v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: coordinate, y: coordinate }),
]);
export type PublicJwk = v.InferOutput<typeof publicJwk>;
