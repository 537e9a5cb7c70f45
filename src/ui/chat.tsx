import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ChatLine } from '../browser/database.ts';
import { send } from '../browser/page-client.ts';
import { useAction } from './action.ts';
import { Button } from './button.tsx';
import { timeText } from './format.ts';
import { Icon } from './icon.tsx';
import { Failure } from './notice.tsx';
import { text } from './text.ts';
import './chat.css';

const longest = 4000;

/** The conversation with the help desk, and the field to write in. */
export function Chat({ lines, focus = false }: { readonly lines: readonly ChatLine[]; readonly focus?: boolean }) {
  return (
    <div class="chat">
      <Conversation lines={lines} />
      <Compose focus={focus} />
    </div>
  );
}

function Conversation({ lines }: { readonly lines: readonly ChatLine[] }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.scrollTo({ top: list.current.scrollHeight }), [lines.length]);
  return (
    // A scrolling region that holds no control must take the focus itself, or the keyboard could not scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by keyboard
    <div class="chat-log" role="log" aria-label={text('chatTitle')} tabIndex={0} ref={list}>
      {lines.length === 0 && <p class="soft small">{text('chatEmpty')}</p>}
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </div>
  );
}

function Line({ line }: { readonly line: ChatLine }) {
  const desk = line.agent ? text('chatAgent', line.agent) : text('chatDesk');
  const from = line.from === 'candidate' ? text('chatYou') : desk;
  return (
    <div class={`chat-line ${line.from}`}>
      <p class="small soft">
        <strong>{from}</strong>{' '}
        {line.number === 0 ? <span class="chat-sending">{text('chatSending')}</span> : <time>{timeText(line.at)}</time>}
      </p>
      <p class="chat-text" dir="auto">
        {line.text}
      </p>
    </div>
  );
}

/** What is being written. It outlives the panel, which a countdown may cover and the candidate may close. */
const draft = signal('');
/** The same for a second try, so that a message whose answer was lost is not stored twice. */
let draftId = crypto.randomUUID();

async function sendDraft(): Promise<void> {
  await send({ type: 'chat', id: draftId, text: draft.value.trim() });
  draftId = crypto.randomUUID();
  draft.value = '';
}

function Compose({ focus }: { readonly focus: boolean }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const sending = useAction(sendDraft);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const submit = () => {
    if (draft.value.trim()) sending.run();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <form
      class="chat-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Failure message={sending.error} />
      <label class="small" for="chat-text">
        {text('chatLabel')}
      </label>
      <div class="chat-field">
        <textarea
          id="chat-text"
          ref={field}
          rows={2}
          maxLength={longest}
          value={draft.value}
          readOnly={sending.busy}
          aria-describedby="chat-keys"
          dir="auto"
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onKeyDown={onKeyDown}
        />
        <Button kind="primary" submit busy={sending.busy} label={text('chatSend')}>
          {!sending.busy && <Icon name="send" />}
        </Button>
      </div>
      <p class="small soft" id="chat-keys">
        {text('chatKeys')}
      </p>
    </form>
  );
}
