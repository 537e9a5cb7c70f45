import { useEffect, useState } from 'preact/hooks';
import { findChatPicture, isOnItsWay } from '../browser/chat-store.ts';
import type { ChatLine } from '../browser/database.ts';
import { send } from '../browser/page-client.ts';
import { useAction } from './action.ts';
import { useAddress } from './attach-picture.tsx';
import { Button } from './button.tsx';
import { pictureWords } from './chat-picture.ts';
import { timeText } from './format.ts';
import { Icon } from './icon.tsx';
import { Failure } from './notice.tsx';
import { Said } from './said.tsx';
import { text } from './text.ts';

interface LineProps {
  readonly line: ChatLine;
  /** It is the last one that the desk has read. */
  readonly isRead: boolean;
}

/** One message. What it says is text, whatever it looks like. */
export function ChatLineView({ line, isRead }: LineProps) {
  const { from, agent, route, refused } = line;
  const desk = agent ? text('chatAgent', agent) : text('chatDesk');
  return (
    <div class={`chat-line ${from}`}>
      <p class="small soft">
        <strong>{from === 'candidate' ? text('chatYou') : desk}</strong>
        {route === 'technical' && ` · ${text('chatTechnical')}`} {line.number > 0 && <time>{timeText(line.at)}</time>}
        {isOnItsWay(line) && <span class="chat-sending">{text('chatSending')}</span>}
      </p>
      {line.picture && <ChatPicture session={line.session} id={line.picture} />}
      {line.text && (
        <p class="chat-text" dir="auto">
          {line.text}
        </p>
      )}
      {isRead && (
        <p class="small soft chat-read">
          <Icon name="check" size={14} />
          {text('chatRead')}
        </p>
      )}
      {refused !== undefined && <NotSent id={line.id} why={refused} />}
    </div>
  );
}

/** A message that the backend takes never: why, and what can be done. */
function NotSent({ id, why }: { readonly id: string; readonly why: NonNullable<ChatLine['refused']> }) {
  const again = useAction(() => send({ type: 'chatAgain', id }));
  const remove = useAction(() => send({ type: 'chatRemove', id }));
  return (
    <div class="small chat-refused">
      <p>
        <Icon name="error" size={14} /> <strong>{text('chatNotSent')}</strong>
      </p>
      <Said saying={why} />
      <Failure message={again.error || remove.error} />
      <div class="row">
        <Button busy={again.busy} onClick={again.run}>
          {text('tryAgain')}
        </Button>
        <Button kind="quiet" busy={remove.busy} onClick={remove.run}>
          {text('remove')}
        </Button>
      </div>
    </div>
  );
}

/** A picture as this device keeps it; where it does not, what it was. */
function ChatPicture({ session, id }: { readonly session: string; readonly id: string }) {
  const [picture, setPicture] = useState<Blob | undefined>();
  const address = useAddress(picture);
  useEffect(() => {
    void findChatPicture(session, id).then(setPicture);
  }, [session, id]);
  const alt = pictureWords(picture?.type);
  return address ? <img class="chat-picture" src={address} alt={alt} /> : <p class="soft">{alt}</p>;
}
