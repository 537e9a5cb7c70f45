import { useState } from 'preact/hooks';
import type { PartCipher } from '../../../../src/evidence/part-cipher.ts';
import { Failure } from '../parts/states.tsx';
import { readKeyFile, shortKey } from './key-file.ts';
import type { SealedRecording } from './sealed-recording.ts';

/** What a key opens, in the panel's words: what is encrypted, what is done with it, and when the key is forgotten. */
const kinds = {
  recording: { title: 'This recording is encrypted', purpose: 'to watch it here', leaving: 'this attempt' },
  photos: { title: 'These photos are encrypted', purpose: 'to see photos here', leaving: 'this page' },
} as const;

interface KeyPanelProps {
  readonly kind?: keyof typeof kinds;
  /** Told what opens what is encrypted, once the file was read. */
  readonly unlock: (decrypt: PartCipher) => void;
  /** The public keys that the recording is encrypted for. */
  readonly recipients: readonly string[];
}

/** Stands in the place of the players until the key file was chosen. */
export function KeyPanel({ kind = 'recording', unlock, recipients }: KeyPanelProps) {
  const { title, purpose, leaving } = kinds[kind];
  const [error, setError] = useState<unknown>(null);
  const choose = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (!file) return;
    setError(null);
    try {
      unlock(await readKeyFile(file, recipients));
    } catch (failure) {
      setError(failure);
      input.value = ''; // the same file may be chosen again
    }
  };
  return (
    <div class="card key-panel">
      <h3>{title}</h3>
      <p>
        Encrypted on the candidate’s device; the backend has no key. Choose the key file {purpose}
        {recipients.length > 0 && (
          <>
            : that of{' '}
            {recipients.map((key, at) => (
              <span key={key}>
                {at > 0 && ' or '}
                <code title={key}>{shortKey(key)}</code>
              </span>
            ))}
          </>
        )}
        .
      </p>
      <div class="key-choice">
        <label for="key-file">Key file</label>
        <input
          id="key-file"
          type="file"
          aria-describedby="key-file-notes"
          aria-invalid={error !== null}
          onChange={(event) => void choose(event.currentTarget)}
        />
      </div>
      {error !== null && <Failure error={error} />}
      <p id="key-file-notes" class="soft small">
        The file that age-keygen made, with a line that begins with AGE-SECRET-KEY-1. It is read in this browser alone:
        nothing of it is sent or stored, and it is forgotten when you leave {leaving}.
      </p>
    </div>
  );
}

/** Says how the pictures came about, what is wrong with them, and lets the key be forgotten. */
export function KeyState({ sealed }: { readonly sealed: SealedRecording }) {
  const faults = sealed.faults.value;
  return (
    <>
      {faults.length > 0 && (
        <div class="notice warn" role="alert">
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
      <p class="small key-state">
        Decrypted in this browser with your key file.{' '}
        <button type="button" class="plain-button" onClick={() => sealed.lock()}>
          Forget the key
        </button>
      </p>
    </>
  );
}
