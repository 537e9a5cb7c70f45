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
 * A language's texts as they are shipped: without remarks, and in English where there is no translation yet, so that
 * nothing is ever left unsaid.
 */
export function shippedTexts(file: MessageFile, english: MessageFile): string {
  const isLacking = (key: string) => !(key in file) && !(isPlural(key, english) && `${stemOf(key)}_other` in file);
  const lacking = Object.entries(english).filter(([key]) => isLacking(key));
  const all = [...Object.entries(file), ...lacking].map(([key, { message }]) => [key, { message }]);
  return JSON.stringify(Object.fromEntries(all));
}
