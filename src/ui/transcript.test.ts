import { expect, it } from 'vitest';
import { english } from '../words/english.ts';
import { transcriptOf } from './transcript.ts';

const line = { session: 's', id: 'a', number: 1, at: '2026-11-29T10:00:00.000Z' } as const;

it('says who wrote what, in order, as it was written', () => {
  const text = transcriptOf(
    'Algebra I',
    [
      { ...line, from: 'candidate', text: '<b>My camera</b>\nis dark.' },
      { ...line, from: 'desk', agent: 'Grace', text: 'Is there a cover on it?' },
      { ...line, from: 'desk', text: 'Hello?' },
      { ...line, from: 'candidate', number: 0, text: '', picture: 'p' },
    ],
    english,
  );
  const lines = text.split('\n').map((one) => one.replace(/^.*[AP]M {2}/, ''));
  expect(lines).toEqual([
    'Algebra I',
    '',
    'You',
    '<b>My camera</b>',
    'is dark.',
    '',
    'Grace, help desk',
    'Is there a cover on it?',
    '',
    'Help desk',
    'Hello?',
    '',
    'You (Not sent)',
    'Picture (JPEG)',
    '',
  ]);
});
