/** The languages that Vigil speaks, each by its own name, and the direction in which it is written. */
export const languages = {
  en: { name: 'English', direction: 'ltr' },
  nl: { name: 'Nederlands', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const;

/** A language by its BCP 47 tag, without region. */
export type Language = keyof typeof languages;

/** Whether a value names a language that Vigil speaks. */
export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value);
}

/**
 * The language to speak to somebody who has not chosen one.
 * @param wanted BCP 47 tags, the most wanted first
 * @returns the first of them that Vigil speaks, in whatever region; English where it speaks none
 */
export function languageFor(wanted: readonly string[]): Language {
  return wanted.map(primary).find(isLanguage) ?? 'en';
}

/**
 * The tag by which dates and numbers are written: that of the reader's own region where it is one of this language.
 * @param wanted BCP 47 tags, the most wanted first
 */
export function localeFor(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => primary(tag) === language) ?? language;
}

/** The language of a tag such as `de-AT`; empty where it is no tag. */
function primary(tag: string): string {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return '';
  }
}
