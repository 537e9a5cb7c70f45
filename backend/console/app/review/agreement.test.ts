import { expect, test } from 'vitest';
import type { JournalEntry } from '../../../../src/protocol/journal.ts';
import { agreementIn } from './agreement.ts';

const at = '2026-11-21T10:00:00.000Z';
const event = (type: string, cause: string, data: Record<string, unknown>) =>
  ({ at, body: { kind: 'event', type, severity: 0, cause, data } }) as JournalEntry;
const where = { text: 'ab', language: 'nl', provider: 'Northfield', backend: 'https://proctor.example' };

test('a journal tells how the agreement was signed, the last time', () => {
  const typed = event('agreement.signed', 'typed', { ...where, name: 'Ada', isKnownName: false });
  const drawn = event('agreement.signed', 'drawn', { ...where, segment: 1 });
  const rest = event('session.started', '', {});
  const read = { at, digest: 'ab', language: 'nl', provider: 'Northfield', backend: 'https://proctor.example' };
  expect(agreementIn([typed, rest])).toEqual({ ...read, way: 'typed', name: 'Ada', isKnownName: false, segment: null });
  expect(agreementIn([typed, drawn, rest])).toEqual({
    ...read,
    way: 'drawn',
    name: '',
    isKnownName: true,
    segment: 1,
  });
  expect(agreementIn([rest])).toBeNull();
});
