import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { Failure } from '../parts/states.tsx';
import type { Applicant } from './admission-queue.ts';

/** What is wrong most often, in words that the candidate can act on. */
const usualReasons = [
  'The document cannot be read. Hold it closer, and out of reflections.',
  'Your name or your picture on the document is covered.',
  'Your face cannot be seen well. Turn to the light, and look into the camera.',
];

interface VerdictProps {
  readonly applicant: Applicant;
  readonly decided: (words: string) => void;
}

/** Admit, or ask for other photos with the reason. Each decision keeps its id until it is taken, so it counts once. */
export function Verdict({ applicant: { attempt, document }, decided }: VerdictProps) {
  const { name } = attempt.candidate;
  const [isRefusing, setRefusing] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const ids = useRef({ admit: crypto.randomUUID(), refuse: crypto.randomUUID() });

  async function decide(verdict: 'admit' | 'refuse', reason: string) {
    setBusy(true);
    setError(null);
    try {
      const body = { id: ids.current[verdict], verdict, document, reason };
      await call('decideOnIdentity', { parameters: { attempt: attempt.attempt }, body });
      decided(verdict === 'admit' ? `${name} is admitted.` : `${name} is asked for other photos.`);
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <>
      {error !== null && <Failure error={error} />}
      {isRefusing ? (
        <Refusal
          name={name}
          busy={busy}
          refuse={(reason) => void decide('refuse', reason)}
          cancel={() => setRefusing(false)}
        />
      ) : (
        <div class="buttons">
          <button type="button" class="button" disabled={busy} onClick={() => void decide('admit', '')}>
            Admit<span class="hidden"> {name}</span>
          </button>
          <button type="button" class="button quiet" disabled={busy} onClick={() => setRefusing(true)}>
            Ask for other photos<span class="hidden"> of {name}</span>
          </button>
        </div>
      )}
    </>
  );
}

interface RefusalProps {
  readonly name: string;
  readonly busy: boolean;
  readonly refuse: (reason: string) => void;
  readonly cancel: () => void;
}

function Refusal({ name, busy, refuse, cancel }: RefusalProps) {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      class="writing"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') refuse(reason.trim());
      }}
    >
      <label for="refusal-reason">What {name} should do better; it is shown to the candidate</label>
      <textarea
        id="refusal-reason"
        ref={field}
        rows={2}
        maxLength={300}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <ul class="usual-reasons">
        {usualReasons.map((usual) => (
          <li key={usual}>
            <button type="button" class="plain-button" onClick={() => setReason(usual)}>
              {usual}
            </button>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="submit" class="button" disabled={busy || reason.trim() === ''}>
          Ask for other photos
        </button>
        <button type="button" class="button quiet" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
