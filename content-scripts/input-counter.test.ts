import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { inputCounts, mostCounted } from '../src/protocol/input-counts.ts';
import { contentReport } from '../src/protocol/messages.ts';
import { InputCounter, type Key, keyKind } from './input-counter.ts';

const plain = { ctrlKey: false, altKey: false, metaKey: false, altGraph: false };
const key = (text: string, held: Partial<Key> = {}): Key => ({ ...plain, key: text, ...held });

describe('the kind of a key', () => {
  test.each<[string, readonly string[]]>([
    ['letters', ['a', 'Z', 'ä', 'ß', 'é', 'e\u0301', 'ж', '語', 'ع']],
    ['digits', ['0', '7', '٣', '½']],
    ['punctuation', ['.', '?', '€', '+', '"', '„', '¨', '😀']],
    ['spaces', [' ', '\u00a0']],
    ['enters', ['Enter']],
    ['deletions', ['Backspace', 'Delete']],
    ['arrows', ['ArrowUp', 'ArrowLeft']],
    ['functions', ['F1', 'F12']],
    ['otherKeys', ['Tab', 'Escape', 'Home', 'Dead', 'Process', 'Unidentified', 'AudioVolumeUp', '']],
  ])('%s', (kind, keys) => {
    expect(keys.map((text) => keyKind(key(text)))).toEqual(keys.map(() => kind));
  });

  it('with Ctrl, Alt or Cmd is a combination, whichever key it is', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey']) {
      for (const text of ['c', '1', 'F5', 'Enter']) expect(keyKind(key(text, { [held]: true }))).toBe('combinations');
    }
  });

  it('with AltGr is that of the character', () => {
    expect(keyKind(key('@', { ctrlKey: true, altKey: true, altGraph: true }))).toBe('punctuation');
  });

  it('is none for keys that only change others, or capitals would tell themselves', () => {
    for (const text of ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']) {
      expect(keyKind(key(text))).toBeNull();
    }
  });
});

describe('counting', () => {
  it('adds up kinds, pauses and movement, and begins anew', () => {
    const counter = new InputCounter();
    for (const [at, text] of [
      [1000, 'a'],
      [1080, 'b'],
      [1250, ' '],
      [4000, '1'],
    ] as const)
      counter.key(key(text), at);
    counter.add('clicks', 1, 4100);
    counter.add('movedPx', 10.4, 4200);
    counter.add('movedPx', 20.4, 4300);
    expect(counter.take(11_000)).toEqual({
      forMs: 10_000,
      letters: 2,
      spaces: 1,
      digits: 1,
      gapsTo100: 1,
      gapsTo200: 1,
      gapsOver2000: 1,
      clicks: 1,
      movedPx: 31,
    });
    expect(counter.take(21_000)).toBeNull();
  });

  it('knows the pause to the first key of the next while', () => {
    const counter = new InputCounter();
    counter.key(key('a'), 1000);
    counter.take(1100);
    counter.key(key('b'), 1150);
    expect(counter.take(1200)).toEqual({ forMs: 50, letters: 1, gapsTo200: 1 });
  });

  it('says nothing of movement that is less than a pixel', () => {
    const counter = new InputCounter();
    counter.add('movedPx', 0.2, 0);
    expect(counter.take(10_000)).toBeNull();
  });

  it('counts on what did not arrive', () => {
    const counter = new InputCounter();
    counter.key(key('a'), 1000);
    const lost = counter.take(11_000);
    counter.key(key('b'), 12_000);
    if (lost) counter.putBack(lost, 12_500);
    expect(counter.take(21_000)).toMatchObject({ forMs: 18_500, letters: 2 });
  });

  it('stays within what a message may say', () => {
    const counter = new InputCounter();
    for (let at = 0; at < 2 * mostCounted; at++) counter.add('wheels', 1, at);
    counter.add('movedPx', 1e12, 0);
    expect(v.is(inputCounts, counter.take(1e9))).toBe(true);
  });
});

/** Keys by kind: within a kind one is as good as another. */
const alphabets = ['abcxyzÄéжQW', '0123456789', '.,;:!?(){}[]€%@', ' '].map((text) => [...text]);

function randomly(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('what leaves the page', () => {
  it('is the same for every text of the same kinds and the same rhythm', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const next = randomly(seed);
      const pick = <T>(list: readonly T[]) => list[Math.floor(next() * list.length)] as T;
      const strokes = Array.from({ length: 1 + Math.floor(next() * 60) }, () => ({
        alphabet: pick(alphabets),
        after: next() * 3000,
      }));
      const written = [1, 2, 3].map(() => {
        const counter = new InputCounter();
        let at = 0;
        for (const { alphabet, after } of strokes) {
          at += after;
          const text = pick(alphabet);
          // A capital needs Shift, on most keyboards.
          if (text !== text.toLowerCase()) counter.key(key('Shift'), at);
          counter.key(key(text), at);
        }
        return JSON.stringify({ type: 'input', counts: counter.take(at + 1) });
      });
      expect(new Set(written).size, written.join('\n')).toBe(1);
      expect(v.is(contentReport, JSON.parse(written[0] ?? ''))).toBe(true);
    }
  });

  it.each([
    ['a text', { letters: 1, text: 'a' }],
    ['a key', { letters: 1, key: 'a' }],
    ['a key’s code', { letters: 1, keyCode: 65 }],
    ['a text in place of a count', { letters: 'a' }],
    ['a list in place of a count', { letters: [97, 98] }],
    ['half a key', { letters: 0.5 }],
    ['less than nothing', { letters: -1 }],
    ['nothing, said', { letters: 0 }],
    ['more than can be', { letters: 1e9 }],
    ['a name that is not asked for', { 'letter-a': 1 }],
  ])('cannot be %s', (_, counts) => {
    expect(v.is(contentReport, { type: 'input', counts: { forMs: 10_000, letters: 1 } })).toBe(true);
    expect(v.is(contentReport, { type: 'input', counts: { forMs: 10_000, ...counts } })).toBe(false);
    expect(v.is(contentReport, { type: 'input', counts: { forMs: 10_000, letters: 1 }, text: 'a' })).toBe(false);
  });
});
