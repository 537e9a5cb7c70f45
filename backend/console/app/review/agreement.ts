import type { JournalEntry } from '../../../../src/protocol/journal.ts';

/** How a candidate signed the agreement, as the journal tells it. */
export interface SignedAgreement {
  readonly way: 'typed' | 'drawn';
  readonly at: string;
  /** What was typed; empty where it was drawn. */
  readonly name: string;
  /** Whether the name may be the one that the provider gave for the candidate. */
  readonly isKnownName: boolean;
  /** The segment of the drawing; null where it was typed. */
  readonly segment: number | null;
  /** SHA-256 of the text, and what is needed to write it again besides the attempt. */
  readonly digest: string;
  readonly language: string;
  readonly provider: string;
  readonly backend: string;
}

/** The agreement of a journal, as it was signed last; null where none was. */
export function agreementIn(journal: readonly JournalEntry[]): SignedAgreement | null {
  const entry = journal.findLast(({ body }) => body.kind === 'event' && body.type === 'agreement.signed');
  if (entry?.body.kind !== 'event') return null;
  const { cause, data } = entry.body;
  const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
  return {
    way: cause === 'drawn' ? 'drawn' : 'typed',
    at: entry.at,
    name: textOf(data.name),
    isKnownName: data.isKnownName !== false,
    segment: typeof data.segment === 'number' ? data.segment : null,
    digest: textOf(data.text),
    language: textOf(data.language),
    provider: textOf(data.provider),
    backend: textOf(data.backend),
  };
}
