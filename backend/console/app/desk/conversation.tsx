import { useEffect, useRef } from 'preact/hooks';
import type { ChatMessage } from '../../../../src/protocol/chat.ts';
import type { DeskConversation } from '../../../../src/protocol/desk.ts';
import { pathTo } from '../../../../src/protocol/endpoints.ts';
import { call } from '../api.ts';
import { momentText } from '../format.ts';
import { Scroller } from '../parts/scroller.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { useNow, usePolled } from '../polled.ts';
import type { Stage } from './canned-answers.ts';
import { handOverText, type LogEntry, logOf } from './log.ts';
import { deliveryText, orderText } from './order-words.ts';
import { Writing } from './writing.tsx';

/** How often an open conversation is read, besides when the backend tells that it changed. */
const chatEvery = 2000;

interface ConversationProps {
  readonly attempt: string;
  readonly candidate: string;
  readonly stage: Stage;
  readonly isOver: boolean;
  /** Who else has the conversation, where somebody does. */
  readonly other?: string | undefined;
  /** When the backend last told that something changed. */
  readonly changedAt?: number;
}

/** What passed between candidate and desk, live, and a field to write to the candidate. */
export function Conversation({ attempt, candidate, stage, isOver, other, changedAt = 0 }: ConversationProps) {
  const read = (signal: AbortSignal) => call('listConversation', { parameters: { attempt }, signal });
  const conversation = usePolled(`conversation ${attempt}`, read, chatEvery);
  const { refresh } = conversation;
  useEffect(() => {
    if (changedAt > 0) refresh();
  }, [changedAt]);
  const seen = conversation.value?.messages.at(-1)?.number ?? 0;
  return (
    <div class="conversation">
      <Loaded polled={conversation} what="the conversation">
        {(value) => <Log conversation={value} attempt={attempt} candidate={candidate} isOver={isOver} />}
      </Loaded>
      <Writing
        key={attempt}
        attempt={attempt}
        candidate={candidate}
        stage={stage}
        other={other}
        seen={seen}
        sent={refresh}
      />
    </div>
  );
}

interface LogProps {
  readonly conversation: DeskConversation;
  readonly attempt: string;
  readonly candidate: string;
  readonly isOver: boolean;
}

function Log({ conversation, attempt, candidate, isOver }: LogProps) {
  const box = useRef<HTMLDivElement>(null);
  const now = useNow(1000);
  const log = logOf(conversation);
  const { marks, messages } = conversation;
  const latest = log.length;
  useEffect(() => {
    if (latest > 0) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [latest]);
  const lastAnswer = messages.findLast(({ from }) => from === 'desk');
  const readMark = marks && lastAnswer ? readWords(marks.seen >= lastAnswer.number) : null;
  return (
    <>
      {log.length === 0 ? (
        <Empty title="No messages yet." />
      ) : (
        <Scroller class="messages" box={box} role="log" label={`Conversation with ${candidate}`}>
          {log.map((entry) => (
            <Line key={keyOf(entry)} entry={entry} attempt={attempt} candidate={candidate} isOver={isOver} now={now}>
              {entry.kind === 'message' && entry.message === lastAnswer ? readMark : null}
            </Line>
          ))}
        </Scroller>
      )}
      <p class="soft small typing" role="status">
        {marks?.typing ? `${candidate} is writing…` : ''}
      </p>
    </>
  );
}

function readWords(isRead: boolean): string {
  return isRead ? 'Read' : 'Not read yet';
}

function keyOf(entry: LogEntry): string {
  if (entry.kind === 'message') return entry.message.id;
  return entry.kind === 'order' ? entry.order.id : `hand-over ${entry.handOver.number}`;
}

interface LineProps extends Omit<LogProps, 'conversation'> {
  readonly entry: LogEntry;
  readonly now: number;
  /** Whether the candidate has read it, where that is said. */
  readonly children: string | null;
}

function Line({ entry, attempt, candidate, isOver, now, children }: LineProps) {
  if (entry.kind === 'message') {
    return (
      <Message message={entry.message} attempt={attempt} candidate={candidate}>
        {children}
      </Message>
    );
  }
  if (entry.kind === 'order') {
    const { order } = entry;
    return (
      <Note at={order.givenAt}>
        <strong>{orderText(order)}</strong>: {order.reason} <em>({deliveryText(order, isOver, now)})</em>
      </Note>
    );
  }
  const { note, at } = entry.handOver;
  return (
    <Note at={at}>
      <strong>{handOverText(entry.handOver)}</strong>
      {note && `: ${note}`}
    </Note>
  );
}

function Note({ at, children }: { readonly at: string; readonly children: preact.ComponentChildren }) {
  return (
    <p class="log-note small">
      <time dateTime={at}>{momentText(at)}</time> {children}
    </p>
  );
}

interface MessageProps {
  readonly message: ChatMessage;
  readonly attempt: string;
  readonly candidate: string;
  readonly children: string | null;
}

function Message({ message: { from, agent, text, at, route, picture }, attempt, candidate, children }: MessageProps) {
  return (
    <div class={`message from-${from}`}>
      <p class="small soft">
        {from === 'desk' ? (agent ?? 'Desk') : candidate}, <time dateTime={at}>{momentText(at)}</time>
        {route === 'technical' && ', to technical help'}
      </p>
      {text !== '' && <p class="message-text">{text}</p>}
      {picture && <Picture address={pathTo('readPicture', { attempt, picture })} candidate={candidate} />}
      {children && <p class="small soft">{children}</p>}
    </div>
  );
}

function Picture({ address, candidate }: { readonly address: string; readonly candidate: string }) {
  return (
    <a class="message-picture" href={address} target="_blank" rel="noreferrer">
      <img src={address} alt={`Sent by ${candidate}; opens in a new tab`} loading="lazy" />
    </a>
  );
}
