import type messages from '../../extension/_locales/en/messages.json';
import { message } from '../browser/page-client.ts';

/** A text of `_locales`; one that does not exist does not compile. */
export type MessageKey = keyof typeof messages;

/** The stem of texts that depend on a number: `minutesLeft` stands for `minutesLeft_one`, `minutesLeft_other` and so on. */
export type PluralStem = MessageKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never;

/** The language that the texts are written in, which need not be the browser's own. */
export const language = message('language') || 'en';
export const direction = message('direction') === 'rtl' ? 'rtl' : 'ltr';

const numbers = new Intl.NumberFormat(language);
const plurals = new Intl.PluralRules(language);

/** A text in the candidate's language; numbers are written the way the language writes them. */
export function text(key: MessageKey, ...substitutions: readonly (string | number)[]): string {
  return message(key, substitutions.map(written));
}

/** A text that depends on a number, which becomes its first substitution. */
export function plural(stem: PluralStem, count: number, ...substitutions: readonly (string | number)[]): string {
  const values = [count, ...substitutions].map(written);
  return message(`${stem}_${plurals.select(count)}`, values) || message(`${stem}_other`, values);
}

function written(value: string | number): string {
  return typeof value === 'number' ? numbers.format(value) : value;
}
