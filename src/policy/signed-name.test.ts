import { expect, it } from 'vitest';
import { isSameName } from './signed-name.ts';

it.each([
  ['Ada Lovelace', 'Ada Lovelace', true],
  ['  ada   LOVELACE ', 'Ada Lovelace', true],
  ['Lovelace, Ada', 'Ada Lovelace', true],
  ['Ada King Lovelace', 'Ada Lovelace', true],
  ['Ada Lovelace', 'Augusta Ada King, Countess of Lovelace', true],
  ['A. Lovelace', 'Ada Lovelace', true],
  ['Jose Nunez', 'José Núñez', true],
  ['Strauss, Joern', 'Jörn Strauß', false],
  ['Jorn Strauss', 'Jörn Strauß', true],
  ['Jean Luc Picard', 'Jean-Luc Picard', true],
  ['Soren Kierkegaard', 'Søren Kierkegaard', true],
  ['山田太郎', '山田太郎', true],
  ['محمد علي', 'محمد علي', true],
  ['Plato', 'Plato', true],
  ['Ada', 'Ada Lovelace', false],
  ['Grace Hopper', 'Ada Lovelace', false],
  ['Ada Hopper', 'Ada Lovelace', false],
  ['A. L.', 'Ada Lovelace', false],
  ['Ada Ada', 'Ada Lovelace', false],
  ['', 'Ada Lovelace', false],
  ['...', 'Ada Lovelace', false],
])('%s signs for %s: %s', (typed, known, expected) => {
  expect(isSameName(typed, known)).toBe(expected);
});
