import { expect, it } from 'vitest';
import { isDrawn, type Stroke } from './signature.ts';

it.each<[string, Stroke[], boolean]>([
  ['nothing', [], false],
  ['a dot', [[[0.5, 0.5]]], false],
  [
    'a slip',
    [
      [
        [0.5, 0.5],
        [0.6, 0.5],
      ],
    ],
    false,
  ],
  [
    'a line',
    [
      [
        [0.2, 0.5],
        [0.8, 0.5],
      ],
    ],
    true,
  ],
  [
    'several short strokes',
    [
      [
        [0.1, 0.2],
        [0.2, 0.2],
      ],
      [
        [0.3, 0.2],
        [0.4, 0.2],
      ],
    ],
    true,
  ],
  [
    'a height counts less than a width, as the field is flat',
    [
      [
        [0.5, 0.1],
        [0.5, 0.5],
      ],
    ],
    false,
  ],
])('%s', (_, strokes, expected) => {
  expect(isDrawn(strokes)).toBe(expected);
});
