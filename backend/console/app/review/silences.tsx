import { durationText, secondText } from '../format.ts';
import { useNow } from '../polled.ts';
import type { AttemptDetail } from './span.ts';

type Silence = NonNullable<AttemptDetail['silences']>[number];

/** When a running exam gave no sign of life, by the backend's clock; nothing where it always did. */
export function Silences({ silences }: { readonly silences: readonly Silence[] }) {
  if (silences.length === 0) return null;
  return (
    <details class="card" open>
      <summary>
        <h2>No sign of life</h2>
      </summary>
      <ul class="silences">
        {silences.map(({ from, to }) => (
          <li key={from}>{to === null ? <Since from={from} /> : <Past from={from} to={to} />}</li>
        ))}
      </ul>
      <p class="small soft">Nothing arrived from the candidate’s device. What it recorded meanwhile may still come.</p>
    </details>
  );
}

function Past({ from, to }: { readonly from: string; readonly to: string }) {
  return (
    <>
      <span>
        <time dateTime={from}>{secondText(from)}</time> to <time dateTime={to}>{secondText(to)}</time>
      </span>
      <span class="soft">{durationText(Date.parse(to) - Date.parse(from))}</span>
    </>
  );
}

function Since({ from }: { readonly from: string }) {
  const now = useNow(1000);
  return (
    <>
      <span class="warn">
        since <time dateTime={from}>{secondText(from)}</time>
      </span>
      <span class="soft">{durationText(now - Date.parse(from))}</span>
    </>
  );
}
