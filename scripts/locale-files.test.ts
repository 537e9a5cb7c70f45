import { describe, expect, it } from 'vitest';
import { keysOf, missingKeys, shippedTexts } from './locale-files.ts';

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
  const shipped = (file: Parameters<typeof shippedTexts>[0]) => JSON.parse(shippedTexts(file, english));

  it('speak English where a translation is missing, in every form', () => {
    expect(shipped({ title: { message: 'Begin' } })).toEqual({
      title: { message: 'Begin' },
      tabs_one: { message: '$1 tab' },
      tabs_other: { message: '$1 tabs' },
    });
  });

  it('mix no English form into a translated plural', () => {
    const french = { tabs_other: { message: '$1 onglets' } };
    expect(shipped(french)).toEqual({ title: { message: 'Start' }, tabs_other: { message: '$1 onglets' } });
  });
});
