import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExamOrderKind } from '../../../../src/protocol/orders.ts';
import { durationText } from '../format.ts';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { SilentSince } from '../parts/silent-since.tsx';
import { OrderForm } from './order-form.tsx';
import { orderWords, possibleOrders, standingTexts } from './order-words.ts';

interface ExamPanelProps {
  readonly attempt: AttemptSummary;
  readonly now: number;
  /** Told once an order is given. */
  readonly ordered: () => void;
}

/** How the exam stands, and what the desk can order for it as it stands. */
export function ExamPanel({ attempt, now, ordered }: ExamPanelProps) {
  const { attempt: id, silentSince, lostMs = 0, candidate } = attempt;
  const [kind, setKind] = useState<ExamOrderKind | null>(null);
  const [said, setSaid] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    setKind(null);
    setSaid('');
  }, [id]);
  const possible = possibleOrders(attempt);
  const close = (words: string) => {
    setKind(null);
    setSaid(words);
    heading.current?.focus(); // the form that had the focus goes
  };
  return (
    <section class="exam-panel" aria-labelledby="exam-panel-title">
      <h3 id="exam-panel-title" ref={heading} tabIndex={-1}>
        The exam
      </h3>
      <ul class="standing">
        {standingTexts(attempt, now).map((text) => (
          <li key={text}>{text}</li>
        ))}
        {silentSince && (
          <li>
            <SilentSince at={silentSince} />
          </li>
        )}
        {lostMs > 0 && <li>{durationText(lostMs)} lost through no doing of the candidate’s</li>}
      </ul>
      {kind === null && (
        <div class="buttons">
          {possible.map((one) => (
            <button
              key={one}
              type="button"
              class={`button small-button quiet${one === 'terminate' ? ' danger' : ''}`}
              onClick={() => setKind(one)}
            >
              {orderWords[one].action}…
            </button>
          ))}
        </div>
      )}
      {kind === null && possible.length === 0 && <p class="soft">There is nothing to order now.</p>}
      {kind !== null && (
        <OrderForm
          key={`${id} ${kind}`}
          attempt={id}
          candidate={candidate.name}
          kind={kind}
          usualMinutes={kind === 'extra-time' && lostMs > 0 ? Math.ceil(lostMs / 60_000) : 10}
          given={() => {
            close(`${orderWords[kind].action}: ordered.`);
            ordered();
          }}
          cancel={() => close('')}
        />
      )}
      <p class="soft small" role="status">
        {said}
      </p>
    </section>
  );
}
