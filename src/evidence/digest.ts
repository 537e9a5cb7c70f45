/** Any value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * The one text form of a JSON value that hashes are made of: keys sorted at every level by code unit,
 * no white space, numbers and strings as JSON.stringify writes them (the form of RFC 8785 for the values we use).
 * Members whose value is `undefined` are left out.
 * @throws TypeError for anything JSON cannot carry (NaN, functions, dates).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical JSON form`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
  }
  throw new TypeError(`a ${typeof value} has no canonical JSON form`);
}

function isPlain(value: object): value is Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** SHA-256 of bytes, or of a text's UTF-8 bytes, as 64 lower-case hexadecimal digits. */
export async function sha256Hex(data: string | Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', toBytes(data))));
}

/** SHA-256 of a value's canonical JSON form, as 64 lower-case hexadecimal digits. */
export function canonicalHash(value: unknown): Promise<string> {
  return sha256Hex(canonicalJson(value));
}

/** The `Content-Digest` header of RFC 9530 for a SHA-256 given as 64 hexadecimal digits. */
export function contentDigest(sha256: string): string {
  const bytes = sha256.match(/../g)?.map((pair) => String.fromCharCode(Number.parseInt(pair, 16))) ?? [];
  return `sha-256=:${btoa(bytes.join(''))}:`;
}

/** The SHA-256, as hexadecimal digits, that a `Content-Digest` header names; null when it names none. */
export function parseContentDigest(header: string | null | undefined): string | null {
  const base64 = header?.match(/(?:^|,)\s*sha-256=:([A-Za-z0-9+/]{43}=):/)?.[1];
  return base64 ? toHex(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))) : null;
}

function toBytes(data: string | Uint8Array<ArrayBuffer> | ArrayBuffer): Uint8Array<ArrayBuffer> {
  if (typeof data === 'string') return new TextEncoder().encode(data);
  return data instanceof Uint8Array ? data : new Uint8Array(data);
}

function toHex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
