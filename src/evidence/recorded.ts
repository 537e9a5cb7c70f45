import type { JournalEntry, PartBody, Receipt } from '../protocol/journal.ts';
import { canonicalJson } from './digest.ts';

/** What a receipt says of a recording. */
export type Recorded = Pick<Receipt, 'streams' | 'gaps' | 'agreement'>;

/** The place of a part, as people name it: `camera/0/3`. */
export function placeOf({ stream, segment, part }: Pick<PartBody, 'stream' | 'segment' | 'part'>): string {
  return `${stream}/${segment}/${part}`;
}

/**
 * What a journal says was recorded of each stream, the gaps, and how the agreement was signed (last). Durations are the sums of the parts' lengths, so gaps
 * do not count; a part that is named twice counts once.
 */
export function recordedIn(entries: readonly JournalEntry[]): Recorded {
  const parts = new Map<string, PartBody>();
  const gaps: Recorded['gaps'] = [];
  let agreement: Recorded['agreement'];
  for (const { at, body } of entries) {
    if (body.kind === 'part') parts.set(placeOf(body), body);
    else if (body.type === 'record.gap') gaps.push(gapOf(body.cause, body.data));
    else if (body.type === 'agreement.signed') agreement = { way: body.cause, at, text: textOf(body.data.text) };
  }
  const streams = new Map<string, PartBody[]>();
  for (const part of parts.values()) {
    const known = streams.get(part.stream);
    if (known) known.push(part);
    else streams.set(part.stream, [part]);
  }
  const byName = (a: Recorded['streams'][number], b: Recorded['streams'][number]) => a.stream.localeCompare(b.stream);
  const signed = agreement ? { agreement } : {};
  return { streams: [...streams.values()].map(totals).sort(byName), gaps, ...signed };
}

/** Whether two say the same; the order of the streams means nothing. */
export function saysTheSame(a: Recorded, b: Recorded): boolean {
  const form = ({ streams, gaps, agreement }: Recorded) =>
    canonicalJson({
      gaps,
      agreement: agreement ?? null,
      streams: Object.fromEntries(streams.map((one) => [one.stream, one])),
    });
  return form(a) === form(b);
}

function totals(parts: readonly PartBody[]): Recorded['streams'][number] {
  const sum = (count: (part: PartBody) => number) => parts.reduce((total, part) => total + count(part), 0);
  return {
    stream: (parts[0] as PartBody).stream,
    segments: new Set(parts.map(({ segment }) => segment)).size,
    parts: parts.length,
    bytes: sum(({ bytes }) => bytes),
    duration: sum(({ duration }) => duration),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function gapOf(cause: string, { stream, duration }: Readonly<Record<string, unknown>>): Recorded['gaps'][number] {
  return {
    stream: typeof stream === 'string' ? stream : '',
    cause,
    duration: typeof duration === 'number' && duration > 0 ? Math.round(duration) : 0,
  };
}
