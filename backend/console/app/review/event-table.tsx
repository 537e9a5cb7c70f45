import { useState } from 'preact/hooks';
import { flagFrom } from '../../../../src/protocol/events.ts';
import { durationText, momentText } from '../format.ts';
import { Scroller } from '../parts/scroller.tsx';
import { Empty } from '../parts/states.tsx';
import { causeText, dataText, eventWords, type Weight, weightOf, weightWords } from './event-words.ts';
import type { EventMark, Span } from './span.ts';
import { WeightShape } from './weight-shape.tsx';

interface EventTableProps {
  readonly marks: readonly EventMark[];
  readonly span: Span | null;
  /** Goes to a moment of the recording, in monotonic milliseconds. */
  readonly seek: (moment: number) => void;
}

/** The events in words: what the timeline shows, for reading, searching and jumping. */
export function EventTable({ marks, span, seek }: EventTableProps) {
  const [least, setLeast] = useState<Weight>('record');
  const shown = marks.filter(({ body }) => passes(weightOf(body, flagFrom), least));
  if (marks.length === 0) return <Empty title="No events yet." />;
  return (
    <>
      <div class="filter">
        <label for="least">Show</label>
        <select id="least" value={least} onChange={(event) => setLeast(event.currentTarget.value as Weight)}>
          <option value="record">All {marks.length} events</option>
          <option value="flag">Flags and grave events</option>
          <option value="grave">Grave events</option>
        </select>
        <span class="soft" role="status">
          {shown.length} shown
        </span>
      </div>
      <Scroller class="table-frame tall" label="Table of events">
        <table>
          <thead>
            <tr>
              <th scope="col">Moment</th>
              <th scope="col">Clock</th>
              <th scope="col">Event</th>
              <th scope="col">Weight</th>
              <th scope="col">Cause</th>
              <th scope="col">Facts</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((mark) => (
              <EventRow key={mark.id} mark={mark} from={span?.from ?? 0} seek={seek} />
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}

function EventRow({
  mark,
  from,
  seek,
}: {
  readonly mark: EventMark;
  readonly from: number;
  readonly seek: (moment: number) => void;
}) {
  const { mono, at, body } = mark;
  const weight = weightOf(body, flagFrom);
  return (
    <tr>
      <td>
        <button type="button" class="plain-button" onClick={() => seek(mono)}>
          {mono < from ? 'before' : durationText(mono - from)}
          <span class="hidden">: show the recording of {eventWords[body.type]}</span>
        </button>
      </td>
      <td>
        <time dateTime={at}>{momentText(at)}</time>
      </td>
      <th scope="row">
        {eventWords[body.type]} <code class="soft">{body.type}</code>{' '}
        {body.accommodated && <span class="tag covered">accommodated</span>}
      </th>
      <td>
        <span class="weight-words">
          <WeightShape weight={weight} /> {weightWords[weight]} <span class="soft">{body.severity}</span>
        </span>
      </td>
      <td>{causeText(body.cause)}</td>
      <td class="facts">{dataText(body.data)}</td>
    </tr>
  );
}

function passes(weight: Weight, least: Weight): boolean {
  const order: readonly Weight[] = ['record', 'flag', 'grave'];
  return order.indexOf(weight) >= order.indexOf(least);
}
