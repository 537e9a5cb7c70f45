import messages from '../../extension/_locales/en/messages.json' with { type: 'json' };
import { Words } from './words.ts';

const texts = Object.fromEntries(Object.entries(messages).map(([key, { message }]) => [key, message]));

/** The texts in English, for whoever has no other language: the console and tests. */
export const english = new Words('en', texts);
