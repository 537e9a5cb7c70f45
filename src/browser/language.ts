import { isLanguage, type Language, languageFor, localeFor } from '../words/languages.ts';
import { Words } from '../words/words.ts';
import { browser } from './webext.ts';

const key = 'language';

/** The languages that this browser is set to, the most wanted first. */
const wanted = () => [browser.i18n.getUILanguage(), ...navigator.languages];

let loaded: { readonly language: Language; readonly words: Promise<Words> } | undefined;

/** The texts in the language that the candidate chose on this device, or else in the browser's. */
export async function currentWords(): Promise<Words> {
  const chosen = (await browser.storage.local.get(key))[key];
  const language = isLanguage(chosen) ? chosen : languageFor(wanted());
  if (loaded?.language !== language) loaded = { language, words: load(language) };
  return loaded.words;
}

/**
 * Only the language that is spoken is read: the build has filled what it lacks from English. Nothing waits for a file
 * that cannot be read; texts then stand there by their keys, until they are asked for again.
 */
async function load(language: Language): Promise<Words> {
  const locale = localeFor(language, wanted());
  try {
    const [keys, texts] = await Promise.all([read<string>('keys'), read<string | null>(language)]);
    return new Words(language, Object.fromEntries(keys.map((key, at) => [key, texts[at] ?? null])), locale);
  } catch (error) {
    console.error('The texts cannot be read', error);
    loaded = undefined;
    return new Words(language, {}, locale);
  }
}

/** A list that the build has written into `texts/`. */
async function read<Entry>(name: string): Promise<Entry[]> {
  return (await fetch(browser.runtime.getURL(`texts/${name}.json`))).json();
}

/** Remembers the candidate's choice on this device. Every page and script of ours hears of it at once. */
export async function chooseLanguage(language: Language): Promise<void> {
  await browser.storage.local.set({ [key]: language });
}

/** Calls back whenever another language was chosen, wherever that was. In the worker: call in its first tick. */
export function onLanguage(changed: () => void): void {
  browser.storage.onChanged.addListener((changes, area) => {
    if (area === 'local' && key in changes) changed();
  });
}
