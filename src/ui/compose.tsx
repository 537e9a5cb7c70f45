import { signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { keepChatPicture } from '../browser/chat-store.ts';
import type { ChatLine } from '../browser/database.ts';
import { send } from '../browser/page-client.ts';
import type { ContextCard, HelpRoute } from '../protocol/chat.ts';
import { aboutOf } from '../session/context-card.ts';
import { useAction } from './action.ts';
import { AttachedPicture, AttachPicture } from './attach-picture.tsx';
import { Button } from './button.tsx';
import { CardOffer, useCard } from './card-offer.tsx';
import { cleanPicture } from './chat-picture.ts';
import { tellTyping, typed } from './conversation.ts';
import { Icon } from './icon.tsx';
import { Failure } from './notice.tsx';
import { view } from './session.ts';
import { text } from './text.ts';

const longest = 4000;

/** What is being written. It outlives the panel, which a countdown may cover and the candidate may close. */
const draft = signal('');
const picture = signal<Blob | null>(null);
const route = signal<HelpRoute>('desk');
const withCard = signal(true);
/** The same for a second try, so that a message whose answer was lost is not stored twice; so with its picture. */
let ids = freshIds();

function freshIds() {
  return { message: crypto.randomUUID(), picture: crypto.randomUUID() };
}

/** @param card what the candidate was shown with it; null where nothing was */
async function sendDraft(card: ContextCard | null): Promise<void> {
  const { session = null, policy = null } = view.value ?? {};
  if (picture.value && session) await keepChatPicture(session, ids.picture, picture.value);
  await send({
    type: 'chat',
    id: ids.message,
    text: draft.value.trim(),
    ...(policy?.help?.technical === true && { route: route.value }),
    ...(card && { about: aboutOf(card.check) }),
    ...(card && withCard.value && { context: card }),
    ...(picture.value && { picture: ids.picture }),
  });
  ids = freshIds();
  draft.value = '';
  picture.value = null;
  withCard.value = true;
  typed();
}

async function attach(file: Blob): Promise<void> {
  picture.value = await cleanPicture(file);
}

interface ComposeProps {
  readonly lines: readonly ChatLine[];
  readonly focus: boolean;
}

/** The field to write in, with whom it is for, what goes along, and a picture, each where it is offered. */
export function Compose({ lines, focus }: ComposeProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const sending = useAction(sendDraft);
  const attaching = useAction(attach);
  const card = useCard(lines);
  const help = view.value?.policy?.help;
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const submit = () => {
    if (draft.value.trim() || picture.value) sending.run(card);
    field.current?.focus();
  };
  return (
    <form
      class="chat-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {card && <CardOffer card={card} along={withCard} />}
      {help?.technical === true && <RouteChoice />}
      <Failure message={sending.error || attaching.error} />
      <label class="small" for="chat-text">
        {text('chatLabel')}
      </label>
      {picture.value && <AttachedPicture picture={picture.value} remove={removePicture} />}
      <div class="chat-field">
        <Field field={field} busy={sending.busy} submit={submit} />
        {help?.pictures === true && <AttachPicture busy={attaching.busy} choose={attaching.run} />}
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

function removePicture(): void {
  picture.value = null;
}

interface FieldProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly busy: boolean;
  readonly submit: () => void;
}

function Field({ field, busy, submit }: FieldProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <textarea
      id="chat-text"
      ref={field}
      rows={2}
      maxLength={longest}
      value={draft.value}
      readOnly={busy}
      aria-describedby="chat-keys"
      dir="auto"
      onInput={(event) => {
        draft.value = event.currentTarget.value;
        tellTyping(draft.value.trim() !== '');
      }}
      onKeyDown={onKeyDown}
    />
  );
}

/** The provider's own desk, or technical help. */
function RouteChoice() {
  const routes = [
    ['desk', view.value?.provider?.name ?? text('chatDesk')],
    ['technical', text('chatTechnical')],
  ] as const;
  return (
    <fieldset class="chat-route small">
      <legend>{text('chatTo')}</legend>
      {routes.map(([one, name]) => (
        <label key={one}>
          <input
            type="radio"
            name="chat-route"
            checked={route.value === one}
            onChange={() => {
              route.value = one;
            }}
          />{' '}
          <bdi>{name}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
