import { expect, test } from 'vitest';
import { readerLanguage } from './reader-language.ts';

test.each([
  ['ar', 'de', 'ar'],
  ['xx', 'de', 'de'],
  ['__proto__', undefined, 'en'],
  [undefined, undefined, 'en'],
  [undefined, 'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'fr'],
  [undefined, 'en;q=0.5, nl;q=0.9', 'nl'],
  [undefined, 'pt-BR, es;q=0.4', 'es'],
  [undefined, 'de;q=0, en', 'en'],
  [undefined, 'a;b;c,,;q=x,*', 'en'],
])('the address names %s and the browser wants %s: %s', (named, accepted, language) => {
  expect(readerLanguage(named, accepted)).toBe(language);
});
