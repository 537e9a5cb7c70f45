import type messages from '../../extension/_locales/en/messages.json';

/** A text of `_locales`; one that does not exist does not compile. */
export type MessageKey = keyof typeof messages;

/** The stem of texts that depend on a number: `minutesLeft` stands for `minutesLeft_one`, `minutesLeft_other` and so on. */
export type PluralStem = MessageKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never;

/** A text, or the stem of one that depends on a number. */
export type TextKey = MessageKey | PluralStem;
