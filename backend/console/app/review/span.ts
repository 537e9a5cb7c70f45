import { isExamStream, type JournalEntry, type StreamName } from '../../../../src/protocol/journal.ts';
import type { Answer } from '../api.ts';

export type AttemptDetail = Answer<'reviewAttempt'>;
export type Segment = AttemptDetail['segments'][number];

/** A stretch of a session in monotonic milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** An event of the session with the moment at which it happened. */
export interface EventMark {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  /** Monotonic milliseconds. */
  readonly mono: number;
  readonly body: Extract<JournalEntry['body'], { kind: 'event' }>;
}

/** Pauses between two segments shorter than this, in milliseconds, are rounding and no gap. */
const seam = 500;

/** The events of a journal in their order. */
export function eventMarks(journal: readonly JournalEntry[]): EventMark[] {
  return journal.flatMap(({ id, seq, at, mono, body }) => (body.kind === 'event' ? [{ id, seq, at, mono, body }] : []));
}

/**
 * From the first to the last thing that is known of a session; null when nothing is. Once the exam has begun, it is the
 * beginning: what was checked and taken on the way into it, however long that took, comes before.
 */
export function sessionSpan(marks: readonly EventMark[], segments: readonly Segment[]): Span | null {
  const begun = marks.filter(({ body }) => body.type === 'session.started').slice(0, 1);
  const [first, films] = begun.length > 0 ? [begun, examSegments(segments)] : [marks, segments];
  const from = [...first.map(({ mono }) => mono), ...films.map((segment) => segment.from)];
  const to = [...marks.map(({ mono }) => mono), ...segments.map(({ from: begin, duration }) => begin + duration)];
  if (from.length === 0) return null;
  const start = Math.min(...from);
  return { from: start, to: Math.max(...to, start + 1000) };
}

/** The segments that were recorded in the exam, without what was taken on the way into it. */
export function examSegments(segments: readonly Segment[]): Segment[] {
  return segments.filter(({ stream }) => isExamStream(stream));
}

/** The segments of one stream in their order. */
export function segmentsOf(segments: readonly Segment[], stream: StreamName): Segment[] {
  return segments.filter((segment) => segment.stream === stream).sort((a, b) => a.from - b.from);
}

/** Stretches between the segments of one stream in which nothing was recorded. */
export function gapsBetween(segments: readonly Segment[]): Span[] {
  const gaps: Span[] = [];
  let end: number | null = null;
  for (const { from, duration } of segments) {
    if (end !== null && from - end > seam) gaps.push({ from: end, to: from });
    end = Math.max(end ?? 0, from + duration);
  }
  return gaps;
}

/** The segment that shows a moment; where two overlap, the later. */
export function segmentAt(segments: readonly Segment[], moment: number): Segment | undefined {
  return segments.findLast(({ from, duration }) => from <= moment && moment < from + duration);
}

/** Where the next segment of any stream begins after a moment. */
export function nextRecorded(segments: readonly Segment[], moment: number): number | undefined {
  const begins = segments.map(({ from }) => from).filter((from) => from > moment);
  return begins.length > 0 ? Math.min(...begins) : undefined;
}

/** Streams begin within this many milliseconds of each other, since one recorder starts after the other. */
const startSkew = 5000;

/** Where a review opens: at the first moment that shows every stream, unless one of them began much later. */
export function openingMoment(segments: readonly Segment[]): number | undefined {
  const streams = [...Map.groupBy(segments, ({ stream }) => stream).values()];
  const sorted = streams.map((own) => Math.min(...own.map(({ from }) => from))).sort((x, y) => x - y);
  const first = sorted[0];
  return first === undefined ? undefined : sorted.findLast((from) => from - first < startSkew);
}

/** The event before or after a moment, for stepping from one to the next. */
export function neighbour(marks: readonly EventMark[], moment: number, direction: -1 | 1): EventMark | undefined {
  const near = 50;
  if (direction === 1) return marks.find(({ mono }) => mono > moment + near);
  return marks.findLast(({ mono }) => mono < moment - near);
}

/** Round distances between the ticks of an axis, in milliseconds. */
const tickSteps = [5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600].map((seconds) => seconds * 1000);

/** Where the ticks of an axis stand, as milliseconds from the span's begin; at most ten. */
export function ticksOf({ from, to }: Span): number[] {
  const length = to - from;
  const step =
    tickSteps.find((candidate) => length / candidate <= 10) ?? Math.ceil(length / 10 / 3_600_000) * 3_600_000;
  return Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => index * step);
}
