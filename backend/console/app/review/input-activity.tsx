import { durationText } from '../format.ts';
import { Scroller } from '../parts/scroller.tsx';
import { type InputMinute, inputMinutes } from './input-minutes.ts';
import type { EventMark, Span } from './span.ts';

interface InputActivityProps {
  readonly marks: readonly EventMark[];
  readonly span: Span | null;
  /** Goes to a moment of the recording, in monotonic milliseconds. */
  readonly seek: (moment: number) => void;
}

const columns: readonly { readonly title: string; readonly value: (minute: InputMinute) => string }[] = [
  { title: 'Keys', value: ({ keys }) => String(keys) },
  { title: 'Deletions', value: ({ deletions }) => String(deletions) },
  { title: 'With Ctrl, Alt or Cmd', value: ({ combinations }) => String(combinations) },
  { title: 'Usual pause', value: ({ pauseMs }) => (pauseMs === null ? '–' : `up to ${pauseMs / 1000} s`) },
  { title: 'Pastes', value: ({ pastes }) => String(pastes) },
  { title: 'Clicks', value: ({ clicks }) => String(clicks) },
  { title: 'Wheel', value: ({ wheels }) => String(wheels) },
  { title: 'Mouse moved', value: ({ movedPx }) => `${movedPx} px` },
];

/** How much was typed, clicked and moved, minute by minute: counts to look at, and no judgement. */
export function InputActivity({ marks, span, seek }: InputActivityProps) {
  const from = span?.from ?? 0;
  const minutes = inputMinutes(marks, from);
  return (
    <>
      <p class="soft small">
        Counted in the exam’s pages, minute by minute. Which keys they were is not known, and nothing is computed from
        it.
      </p>
      <Scroller class="table-frame tall" label="Table of keyboard and mouse">
        <table class="counts">
          <thead>
            <tr>
              <th scope="col">From</th>
              {columns.map(({ title }) => (
                <th scope="col" key={title}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {minutes.map((minute) => (
              <tr key={minute.from}>
                <th scope="row">
                  <button type="button" class="plain-button" onClick={() => seek(minute.from)}>
                    {durationText(minute.from - from)}
                    <span class="hidden">: show the recording of this minute</span>
                  </button>
                </th>
                {columns.map(({ title, value }) => (
                  <td key={title}>{value(minute)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}
