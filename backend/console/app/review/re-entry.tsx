import { useState } from 'preact/hooks';
import * as v from 'valibot';
import { type Answer, call } from '../api.ts';
import { secondText, spanText } from '../format.ts';
import { Failure } from '../parts/states.tsx';
import { useNow } from '../polled.ts';
import type { AttemptDetail } from './span.ts';

type Issued = Answer<'issueReEntryCode'>;

const asksForCode = v.object({ lockdown: v.object({ reEntry: v.literal('code') }) });

/** Where the desk makes the code with which a candidate enters an interrupted exam again, if the policy asks for one. */
export function ReEntry({ detail }: { readonly detail: AttemptDetail }) {
  const { attempt, candidate, state } = detail;
  const [issued, setIssued] = useState<Issued | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const isUnderWay = state === 'opened' || state === 'running';
  if (!isUnderWay || !v.is(asksForCode, detail.policy)) return null;

  async function issue() {
    setBusy(true);
    setError(null);
    try {
      setIssued(await call('issueReEntryCode', { parameters: { attempt } }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  }

  return (
    <section class="card" aria-labelledby="re-entry-title">
      <h2 id="re-entry-title">Re-entry</h2>
      {!issued && <p>After an interruption {candidate.name} goes on with a code from you.</p>}
      <div role="status">{issued && <Code key={issued.code} issued={issued} candidate={candidate.name} />}</div>
      {error !== null && <Failure error={error} />}
      <div class="buttons">
        <button type="button" class={issued ? 'button quiet' : 'button'} disabled={busy} onClick={() => void issue()}>
          {issued ? 'Another code' : 'Code for re-entry'}
        </button>
        {issued && <span class="soft small">Another code makes this one worthless.</span>}
      </div>
    </section>
  );
}

function Code({ issued: { code, expiresAt }, candidate }: { readonly issued: Issued; readonly candidate: string }) {
  return (
    <>
      <p class="entry-code">
        <output>{code}</output>
        <Copy text={code} />
      </p>
      <p>
        <Validity until={expiresAt} /> Tell it to {candidate}; it is good for one interruption, and is shown only now.
      </p>
    </>
  );
}

function Validity({ until }: { readonly until: string }) {
  const left = Date.parse(until) - useNow(1000);
  if (left <= 0) return <strong class="warn">This code is too old now.</strong>;
  return (
    <>
      Good until <time dateTime={until}>{secondText(until)}</time>{' '}
      {/* A screen reader has heard the hour; it is not told every second what is left. */}
      <span class="soft" aria-hidden="true">
        ({spanText(left)} left).
      </span>
    </>
  );
}

function Copy({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('Copy');
  // Without https there is no clipboard; the code can still be read and selected.
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setSaid('Copied');
  };
  return (
    <button
      type="button"
      class="button quiet small-button"
      onClick={() => void copy().catch(() => setSaid('Copy it by hand'))}
    >
      {said}
    </button>
  );
}
