import { english } from './english.ts';
import { isLanguage, type Language } from './languages.ts';
import { Words } from './words.ts';

type Messages = Readonly<Record<string, { readonly message: string }>>;

/** The texts as they are written, each language for whoever asks for it. */
const files: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly default: Messages }>>> = {
  nl: () => import('../../extension/_locales/nl/messages.json', { with: { type: 'json' } }),
  de: () => import('../../extension/_locales/de/messages.json', { with: { type: 'json' } }),
  fr: () => import('../../extension/_locales/fr/messages.json', { with: { type: 'json' } }),
  es: () => import('../../extension/_locales/es/messages.json', { with: { type: 'json' } }),
  ar: () => import('../../extension/_locales/ar/messages.json', { with: { type: 'json' } }),
};

/**
 * The texts that a candidate read in a language, for whoever reads them again elsewhere. The extension's own pages read
 * theirs through src/browser/language.ts.
 * @returns null for a language that Vigil does not speak, and where its texts cannot be fetched
 */
export async function wordsIn(language: string): Promise<Words | null> {
  if (!isLanguage(language)) return null;
  if (language === 'en') return english;
  const file = await files[language]().catch(() => null);
  if (!file) return null;
  return new Words(
    language,
    Object.fromEntries(Object.entries(file.default).map(([key, { message }]) => [key, message])),
  );
}
