import { useState } from 'preact/hooks';
import { send } from '../browser/page-client.ts';
import { type NoteCause, noteLength } from '../protocol/exam-commands.ts';
import { useAction } from './action.ts';
import { Button } from './button.tsx';
import { timeText } from './format.ts';
import { Failure } from './notice.tsx';
import { type MessageKey, text } from './text.ts';

const choices: readonly (readonly [NoteCause, MessageKey])[] = [
  ['doorbell', 'noteDoorbell'],
  ['someone-came-in', 'noteSomeone'],
  ['looked-away', 'noteAway'],
];

/** The candidate tells the reviewers what happens, while it happens. It is kept here first: a connection is not needed. */
export function Note() {
  const [own, setOwn] = useState('');
  const [notedAt, setNotedAt] = useState('');
  const noting = useAction(async (cause: NoteCause, words: string) => {
    setNotedAt('');
    await send({ type: 'note', id: crypto.randomUUID(), cause, text: words });
    setNotedAt(new Date().toISOString());
    setOwn((now) => (now === words ? '' : now));
  });
  return (
    <details class="note">
      <summary>{text('noteTitle')}</summary>
      <div class="stack tight">
        <div class="row">
          {choices.map(([cause, key]) => (
            <Button key={cause} onClick={() => noting.run(cause, '')}>
              {text(key)}
            </Button>
          ))}
        </div>
        <form
          class="stack tight"
          onSubmit={(event) => {
            event.preventDefault();
            if (own.trim()) noting.run('own-words', own);
          }}
        >
          <label class="small" for="note-own">
            {text('noteOwn')}
          </label>
          <div class="row">
            <input
              id="note-own"
              maxLength={noteLength}
              value={own}
              dir="auto"
              autocomplete="off"
              onInput={({ currentTarget }) => setOwn(currentTarget.value)}
            />
            <Button submit>{text('noteAdd')}</Button>
          </div>
        </form>
        <Failure message={noting.error} />
        <p class="small" role="status">
          {notedAt && text('noteDone', timeText(notedAt))}
        </p>
      </div>
    </details>
  );
}
