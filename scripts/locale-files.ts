import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** A text in `extension/_locales`, with a remark for translators. */
export interface Message {
  readonly message: string;
  readonly description?: string;
}
export type MessageFile = Readonly<Record<string, Message>>;

const categories = /_(zero|one|two|few|many|other)$/;

/** A text's key without the category of its plural. */
export function stemOf(key: string): string {
  return key.replace(categories, '');
}

/** Every language's texts, as they are written in the source. */
export function readLocales(): Map<string, MessageFile> {
  const files = globSync('extension/_locales/*/messages.json').sort();
  return new Map(files.map((file) => [basename(dirname(file)), JSON.parse(readFileSync(file, 'utf8'))]));
}

/** Whether a key is one of the forms of a text that depends on a number. */
function isPlural(key: string, file: MessageFile): boolean {
  return categories.test(key) && `${stemOf(key)}_other` in file;
}

/** The keys that a language must have: those of English, with the forms that a plural has in this language. */
export function keysOf(language: string, english: MessageFile): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const keys = Object.keys(english).flatMap((key) =>
    isPlural(key, english) ? forms.map((form) => `${stemOf(key)}_${form}`) : [key],
  );
  return [...new Set(keys)];
}

/** The keys that a language lacks. */
export function missingKeys(language: string, file: MessageFile, english: MessageFile): string[] {
  return keysOf(language, english).filter((key) => !(key in file));
}

/**
 * The texts as they are shipped, by file name: one list of all keys, and for each language the list of its texts in the
 * same order, so that the keys are there only once. Null where a form of a plural does not exist in the language. Where
 * a translation is missing the text is English, so that nothing is ever left unsaid.
 */
export function shippedTexts(locales: ReadonlyMap<string, MessageFile>): Map<string, string> {
  const english = locales.get('en') ?? {};
  const keys = [...new Set([...locales.values()].flatMap((file) => Object.keys(file)))].sort();
  const files = new Map([['keys.json', JSON.stringify(keys)]]);
  for (const [language, file] of locales) {
    const isSpoken = (key: string) => isPlural(key, english) && `${stemOf(key)}_other` in file;
    const texts = keys.map((key) => file[key]?.message ?? (isSpoken(key) ? null : (english[key]?.message ?? null)));
    files.set(`${language}.json`, JSON.stringify(texts));
  }
  return files;
}

/** What the browser itself reads of a language: the texts that the manifest names. */
export function manifestTexts(file: MessageFile, english: MessageFile, manifest: string): MessageFile {
  const asked = [...manifest.matchAll(/__MSG_(\w+)__/g)].map((match) => match[1] ?? '');
  const all = { ...english, ...file };
  return Object.fromEntries(asked.map((key) => [key, { message: all[key]?.message ?? '' }]));
}
