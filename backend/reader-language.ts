import { isLanguage, type Language, languageFor } from '../src/words/languages.ts';

/**
 * The language of a page that a candidate reads.
 * @param named what the address names, if anything; a language that Vigil does not speak is passed over
 * @param accepted the browser's Accept-Language, such as `de-AT,de;q=0.9,en;q=0.5`
 */
export function readerLanguage(named: string | undefined, accepted: string | undefined): Language {
  if (isLanguage(named)) return named;
  const wanted = (accepted ?? '').split(',', 20).map((entry) => {
    const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { tag, quality: quality === undefined ? 1 : Number(quality) || 0 };
  });
  const tags = wanted.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
  return languageFor(tags.map(({ tag }) => tag));
}
