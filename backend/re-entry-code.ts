import { randomBytes } from 'node:crypto';
import { secretHash } from './secrets.ts';
import type { Services } from './services.ts';

/** Letters and digits that nobody takes for one another, read out or by eye. There are 32, so that a byte picks evenly. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code such as `K7QD-3MXA`: 40 bits by chance. */
export function newReEntryCode(): string {
  const letters = Array.from(randomBytes(8), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

/**
 * What is stored of a code. Case, spaces and hyphens do not matter. All codes could be tried against a plain hash, so
 * the operator key is part of it: who reads the database alone learns no code.
 */
export function reEntryCodeHash({ operatorKey }: Pick<Services, 'operatorKey'>, session: string, code: string): string {
  return secretHash(`${operatorKey}.${session}.${code.toUpperCase().replace(/[\s\p{Dash_Punctuation}]/gu, '')}`);
}
