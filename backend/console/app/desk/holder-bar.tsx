import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api.ts';
import { momentText } from '../format.ts';
import type { AttemptSummary } from '../parts/attempt-state.tsx';
import { Failure } from '../parts/states.tsx';
import { agentName, requireAgent } from './agent.tsx';

interface HolderProps {
  readonly attempt: AttemptSummary;
  /** Names of colleagues who have conversations now. */
  readonly colleagues: readonly string[];
  /** Told what was done, in words; the backend has it then. */
  readonly done: (words: string) => void;
  /** Told when somebody else was faster: what is in sight is old. */
  readonly lost: () => void;
}

type Passing = 'hand' | 'return';

/** Whose the conversation is, and how it changes hands. */
export function HolderBar({ attempt, colleagues, done, lost }: HolderProps) {
  const { holder } = attempt;
  const me = agentName();
  const isMine = holder?.agent === me && me !== '';
  const [passing, setPassing] = useState<Passing | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => setPassing(null), [holder?.agent, attempt.attempt]);

  async function pass(to: string | null, note: string, words: string) {
    const by = requireAgent();
    if (by === null) return;
    setError(null);
    try {
      const body = { from: holder?.agent ?? null, to, by, note };
      await call('handOver', { parameters: { attempt: attempt.attempt }, body });
      done(words);
    } catch (failure) {
      setError(failure);
      lost();
    }
  }
  const take = () => {
    const name = requireAgent();
    if (name !== null) void pass(name, '', 'The conversation is yours.');
  };

  return (
    <section class="holder" aria-label="Whose conversation this is">
      <p>
        <HolderText holder={holder} isMine={isMine} />
      </p>
      {holder?.note && <p class="soft">Note: {holder.note}</p>}
      {error !== null && <Failure error={error} />}
      {passing === null && (
        <div class="buttons">
          {!isMine && (
            <button type="button" class="button small-button" onClick={take}>
              {holder ? `Take over from ${holder.agent}` : 'Take the conversation'}
            </button>
          )}
          {isMine && (
            <button type="button" class="button quiet small-button" onClick={() => setPassing('hand')}>
              Hand over…
            </button>
          )}
          {isMine && (
            <button type="button" class="button quiet small-button" onClick={() => setPassing('return')}>
              Back to the queue…
            </button>
          )}
        </div>
      )}
      {passing !== null && (
        <PassingForm
          kind={passing}
          colleagues={colleagues}
          pass={(to, note) =>
            void pass(
              to,
              note,
              to === null ? 'The conversation is back in the queue.' : `${to} has the conversation now.`,
            )
          }
          cancel={() => setPassing(null)}
        />
      )}
    </section>
  );
}

function HolderText({ holder, isMine }: { readonly holder: AttemptSummary['holder']; readonly isMine: boolean }) {
  if (!holder) return <>Nobody has this conversation.</>;
  return (
    <>
      <strong>{isMine ? 'You have this conversation' : `${holder.agent} has this conversation`}</strong>{' '}
      <span class="soft">
        since <time dateTime={holder.since}>{momentText(holder.since)}</time>
      </span>
    </>
  );
}

interface PassingProps {
  readonly kind: Passing;
  readonly colleagues: readonly string[];
  readonly pass: (to: string | null, note: string) => void;
  readonly cancel: () => void;
}

function PassingForm({ kind, colleagues, pass, cancel }: PassingProps) {
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const isReady = kind === 'return' || to.trim() !== '';
  return (
    <form
      class="writing"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) pass(kind === 'return' ? null : to.trim(), note.trim());
      }}
    >
      {kind === 'hand' && (
        <>
          <label for="hand-to">Who takes it</label>
          <input
            id="hand-to"
            ref={first}
            type="text"
            list="colleagues"
            maxLength={100}
            value={to}
            onInput={({ currentTarget }) => setTo(currentTarget.value)}
          />
          <datalist id="colleagues">
            {colleagues.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
      <label for="hand-note">Note for whoever has it next; the candidate does not see it</label>
      <input
        id="hand-note"
        ref={kind === 'return' ? first : null}
        type="text"
        maxLength={300}
        value={note}
        onInput={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <div class="buttons">
        <button type="submit" class="button small-button" disabled={!isReady}>
          {kind === 'hand' ? 'Hand over' : 'Give back'}
        </button>
        <button type="button" class="button quiet small-button" onClick={cancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
