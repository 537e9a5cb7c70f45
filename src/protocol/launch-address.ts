import * as v from 'valibot';
import { compactJws } from './fields.ts';

/** A launch address taken apart: `https://backend.example/launch#TOKEN`. */
export interface LaunchAddress {
  readonly backend: string;
  readonly token: string;
}

/** Writes a launch address. */
export function launchAddress({ backend, token }: LaunchAddress): string {
  return `${backend}/launch#${token}`;
}

/** What is wrong with a launch address: it is none, is not sent over a secure connection, or lacks a part. */
export type AddressFault = 'none' | 'insecure' | 'incomplete';

/** Takes a launch address apart, or says what is wrong with it. */
export function parseLaunchAddress(address: string): LaunchAddress | AddressFault {
  if (!URL.canParse(address)) return 'none';
  const url = new URL(address);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) return 'insecure';
  const token = url.hash.slice(1);
  if (url.pathname !== '/launch' || !v.is(compactJws, token)) return 'incomplete';
  return { backend: url.origin, token };
}
