import { describe, expect, it } from 'vitest';
import { keysOf, type MessageFile, manifestTexts, missingKeys, shippedTexts } from './locale-files.ts';

const english = {
  title: { message: 'Start', description: 'Above everything' },
  tabs_one: { message: '$1 tab' },
  tabs_other: { message: '$1 tabs' },
};

describe('the keys that a language must have', () => {
  it('have a form for each of its own categories', () => {
    expect(keysOf('en', english)).toEqual(['title', 'tabs_one', 'tabs_other']);
    expect(
      keysOf('ar', english)
        .filter((key) => key.startsWith('tabs_'))
        .sort(),
    ).toEqual(['few', 'many', 'one', 'other', 'two', 'zero'].map((form) => `tabs_${form}`));
  });

  it('are missing until they are there', () => {
    const dutch = { tabs_one: { message: '$1 tabblad' } };
    expect(missingKeys('nl', dutch, english)).toEqual(['title', 'tabs_other']);
    expect(missingKeys('en', english, english)).toEqual([]);
  });
});

describe('the shipped texts', () => {
  /** A language's texts by their keys, as a page puts them together. */
  const shipped = (language: string, file: MessageFile) => {
    const files = shippedTexts(
      new Map([
        ['en', english],
        [language, file],
      ]),
    );
    const [keys, texts] = ['keys', language].map((name) => JSON.parse(files.get(`${name}.json`) ?? '') as string[]);
    return Object.fromEntries((keys ?? []).map((key, at) => [key, texts?.[at]]));
  };

  it('speak English where a translation is missing, in every form', () => {
    expect(shipped('nl', { title: { message: 'Begin' } })).toEqual({
      title: 'Begin',
      tabs_one: '$1 tab',
      tabs_other: '$1 tabs',
    });
  });

  it('mix no English form into a translated plural', () => {
    const french = { tabs_many: { message: '$1 d’onglets' }, tabs_other: { message: '$1 onglets' } };
    expect(shipped('fr', french)).toEqual({
      title: 'Start',
      tabs_one: null,
      tabs_many: '$1 d’onglets',
      tabs_other: '$1 onglets',
    });
  });

  it('leave to the browser what the manifest names', () => {
    expect(manifestTexts({}, english, '{"name": "__MSG_title__"}')).toEqual({ title: { message: 'Start' } });
  });
});
