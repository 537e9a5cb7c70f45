import { bytesText, countText, durationText, momentText } from '../format.ts';
import { StateBadge } from '../parts/attempt-state.tsx';
import { Hash } from '../parts/hash.tsx';
import { SilentSince } from '../parts/silent-since.tsx';
import type { AttemptDetail } from './span.ts';

/** Who takes what, how it stands, and what the backend holds of it. */
export function AttemptHead({ detail }: { readonly detail: AttemptDetail }) {
  const {
    candidate,
    exam,
    state,
    reason,
    startedAt,
    endedAt,
    bytes,
    parts,
    flags,
    lostMs,
    policyHash,
    receipt,
    silentSince,
  } = detail;
  const length = startedAt && endedAt ? ` (${durationText(Date.parse(endedAt) - Date.parse(startedAt))})` : '';
  return (
    <header class="attempt-head">
      <div>
        <h1>{candidate.name}</h1>
        <p>
          {exam} <span class="soft">· candidate {candidate.id}</span>
        </p>
      </div>
      <dl class="fact-row">
        <Fact name="State">
          <StateBadge state={state} reason={reason} />
          {silentSince && (
            <p>
              <SilentSince at={silentSince} />
            </p>
          )}
        </Fact>
        <Fact name="Started">{startedAt ? <time dateTime={startedAt}>{momentText(startedAt)}</time> : 'Not yet'}</Fact>
        <Fact name="Ended">{endedAt ? `${momentText(endedAt)}${length}` : 'Not yet'}</Fact>
        <Fact name="Received">
          {bytesText(bytes)}, {countText(parts, 'part')}
        </Fact>
        {lostMs !== undefined && lostMs > 0 && (
          <Fact name="Time lost">
            {durationText(lostMs)} <span class="soft">not the candidate’s doing</span>
          </Fact>
        )}
        {flags !== undefined && <Fact name="Flags">{flags}</Fact>}
        <Fact name="Receipt">{receipt ? 'Issued' : 'Not yet'}</Fact>
        <Fact name="Policy">
          <Hash hash={policyHash} />
        </Fact>
      </dl>
    </header>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
