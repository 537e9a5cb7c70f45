import { flagFrom } from '../../../../src/protocol/events.ts';
import type { ExamStream } from '../../../../src/protocol/journal.ts';
import { durationText } from '../format.ts';
import { eventWords, type Weight, weightOf, weightWords } from './event-words.ts';
import { type Hold, holdsOf, holdWords } from './holds.ts';
import type { Playback } from './playback.ts';
import { type EventMark, gapsBetween, neighbour, type Segment, type Span, ticksOf } from './span.ts';
import { WeightShape } from './weight-shape.tsx';

interface TimelineProps {
  readonly span: Span;
  readonly marks: readonly EventMark[];
  readonly streams: readonly { readonly stream: ExamStream; readonly segments: readonly Segment[] }[];
  readonly playback: Playback;
}

const lanes: readonly Weight[] = ['grave', 'flag', 'record'];
const streamNames = { camera: 'Camera', screen: 'Screen' } as const;
/** Clicks this near to a mark, as a share of the width, mean the mark. */
const snap = 0.008;

/**
 * The session at a glance: events by weight above, what was recorded below, one cursor through all.
 * It is a slider: arrows move by 5 s, Page keys from event to event. The table of events says the same in words.
 */
export function Timeline({ span, marks, streams, playback }: TimelineProps) {
  const { moment } = playback;
  const here = marks
    .filter(({ mono }) => Math.abs(mono - moment.value) < 1000)
    .map(({ body }) => eventWords[body.type]);
  const holds = holdsOf(marks, span.to);
  const held = holds
    .filter(({ from, to }) => from <= moment.value && moment.value < to)
    .map(({ kind }) => holdWords[kind]);
  const said = [durationText(moment.value - span.from), ...held, ...here].join(', ');
  return (
    <div class="timeline">
      <div class="lane-names" aria-hidden="true">
        {lanes.map((lane) => (
          <span key={lane}>{weightWords[lane]}</span>
        ))}
        {streams.map(({ stream }) => (
          <span key={stream}>{streamNames[stream]}</span>
        ))}
        {holds.length > 0 && <span>Stood still</span>}
      </div>
      <div
        class="lanes"
        role="slider"
        tabIndex={0}
        aria-label="Moment of the session"
        aria-valuemin={0}
        aria-valuemax={Math.round(span.to - span.from)}
        aria-valuenow={Math.round(moment.value - span.from)}
        aria-valuetext={said}
        aria-describedby="timeline-keys"
        onPointerDown={(event) => scrub(event, span, marks, playback)}
        onPointerMove={(event) => event.buttons === 1 && scrub(event, span, [], playback)}
        onKeyDown={(event) => moveByKey(event, span, marks, playback)}
      >
        {lanes.map((lane) => (
          <div key={lane} class="lane">
            {marks.map(
              (mark) => weightOf(mark.body, flagFrom) === lane && <Mark key={mark.id} mark={mark} span={span} />,
            )}
          </div>
        ))}
        {streams.map(({ stream, segments }) => (
          <StreamLane key={stream} segments={segments} span={span} />
        ))}
        {holds.length > 0 && <HoldLane holds={holds} span={span} />}
        <Axis span={span} />
        {moment.value >= span.from && <div class="cursor" style={{ left: at(moment.value, span) }} />}
      </div>
      <p class="soft small" id="timeline-keys">
        Arrow keys move by 5 seconds, Page Up and Page Down from event to event.
      </p>
    </div>
  );
}

function Mark({ mark, span }: { readonly mark: EventMark; readonly span: Span }) {
  const { mono, body } = mark;
  return (
    <span
      class="mark"
      style={{ left: at(mono, span) }}
      title={`${durationText(mono - span.from)} ${eventWords[body.type]}`}
    >
      <WeightShape weight={weightOf(body, flagFrom)} />
    </span>
  );
}

function StreamLane({ segments, span }: { readonly segments: readonly Segment[]; readonly span: Span }) {
  return (
    <div class="lane stream">
      {segments.map(({ segment, from, duration, complete }) => (
        <span
          key={segment}
          class={complete ? 'bar' : 'bar incomplete'}
          title={`${durationText(from - span.from)} to ${durationText(from + duration - span.from)}${complete ? '' : ', parts still missing'}`}
          style={{ left: at(from, span), width: share(duration, span) }}
        />
      ))}
      {gapsBetween(segments).map(({ from, to }) => (
        <span
          key={from}
          class="bar gap"
          title={`Gap of ${durationText(to - from)}`}
          style={{ left: at(from, span), width: share(to - from, span) }}
        />
      ))}
    </div>
  );
}

function HoldLane({ holds, span }: { readonly holds: readonly Hold[]; readonly span: Span }) {
  return (
    <div class="lane stream">
      {holds.map(({ kind, from, to }) => (
        <span
          key={`${kind} ${from}`}
          class={`bar hold ${kind}`}
          title={`${holdWords[kind]}, ${durationText(from - span.from)} to ${durationText(to - span.from)}`}
          style={{ left: at(from, span), width: share(to - from, span) }}
        >
          {holdWords[kind]}
        </span>
      ))}
    </div>
  );
}

function Axis({ span }: { readonly span: Span }) {
  return (
    <div class="axis" aria-hidden="true">
      {ticksOf(span).map((tick) => (
        <span key={tick} style={{ left: at(span.from + tick, span) }}>
          {durationText(tick)}
        </span>
      ))}
    </div>
  );
}

function share(ms: number, { from, to }: Span): string {
  return `${(ms / (to - from)) * 100}%`;
}

function at(moment: number, span: Span): string {
  return share(moment - span.from, span);
}

/** Goes where the pointer is; a click near an event goes to the event. */
function scrub(event: PointerEvent, span: Span, marks: readonly EventMark[], playback: Playback): void {
  const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
  const length = span.to - span.from;
  const moment = span.from + ((event.clientX - box.left) / box.width) * length;
  const distance = ({ mono }: EventMark) => Math.abs(mono - moment);
  const nearest = marks.toSorted((a, b) => distance(a) - distance(b))[0];
  playback.seek(nearest && distance(nearest) < snap * length ? nearest.mono : moment);
}

function moveByKey(event: KeyboardEvent, span: Span, marks: readonly EventMark[], playback: Playback): void {
  const now = playback.moment.value;
  const step = 5000;
  const target = {
    ArrowRight: now + step,
    ArrowUp: now + step,
    ArrowLeft: now - step,
    ArrowDown: now - step,
    Home: span.from,
    End: span.to,
    PageDown: neighbour(marks, now, 1)?.mono ?? span.to,
    PageUp: neighbour(marks, now, -1)?.mono ?? span.from,
  }[event.key];
  if (target === undefined) return;
  event.preventDefault();
  playback.seek(target);
}
