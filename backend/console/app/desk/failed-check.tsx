import { useRef, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { spanText } from '../format.ts';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { Failure } from '../parts/states.tsx';
import { type BarredCheck, failureText, overrideText } from './failed-check-words.ts';

interface FailedCheckProps {
  readonly attempt: AttemptSummary;
  readonly barred: BarredCheck;
  readonly now: number;
  /** Told once the order is given. */
  readonly overridden: () => void;
}

/** Whoever is at this desk; asked once, and forgotten with the page. */
let deskName = '';

/** The check that bars a candidate's way, and how the desk lets the candidate go on without it. */
export function FailedCheck({ attempt, barred, now, overridden }: FailedCheckProps) {
  return (
    <section class="failed-check" aria-label="Failed check">
      <p>
        <strong>{failureText(barred)}</strong>{' '}
        <span class="soft small">waiting {spanText(Math.max(0, now - Date.parse(barred.since)))}</span>
      </p>
      <p>{overrideText(barred)}</p>
      {barred.way !== 'none' && (
        <Override key={`${barred.check} ${barred.cause}`} attempt={attempt} barred={barred} overridden={overridden} />
      )}
    </section>
  );
}

/** Keeps its id until the order is given, so that a repetition counts once. */
function Override({ attempt, barred, overridden }: Omit<FailedCheckProps, 'now'>) {
  const [by, setBy] = useState(deskName);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const id = useRef(crypto.randomUUID());
  const isReady = by.trim() !== '' && reason.trim() !== '';

  async function give(event: Event) {
    event.preventDefault();
    if (!isReady || busy) return;
    setBusy(true);
    setError(null);
    try {
      const { check, cause } = barred;
      const body = { id: id.current, check, cause, by: by.trim(), reason: reason.trim() };
      await call('overrideCheck', { parameters: { attempt: attempt.attempt }, body });
      deskName = by.trim();
      overridden();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <form class="writing" onSubmit={(event) => void give(event)}>
      <label for="override-by">Your name</label>
      <input
        id="override-by"
        type="text"
        autocomplete="name"
        maxLength={100}
        value={by}
        onInput={({ currentTarget }) => setBy(currentTarget.value)}
      />
      <label for="override-reason">Why the exam may be taken all the same; kept with the attempt</label>
      <textarea
        id="override-reason"
        rows={2}
        maxLength={300}
        value={reason}
        onInput={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {error !== null && <Failure error={error} />}
      <div class="buttons">
        <button type="submit" class="button" disabled={busy || !isReady}>
          Override the check
        </button>
      </div>
    </form>
  );
}
