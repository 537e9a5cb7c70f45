import type { Language } from '../src/words/languages.ts';
import { uninstalledTexts } from './candidate-pages.ts';
import { plainPage } from './plain-page.ts';

/**
 * What a candidate sees who removes Vigil while something waits to be sent. The address says how much, in which language,
 * and nothing else.
 * @param megabytes the address' text; anything but a number of up to five digits counts as unknown
 */
export function uninstalledPage(language: Language, megabytes: string | undefined): Response {
  const { title, known, unknown, rest } = uninstalledTexts[language];
  const size = megabytes !== undefined && /^\d{1,5}$/.test(megabytes) ? Number(megabytes) : null;
  const lost = size === null ? unknown : known.replace('$1', new Intl.NumberFormat(language).format(size));
  return plainPage(language, { title, before: [lost, ...rest], steps: [], after: [] });
}
