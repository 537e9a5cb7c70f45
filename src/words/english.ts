import messages from '../../extension/_locales/en/messages.json' with { type: 'json' };
import { Words } from './words.ts';

/** The texts in English, for whoever has no other language: the console and tests. */
export const english = new Words('en', messages);
