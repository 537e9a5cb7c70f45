import { bech32 } from '@scure/base';

/** What was given is not the key file that is needed. The message says what it is, and what to do. */
export class NotAKeyFile extends Error {
  override name = 'NotAKeyFile';
}

const wanted = 'Choose the key file that age-keygen made: it has a line that begins with AGE-SECRET-KEY-1.';

/**
 * The secret keys (X25519) in an age key file: one a line; empty lines and lines that begin with # are passed over.
 * @throws NotAKeyFile for any other file, with a message that never repeats what is in it
 */
export function readIdentityFile(text: string): string[] {
  if (/^\s*(age-encryption\.org\/v1|-----BEGIN AGE ENCRYPTED FILE-----)/.test(text)) {
    throw new NotAKeyFile(
      'This key file is itself encrypted, with a passphrase. Open it first (age -d key.age > key.txt), and choose the result.',
    );
  }
  const lines = text.split(/\r?\n/).map((line, at) => ({ line: line.trim(), number: at + 1 }));
  const identities = lines
    .filter(({ line }) => line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => readIdentity(line, number));
  if (identities.length === 0) throw new NotAKeyFile(`There is no key in this file. ${wanted}`);
  return identities;
}

function readIdentity(line: string, number: number): string {
  if (/^age1/i.test(line)) {
    throw new NotAKeyFile(`This file holds a public key, which opens nothing. ${wanted}`);
  }
  if (/^AGE-(PLUGIN|SECRET-KEY-[A-Z]+)-/.test(line)) {
    throw new NotAKeyFile(`Line ${number} is an age key of a kind that does not open recordings. ${wanted}`);
  }
  if (!line.startsWith('AGE-SECRET-KEY-1')) throw new NotAKeyFile(`This is not an age key file. ${wanted}`);
  if (bech32.decodeUnsafe(line)) return line;
  throw new NotAKeyFile(
    `The key in line ${number} is damaged: its check digits do not fit. Take the file from a copy that is whole.`,
  );
}
