import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExamOrderKind } from '../../../../src/protocol/orders.ts';
import { call } from '../api.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Failure } from '../parts/states.tsx';
import { agentName, requireAgent } from './agent.tsx';
import { orderWords } from './order-words.ts';

interface OrderFormProps {
  readonly attempt: string;
  readonly candidate: string;
  readonly kind: ExamOrderKind;
  /** What the minutes are to begin with. */
  readonly usualMinutes: number;
  readonly given: () => void;
  readonly cancel: () => void;
}

/** One order with its reason. It keeps its id until it is given, so that a repetition counts once. */
export function OrderForm({ attempt, candidate, kind, usualMinutes, given, cancel }: OrderFormProps) {
  const { action } = orderWords[kind];
  const takesMinutes = kind === 'extra-time' || kind === 'break';
  const [minutes, setMinutes] = useState(usualMinutes);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [isConfirming, setConfirming] = useState(false);
  const id = useRef(crypto.randomUUID());
  const isReady = reason.trim() !== '' && (!takesMinutes || (minutes >= 1 && minutes <= 600));

  async function give() {
    const extent = takesMinutes ? { minutes } : {};
    const body = { id: id.current, kind, by: agentName(), reason: reason.trim(), ...extent };
    await call('orderExam', { parameters: { attempt }, body });
  }
  async function submit(event: Event) {
    event.preventDefault();
    if (!isReady || busy || requireAgent() === null) return;
    if (kind === 'terminate') return setConfirming(true);
    setBusy(true);
    setError(null);
    try {
      await give();
      given();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  }

  return (
    <form class="writing order-form" aria-label={action} onSubmit={(event) => void submit(event)}>
      <OrderFields
        candidate={candidate}
        kind={kind}
        minutes={takesMinutes ? minutes : null}
        setMinutes={setMinutes}
        reason={reason}
        setReason={setReason}
      />
      {error !== null && <Failure error={error} />}
      <div class="buttons">
        <button
          type="submit"
          class={`button small-button${kind === 'terminate' ? ' danger' : ''}`}
          disabled={busy || !isReady}
        >
          {kind === 'terminate' ? `${action}…` : action}
        </button>
        <button type="button" class="button quiet small-button" onClick={cancel}>
          Cancel
        </button>
      </div>
      {isConfirming && (
        <Confirm
          title={`End the attempt of ${candidate}?`}
          action="End it for good"
          perform={give}
          close={(done) => {
            setConfirming(false);
            if (done) given();
          }}
        >
          <p>
            The exam closes at once, and cannot be entered again. What was recorded is kept. {candidate} reads: “
            {reason.trim()}”
          </p>
        </Confirm>
      )}
    </form>
  );
}

interface OrderFieldsProps {
  readonly candidate: string;
  readonly kind: ExamOrderKind;
  /** Null for an order that takes none. */
  readonly minutes: number | null;
  readonly setMinutes: (minutes: number) => void;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
}

function OrderFields({ candidate, kind, minutes, setMinutes, reason, setReason }: OrderFieldsProps) {
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <>
      {minutes !== null && (
        <>
          <label for="order-minutes">Minutes</label>
          <input
            id="order-minutes"
            ref={first}
            type="number"
            min={1}
            max={600}
            step={1}
            value={minutes}
            onInput={({ currentTarget }) => setMinutes(Math.round(currentTarget.valueAsNumber) || 0)}
          />
        </>
      )}
      <label for="order-reason">
        {kind === 'flag' ? 'Why; the reviewers read it' : `Why; ${candidate} reads it, and it is kept with the attempt`}
      </label>
      <input
        id="order-reason"
        ref={minutes !== null ? null : first}
        type="text"
        maxLength={300}
        value={reason}
        onInput={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <ul class="usual-reasons">
        {orderWords[kind].reasons.map((usual) => (
          <li key={usual}>
            <button type="button" class="plain-button" onClick={() => setReason(usual)}>
              {usual}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
