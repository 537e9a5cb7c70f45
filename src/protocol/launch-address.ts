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

/**
 * Takes a launch address apart.
 * @throws Error that says what is wrong with the address, in words for the candidate
 */
export function parseLaunchAddress(address: string): LaunchAddress {
  const advice = 'Go back to the exam page and start again from there.';
  if (!URL.canParse(address)) throw new Error(`This is not a launch address. ${advice}`);
  const url = new URL(address);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(local && url.protocol === 'http:')) {
    throw new Error(`The launch address does not use a secure connection (https). ${advice}`);
  }
  const token = url.hash.slice(1);
  if (url.pathname !== '/launch' || !v.is(compactJws, token)) {
    throw new Error(`The launch address is incomplete. ${advice}`);
  }
  return { backend: url.origin, token };
}
