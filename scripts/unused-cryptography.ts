// Stands in the build for what the library of age brings along for kinds of keys that no policy may name: post-quantum
// and hardware keys, and passphrases. `src/policy/recipient.ts` takes X25519 keys alone. It is a tenth of the extension.
const unused = (): never => {
  throw new Error('Vigil encrypts for X25519 keys alone.');
};

export const MLKEM768P256 = { encapsulate: unused };
export const MLKEM768X25519 = { encapsulate: unused };
export const p256 = { getPublicKey: unused };
export const scrypt = unused;
