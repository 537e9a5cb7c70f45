import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keysOf, type Message, missingKeys, readLocales, stemOf } from '../../scripts/locale-files.ts';
import { languages } from '../../src/words/languages.ts';

const locales = readLocales();
const english = locales.get('en') ?? {};
const translations = [...locales].filter(([language]) => language !== 'en');

/** What reads the same in English and in another language. */
const alike: Readonly<Record<string, readonly string[]>> = {
  nl: ['Browser', 'Camera', 'Document', 'Start', 'Code', 'downloads', '$1 × $2 pixels', '$1, $2 in $3'],
  de: ['Browser', 'Standard', 'Start', 'Code', 'Problem', 'Version $1', '$1, $2 in $3'],
  fr: ['Code', 'Journal', 'Signature', 'Version $1', '$1 × $2 pixels'],
};

const blanksOf = ({ message }: Message) => [...new Set(message.match(/\$\d/g))].sort();
/** What a text may hold that is no word: blanks, signs, and names that stay as they are, also those of keys. */
const bare = (message: string) =>
  message.replace(/\$\d|SHA-256|Ctrl\+Shift\+H|exam\.(start|take)|Vigil|[^\p{L}]/gu, '');

it('there are texts in every language that can be chosen, and in no other', () => {
  expect([...locales.keys()].sort()).toEqual(Object.keys(languages).sort());
});

describe.each(translations)('the texts in %s', (language, file) => {
  it('are the same as in English, with every form that a plural has in this language', () => {
    expect(missingKeys(language, file, english), 'npm run missing-texts lists them with their words').toEqual([]);
    expect(Object.keys(file).filter((key) => !keysOf(language, english).includes(key))).toEqual([]);
  });

  it('say something, and leave the same blanks', () => {
    for (const [key, entry] of Object.entries(file)) {
      expect(entry.message.trim(), key).not.toBe('');
      const original = english[key] ?? english[`${stemOf(key)}_other`];
      if (!original) continue;
      const isForm = `${stemOf(key)}_other` in english;
      // Where a form is for one number alone, that number may be said in a word, or not at all.
      const spoken = isForm && /_(zero|one|two)$/.test(key) ? ['$1'] : [];
      const own = blanksOf(entry).filter((blank) => !spoken.includes(blank));
      const wanted = blanksOf(isForm ? (english[`${stemOf(key)}_other`] ?? original) : original);
      expect(own, key).toEqual(wanted.filter((blank) => !spoken.includes(blank)));
    }
  });

  it('are not left in English', () => {
    const same = Object.entries(file).filter(([key, { message }]) => message === english[key]?.message);
    expect(same.filter(([, { message }]) => bare(message) && !alike[language]?.includes(message))).toEqual([]);
  });

  it('are in the letters of the language', () => {
    const wrong = Object.entries(file).filter(([, { message }]) => bare(message) && !letters(language).test(message));
    expect(wrong).toEqual([]);
  });
});

describe.each([...locales])('the signs in %s', (language, file) => {
  it("are a book's, not a typewriter's, and none that belongs to a word can begin a line", () => {
    const wrong = Object.entries(file).filter(
      ([, { message }]) => /['"]/.test(message) || loose(language).test(message),
    );
    expect(wrong).toEqual([]);
  });
});

/** A space that a line may end at, before or after a sign that must not stand alone. */
function loose(language: string): RegExp {
  if (language === 'fr') return / [:;?!»%]|« /;
  return language === 'de' ? / […%]/ : /(?!)/;
}

function letters(language: string): RegExp {
  return language === 'ar' ? /\p{Script=Arabic}/u : /\p{Script=Latin}/u;
}

describe('the English texts', () => {
  it('hold every text that the manifest asks for', () => {
    const manifest = readFileSync('manifest.json', 'utf8');
    const asked = [...manifest.matchAll(/__MSG_(\w+)__/g)].map((match) => match[1] ?? '');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((key) => !(key in english))).toEqual([]);
  });
});

describe('what the candidate may be told', () => {
  /** Errors for logs alone: nobody but us could do anything about them. */
  const internal =
    /There is no session|no recording to go on with|has not ended|gave nothing to record|status \$\{|does not know the message/;

  it('is a saying, in the worker, the recorder and all pages: an English error would be shown as it is', () => {
    const files = globSync('{background,extension,popup,content-scripts}/**/*.{ts,tsx}').filter(
      (file) => !file.includes('.test.'),
    );
    const found = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/new Error\((.*)/g)].map(([line]) => `${file}: ${line}`),
    );
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter((line) => !internal.test(line))).toEqual([]);
  });
});
