import type { ChatLine } from '../browser/database.ts';
import type { Words } from '../words/words.ts';

/** A conversation as plain text, one message a paragraph, in the candidate's language. */
export function transcriptOf(title: string, lines: readonly ChatLine[], words: Words): string {
  const time = new Intl.DateTimeFormat(words.locale, { dateStyle: 'medium', timeStyle: 'medium' });
  const desk = (agent?: string) => (agent ? words.text('chatAgent', agent) : words.text('chatDesk'));
  const said = lines.map(({ from, agent, at, text, picture, number }) => {
    const who = from === 'candidate' ? words.text('chatYou') : desk(agent);
    const sent = number > 0 ? '' : ` (${words.text('chatNotSent')})`;
    const what = [...(picture ? [words.text('chatPicture', 'JPEG')] : []), ...(text ? [text] : [])];
    return `${time.format(new Date(at))}  ${who}${sent}\n${what.join('\n')}\n`;
  });
  return [title, '', ...said].join('\n');
}
