import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { english } from './english.ts';
import { languageFor, localeFor } from './languages.ts';
import { problemWords } from './problem-words.ts';
import { CandidateError, say, saying, sayingOf } from './saying.ts';
import { type Catalogue, Words } from './words.ts';

const file: Catalogue = {
  startOpens: '“$1” opens.',
  startTabs_one: 'One tab of $2',
  startTabs_other: '$1 tabs of $2',
  policyAllowed: 'Sites: $1.',
};
const arabic: Catalogue = {
  ...file,
  startTabs_two: 'tabs, both of them, of $2',
  startTabs_few: '$1 few tabs of $2',
};
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '');

describe('words', () => {
  it('fill blanks, and write numbers and lists as the language does', () => {
    expect(new Words('en', file).text('policyAllowed', ['a.example', 'b.example'])).toBe(
      'Sites: a.example and b.example.',
    );
    expect(new Words('nl', file).text('policyAllowed', ['a.example', 'b.example'])).toBe(
      'Sites: a.example en b.example.',
    );
    expect(new Words('de', file).plural('startTabs', 12_345, 'Ada')).toBe('12.345 tabs of Ada');
  });

  it('take the plural form of the language, and the general one where that is missing', () => {
    const words = new Words('ar', arabic);
    expect(plain(words.plural('startTabs', 2, 'Ada'))).toBe('tabs, both of them, of Ada');
    expect(plain(words.plural('startTabs', 3, 'Ada'))).toMatch(/few tabs of Ada$/);
    expect(plain(words.plural('startTabs', 11, 'Ada'))).toMatch(/tabs of Ada$/);
    expect(new Words('en', file).plural('startTabs', 1, 'Ada')).toBe('One tab of Ada');
  });

  it('keep names in their own order between words that are read from the right', () => {
    expect(new Words('ar', file).text('startOpens', 'Cell biology (2)')).toBe('“\u2068Cell biology (2)\u2069” opens.');
    expect(new Words('en', file).text('startOpens', 'Cell biology (2)')).toBe('“Cell biology (2)” opens.');
  });

  it('say something whatever they are asked for', () => {
    expect(new Words('en', {}).text('startOpens', 'x')).toBe('startOpens');
    expect(new Words('en', {}).say(say('startTabs', 3))).toBe('startTabs');
  });

  it('leave a blank alone that looks like one of their own', () => {
    expect(new Words('en', file).text('startOpens', 'Costs $1')).toBe('“Costs $1” opens.');
  });

  it.each([
    [0, '0 seconds'],
    [45, '45 seconds'],
    [60, '1 minute'],
    [150, '2 minutes and 30 seconds'],
  ])('tell %i seconds as %s', (seconds, told) => {
    expect(english.length(seconds)).toBe(told);
  });
});

describe('a saying', () => {
  it('becomes words where it is shown, with the form for its number', () => {
    expect(new Words('en', file).say(say('startTabs', 1, 'Ada'))).toBe('One tab of Ada');
    expect(new Words('en', file).say(say('startOpens', 'Biology'))).toBe('“Biology” opens.');
  });

  it('leaves somebody else’s words as they are', () => {
    expect(english.say('Der Server sagt nein.')).toBe('Der Server sagt nein.');
    expect(sayingOf(new TypeError('no such device'))).toBe('no such device');
    expect(sayingOf('just a text')).toBe('just a text');
  });

  it('survives its way from one context to another', () => {
    const sent = say('tooManyDisplays', 1, ['Left', 'Right']);
    const received: unknown = JSON.parse(JSON.stringify(sayingOf(new CandidateError(sent))));
    expect(v.parse(saying, received)).toEqual(sent);
    expect(english.say(v.parse(saying, received))).toContain('Left and Right');
    expect(v.is(saying, { key: 3, blanks: [] })).toBe(false);
  });
});

describe('a refusal of the backend', () => {
  const problem = (name: string) => ({
    type: `https://backend.example/problems/${name}`,
    title: 'No',
    status: 401,
    detail: 'Not today.',
  });

  it('is said in the candidate’s language where it is known by its name', () => {
    expect(problemWords(problem('launch-expired'))).toEqual({
      title: say('problemLaunchExpired'),
      detail: say('problemLaunchExpiredDetail'),
    });
  });

  it('keeps its own words otherwise', () => {
    expect(problemWords(problem('something-new'))).toEqual({ title: 'No', detail: 'Not today.' });
  });
});

describe('the language of somebody who has not chosen one', () => {
  it.each([
    ['nl-BE', ['nl-BE', 'en'], 'nl'],
    ['the next that is spoken', ['pl', 'de-AT', 'en'], 'de'],
    ['Arabic of any country', ['ar-EG'], 'ar'],
    ['English where none is spoken', ['pl', 'cs'], 'en'],
    ['English where nothing is known', ['', 'not a tag'], 'en'],
  ])('is %s', (_, tags, language) => {
    expect(languageFor(tags)).toBe(language);
  });

  it('is written as in the reader’s region', () => {
    expect(localeFor('de', ['en-GB', 'de-CH'])).toBe('de-CH');
    expect(localeFor('fr', ['en-GB', 'de-CH'])).toBe('fr');
  });
});
