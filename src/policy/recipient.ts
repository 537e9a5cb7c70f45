import { bech32 } from '@scure/base';
import * as v from 'valibot';

/** Length of an X25519 public key in bytes. */
const keyBytes = 32;

/** What is wrong with a text as an age public key (X25519), in words that follow its name; null when nothing is. */
function recipientFault(text: string): string | null {
  if (/^age-secret-key-/i.test(text)) {
    return 'is a secret key, which must stay with you: make a new pair with age-keygen, and give its public key (age1…)';
  }
  if (!text.startsWith('age1')) return 'is not an age public key such as age1…; age-keygen makes one';
  const decoded = bech32.decodeUnsafe(text, false);
  if (!decoded) return 'is damaged: its check digits do not fit; copy the public key (age1…) again, whole and alone';
  if (decoded.prefix !== 'age') return 'is an age key of another kind; give one that age-keygen makes (X25519, age1…)';
  const key = bech32.fromWordsUnsafe(decoded.words);
  return key?.length === keyBytes ? null : 'is not an age public key: it has another length; copy it again';
}

/** Somebody who can open a recording: the public key of an age key file. */
export const recipient = v.pipe(
  v.string(),
  v.check(
    (text) => recipientFault(text) === null,
    ({ input }) => recipientFault(input) ?? '',
  ),
);
