import { canonicalHash } from '../evidence/digest.ts';
import type { Policy } from './schema.ts';

/** A policy's identity: SHA-256 of its canonical form, 64 lower-case hexadecimal digits. */
export function policyHash(policy: Policy): Promise<string> {
  return canonicalHash(policy);
}

/** A policy hash as people read it: the first 16 digits in groups of four. The full hash stands beside it for copying. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16).match(/.{4}/g)?.join(' ') ?? hash;
}
