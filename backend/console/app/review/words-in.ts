import { english } from '../../../../src/words/english.ts';
import { isLanguage } from '../../../../src/words/languages.ts';
import { Words } from '../../../../src/words/words.ts';

type Messages = Readonly<Record<string, { readonly message: string }>>;

/** The texts that a candidate reads in a language; null for one that is not known here, or cannot be fetched. */
export async function wordsIn(language: string): Promise<Words | null> {
  if (!isLanguage(language)) return null;
  if (language === 'en') return english;
  const file: { readonly default: Messages } | null = await import(
    `../../../../extension/_locales/${language}/messages.json`
  ).catch(() => null);
  if (!file) return null;
  const texts = Object.entries(file.default).map(([key, { message }]) => [key, message] as const);
  return new Words(language, Object.fromEntries(texts));
}
