import { describe, expect, it } from 'vitest';
import { isHelpKey, type Keys } from './help-key.ts';

const keys: Keys = { key: 'H', code: 'KeyH', ctrlKey: true, shiftKey: true, altKey: false, metaKey: false };

describe('isHelpKey', () => {
  it.each<[string, Partial<Keys>, boolean]>([
    ['as they are', {}, true],
    ['with Caps Lock', { key: 'h' }, true],
    ['where H stands elsewhere, as on a Dvorak keyboard', { code: 'KeyJ' }, true],
    ['where another letter stands there', { key: 'D' }, false],
    ['on an Arabic keyboard', { key: 'أ' }, true],
    ['without Shift', { shiftKey: false, key: 'h' }, false],
    ['without Control', { ctrlKey: false }, false],
    ['with Alt besides, as AltGr is', { altKey: true }, false],
    ['with Command besides', { metaKey: true }, false],
    ['another key', { key: 'Enter', code: 'Enter' }, false],
  ])('%s', (_, change, expected) => {
    expect(isHelpKey({ ...keys, ...change })).toBe(expected);
  });
});
