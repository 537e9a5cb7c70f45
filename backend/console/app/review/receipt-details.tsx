import { pathTo } from '../../../../src/protocol/endpoints.ts';
import { isPictureStream, type Receipt } from '../../../../src/protocol/journal.ts';
import { readReceipt } from '../../../../src/ui/receipt.ts';
import { bytesText, countText, durationText, momentText } from '../format.ts';
import type { AttemptState } from '../parts/attempt-state.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { streamWords } from '../parts/stream-words.ts';
import type { AttemptDetail } from './span.ts';

/** What the backend confirmed to the candidate, and the recording with all that proves it. */
export function ReceiptDetails({ detail }: { readonly detail: AttemptDetail }) {
  const { receipt, state, attempt, parts, bytes } = detail;
  return (
    <details class="card" open>
      <summary>
        <h2>Receipt</h2>
      </summary>
      {receipt === null ? <p>{waitingWords(state)}</p> : <Issued jws={receipt} />}
      {parts > 0 && (
        <div class="download">
          <a class="button quiet" href={pathTo('exportRecording', { attempt })} download>
            Download recording
          </a>
          <p class="small soft">
            {bytesText(bytes)}: a tar with receipt, journal and every part. <code>npm run verify</code> checks it
            without a backend.
          </p>
        </div>
      )}
    </details>
  );
}

function waitingWords(state: AttemptState): string {
  if (state === 'ended') return 'Not issued yet: parts of the recording are still on their way.';
  return 'Issued when the exam is over and all of its recording has arrived.';
}

function Issued({ jws }: { readonly jws: string }) {
  const receipt = readable(jws);
  return (
    <>
      {receipt ? <ReceiptFacts receipt={receipt} /> : <p class="notice danger">This receipt cannot be read.</p>}
      <details>
        <summary>Signed form</summary>
        <Scroller class="signed" label="Signed receipt">
          <code>{jws}</code>
        </Scroller>
        <p class="small soft">
          This page shows what it says and does not check the signature; its key is at{' '}
          <code>/.well-known/jwks.json</code>.
        </p>
      </details>
    </>
  );
}

function ReceiptFacts({ receipt }: { readonly receipt: Receipt }) {
  const { provider, policy, device, entries, head, reason, startedAt, endedAt, receivedAt, streams, gaps, agreement } =
    receipt;
  return (
    <dl class="facts-list">
      <dt>Provider</dt>
      <dd>{provider}</dd>
      <dt>Session</dt>
      <dd>
        {momentText(startedAt)} to {momentText(endedAt)}, {reason}
      </dd>
      <dt>All received</dt>
      <dd>{momentText(receivedAt)}</dd>
      {streams.map(({ stream, segments, parts, bytes, duration }) => (
        <>
          <dt key={stream}>{streamWords[stream]}</dt>
          <dd>
            {isPictureStream(stream)
              ? countText(segments, 'picture')
              : `${durationText(duration)}, ${countText(segments, 'segment')}, ${countText(parts, 'part')}`}
            , {bytesText(bytes)}
          </dd>
        </>
      ))}
      <dt>Gaps</dt>
      <dd>
        {gaps.length === 0
          ? 'None'
          : gaps.map(({ stream, cause, duration }) => `${stream} ${durationText(duration)} (${cause})`).join(', ')}
      </dd>
      {agreement && (
        <>
          <dt>Agreement</dt>
          <dd>
            {agreement.way}, {momentText(agreement.at)}, text <code>{agreement.text}</code>
          </dd>
        </>
      )}
      <dt>Policy</dt>
      <dd>
        <code>{policy}</code>
      </dd>
      <dt>Device key</dt>
      <dd>
        <code>{device}</code>
      </dd>
      <dt>Journal</dt>
      <dd>
        {countText(entries, 'entry', 'entries')}, head <code>{head}</code>
      </dd>
    </dl>
  );
}

function readable(jws: string): Receipt | null {
  try {
    return readReceipt(jws);
  } catch {
    return null;
  }
}
