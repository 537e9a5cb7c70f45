import { signal } from '@preact/signals';
import { currentWords, onLanguage } from '../browser/language.ts';
import type { Saying } from '../words/saying.ts';
import type { MessageKey, PluralStem } from '../words/text-key.ts';
import type { Words } from '../words/words.ts';

export type { MessageKey, PluralStem };

const current = signal<Words | null>(null);

/**
 * The texts in the candidate's language. Whoever draws with them is drawn anew when another language is chosen.
 * @throws Error before `followLanguage` has resolved
 */
export function words(): Words {
  if (!current.value) throw new Error('The texts are not read yet');
  return current.value;
}

/** A text in the candidate's language; numbers are written the way the language writes them. */
export function text(key: MessageKey, ...blanks: readonly (string | number)[]): string {
  return words().text(key, ...blanks);
}

/** A text that depends on a number, which becomes its first blank. */
export function plural(stem: PluralStem, count: number, ...blanks: readonly (string | number)[]): string {
  return words().plural(stem, count, ...blanks);
}

/** What an error or the worker says, in the candidate's language. */
export function said(saying: Saying): string {
  return words().say(saying);
}

/** Reads the texts, and reads others as soon as another language is chosen. Resolves once there are texts. */
export async function followLanguage(): Promise<void> {
  let latest = 0;
  const read = async () => {
    latest += 1;
    const turn = latest;
    const texts = await currentWords();
    if (turn === latest) current.value = texts;
  };
  onLanguage(() => void read());
  await read();
}
