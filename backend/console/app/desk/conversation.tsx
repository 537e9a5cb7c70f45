import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChatMessage } from '../../../../src/protocol/chat.ts';
import { call, wordsOf } from '../api.ts';
import { momentText } from '../format.ts';
import { Scroller } from '../parts/scroller.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { usePolled } from '../polled.ts';

/** How often an open conversation is read. */
const chatEvery = 2000;

interface ConversationProps {
  readonly attempt: string;
  readonly candidate: string;
}

/** What candidate and desk wrote, live, and a field to write to the candidate. */
export function Conversation({ attempt, candidate }: ConversationProps) {
  const read = (signal: AbortSignal) => call('listConversation', { parameters: { attempt }, signal });
  const conversation = usePolled(`conversation ${attempt}`, read, chatEvery);
  return (
    <div class="conversation">
      <Loaded polled={conversation} what="the conversation">
        {({ messages }) => <Messages messages={messages} candidate={candidate} />}
      </Loaded>
      <Writing key={attempt} attempt={attempt} candidate={candidate} sent={conversation.refresh} />
    </div>
  );
}

function Messages({ messages, candidate }: { readonly messages: readonly ChatMessage[]; readonly candidate: string }) {
  const log = useRef<HTMLDivElement>(null);
  const latest = messages.at(-1)?.number ?? 0;
  useEffect(() => {
    if (latest > 0) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [latest]);
  if (messages.length === 0) return <Empty title="No messages yet." />;
  return (
    <Scroller class="messages" box={log} role="log" label={`Conversation with ${candidate}`}>
      {messages.map(({ id, from, agent, text, at }) => (
        <div key={id} class={`message from-${from}`}>
          <p class="small soft">
            {from === 'desk' ? (agent ?? 'Desk') : candidate}, <time dateTime={at}>{momentText(at)}</time>
          </p>
          <p class="message-text">{text}</p>
        </div>
      ))}
    </Scroller>
  );
}

interface WritingProps extends ConversationProps {
  readonly sent: () => void;
}

/** A message keeps its id until it is stored, so that sending it again after a failure stores it once. */
function Writing({ attempt, candidate, sent }: WritingProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const id = useRef(crypto.randomUUID());

  async function send(event: Event) {
    event.preventDefault();
    if (text.trim() === '' || busy) return;
    setBusy(true);
    try {
      const body = { id: id.current, text: text.trim(), at: new Date().toISOString() };
      await call('answerCandidate', { parameters: { attempt }, body });
      id.current = crypto.randomUUID();
      setText('');
      setError('');
      sent();
    } catch (failure) {
      setError(`${wordsOf(failure)} Your message is kept here; send it again.`);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="writing" onSubmit={(event) => void send(event)}>
      <label for={`message-${attempt}`}>Write to {candidate}</label>
      <textarea
        id={`message-${attempt}`}
        rows={3}
        maxLength={4000}
        value={text}
        aria-describedby={`error-${attempt}`}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && void send(event)}
      />
      <p id={`error-${attempt}`} class="field-error" role="alert">
        {error}
      </p>
      <div class="buttons">
        <button type="submit" class="button" disabled={busy || text.trim() === ''}>
          {busy ? 'Sending…' : 'Send'}
        </button>
        <span class="soft small">Ctrl + Enter sends</span>
      </div>
    </form>
  );
}
