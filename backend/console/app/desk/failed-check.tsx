import { useRef, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { spanText } from '../format.ts';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { Failure } from '../parts/states.tsx';
import { requireAgent } from './agent.tsx';
import { type BarredCheck, failureText, overrideText } from './failed-check-words.ts';

interface FailedCheckProps {
  readonly attempt: AttemptSummary;
  readonly barred: BarredCheck;
  readonly now: number;
  /** Told once the order is given. */
  readonly overridden: () => void;
}

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
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const id = useRef(crypto.randomUUID());

  async function give(event: Event) {
    event.preventDefault();
    if (reason.trim() === '' || busy) return;
    const by = requireAgent();
    if (by === null) return;
    setBusy(true);
    setError(null);
    try {
      const { check, cause } = barred;
      const body = { id: id.current, check, cause, by, reason: reason.trim() };
      await call('overrideCheck', { parameters: { attempt: attempt.attempt }, body });
      overridden();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <form class="writing" onSubmit={(event) => void give(event)}>
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
        <button type="submit" class="button" disabled={busy || reason.trim() === ''}>
          Override the check
        </button>
      </div>
    </form>
  );
}
