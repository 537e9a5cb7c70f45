import { type Language, languages } from './languages.ts';
import type { Blank, Saying } from './saying.ts';
import type { MessageKey, PluralStem } from './text-key.ts';

/** Texts by their keys; null or missing where a form of a plural does not exist in the language. */
export type Catalogue = Readonly<Record<string, string | null>>;

/** Everything that is said to the candidate, in one language, with numbers and lists as the language writes them. */
export class Words {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  /** The tag for Intl, with the reader's region where it is known. */
  readonly locale: string;
  readonly #texts: Catalogue;
  readonly #numbers: Intl.NumberFormat;
  readonly #plurals: Intl.PluralRules;
  readonly #lists: Intl.ListFormat;

  constructor(language: Language, texts: Catalogue, locale: string = language) {
    this.language = language;
    this.direction = languages[language].direction;
    this.locale = locale;
    this.#texts = texts;
    this.#numbers = new Intl.NumberFormat(locale);
    this.#plurals = new Intl.PluralRules(language);
    this.#lists = new Intl.ListFormat(locale);
  }

  /** The same texts, written as where the reader's region is not known. */
  withoutRegion(): Words {
    return new Words(this.language, this.#texts);
  }

  /** A text with its blanks $1, $2 … filled. */
  text(key: MessageKey, ...blanks: readonly Blank[]): string {
    return this.#filled(key, blanks);
  }

  /** A text that depends on a number, which becomes its first blank. */
  plural(stem: PluralStem, count: number, ...blanks: readonly Blank[]): string {
    const own = `${stem}_${this.#plurals.select(count)}`;
    return this.#filled(this.#texts[own] ? own : `${stem}_other`, [count, ...blanks]);
  }

  /** The words of a saying. */
  say(saying: Saying): string {
    if (typeof saying === 'string') return saying;
    const { key, blanks } = saying;
    const [count, ...rest] = blanks;
    if (typeof count === 'number' && this.#texts[`${key}_other`]) {
      return this.plural(key as PluralStem, count, ...rest);
    }
    return this.#filled(key, blanks);
  }

  /** Several things, such as `camera, microphone and screen`. */
  list(items: readonly string[]): string {
    return this.#lists.format(items.map((item) => this.#isolated(item)));
  }

  /** A number of seconds such as `2 minutes and 30 seconds`. */
  length(seconds: number): string {
    const minutes = Math.floor(seconds / 60);
    const rest = seconds - 60 * minutes;
    const parts = [...(minutes > 0 ? [this.#unit(minutes, 'minute')] : [])];
    if (rest > 0 || minutes === 0) parts.push(this.#unit(rest, 'second'));
    return this.#lists.format(parts);
  }

  #unit(value: number, unit: string): string {
    return new Intl.NumberFormat(this.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  }

  /** An unknown key stands for itself: whatever happens, something is said. */
  #filled(key: string, blanks: readonly Blank[]): string {
    const text = this.#texts[key] ?? key;
    return text.replace(/\$([1-9])/g, (_, place: string) => this.#written(blanks[Number(place) - 1] ?? ''));
  }

  #written(blank: Blank): string {
    if (typeof blank === 'number') return this.#numbers.format(blank);
    return typeof blank === 'string' ? this.#isolated(blank) : this.list(blank);
  }

  /** Names and addresses are mostly written from the left; between Arabic words they must keep their own order. */
  #isolated(value: string): string {
    return this.direction === 'rtl' && value !== '' ? `\u2068${value}\u2069` : value;
  }
}
