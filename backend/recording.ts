import type * as v from 'valibot';
import { placeOf } from '../src/evidence/recorded.ts';
import type { segmentSummary } from '../src/protocol/api.ts';
import { isPictureStream } from '../src/protocol/journal.ts';
import type { Row } from './store/database.ts';

export type RecordedPart = Omit<Row<'recorded_parts'>, 'session_id' | 'seq'>;
export type StoredPart = Pick<Row<'stored_parts'>, 'stream' | 'segment' | 'part' | 'bytes' | 'sha256'>;
export type SegmentSummary = v.InferOutput<typeof segmentSummary>;

/** Places that the journal names and whose part is not stored, or has another digest. */
export function missingParts(recorded: readonly RecordedPart[], stored: readonly StoredPart[]): string[] {
  const digests = new Map(stored.map((part) => [placeOf(part), part.sha256]));
  const missing = recorded.filter((part) => digests.get(placeOf(part)) !== part.sha256).map(placeOf);
  return [...new Set(missing)];
}

/** The segments that a journal names, by stream and number. A place that it names twice counts once. */
export function segmentsOf(recorded: readonly RecordedPart[], stored: readonly StoredPart[]): SegmentSummary[] {
  const missing = new Set(missingParts(recorded, stored));
  return [...groupBy(recorded, ({ stream, segment }) => `${stream}/${segment}`).values()]
    .map((group) => summary([...new Map(group.map((part) => [part.part, part])).values()], missing))
    .sort((a, b) => a.stream.localeCompare(b.stream) || a.segment - b.segment);
}

function summary(parts: readonly RecordedPart[], missing: ReadonlySet<string>): SegmentSummary {
  const first = parts.reduce((a, b) => (b.part < a.part ? b : a));
  const last = parts.find((part) => part.last === 1);
  const from = Math.min(...parts.map((part) => part.from_ms));
  return {
    stream: first.stream,
    segment: first.segment,
    mime: first.mime,
    ...(parts.some((part) => part.cipher !== null) ? { cipher: 'age' as const } : {}),
    parts: parts.length,
    bytes: sum(parts.map((part) => part.bytes)),
    from,
    duration: Math.max(...parts.map((part) => part.from_ms + part.duration_ms)) - from,
    complete: last !== undefined && parts.length === last.part + 1 && !parts.some((part) => missing.has(placeOf(part))),
  };
}

/** The stored parts of a segment from its beginning up to the first hole: what plays. */
export function playableParts<Part extends Pick<StoredPart, 'part'>>(parts: readonly Part[]): Part[] {
  const ordered = [...parts].sort((a, b) => a.part - b.part);
  const hole = ordered.findIndex((part, place) => part.part !== place);
  return hole === -1 ? ordered : ordered.slice(0, hole);
}

/**
 * The content type under which a segment is shown. It comes from the candidate's side, so nothing but video, or for the
 * streams of pictures a picture without scripts, is let through: a recording must never be read as a page of this backend.
 */
export function shownType(stream: string, mime: string | undefined): string {
  if (isPictureStream(stream)) return mime && /^image\/(jpeg|png|webp)$/.test(mime) ? mime : 'application/octet-stream';
  return mime && /^video\/(webm|mp4)(; ?codecs="?[\w., -]+"?)?$/.test(mime) ? mime : 'video/webm';
}

function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
