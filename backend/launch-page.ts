import type { Language } from '../src/words/languages.ts';
import { launchTexts } from './candidate-pages.ts';
import { plainPage } from './plain-page.ts';

/**
 * What a person sees who opens a launch address without the extension. The launch itself stays in the address'
 * fragment, in the browser.
 */
export function launchPage(language: Language): Response {
  return plainPage(language, launchTexts[language]);
}
