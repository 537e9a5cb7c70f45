import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../api.ts';
import { spanText } from '../format.ts';
import { StateBadge } from '../parts/attempt-state.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { type Polled, useNow } from '../polled.ts';
import { routeTo } from '../route.ts';
import { Conversation } from './conversation.tsx';
import { FailedCheck } from './failed-check.tsx';
import { failureText } from './failed-check-words.ts';
import { deskQueue, type Waiting } from './queue.ts';

interface HelpProps {
  readonly attempts: Polled<Answer<'listAttempts'>>;
  /** The attempt whose conversation is open. */
  readonly selected: string | undefined;
}

/** The help desk: who waits, longest first, and the conversation that is open. */
export function HelpPage({ attempts, selected }: HelpProps) {
  const seen = useRef(new Map<string, number>());
  const now = useNow(1000);
  return (
    <>
      <h1>Help desk</h1>
      <Loaded polled={attempts} what="the conversations">
        {(list) => {
          const queue = deskQueue(list.attempts, seen.current, now);
          if (queue.length === 0) {
            return <Empty title="No conversations yet.">A candidate can write as soon as an exam is opened.</Empty>;
          }
          return (
            <div class="desk">
              <Queue queue={queue} selected={selected} now={now} />
              <Selected queue={queue} selected={selected} now={now} refresh={attempts.refresh} />
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

interface QueueProps {
  readonly queue: readonly Waiting[];
  readonly selected: string | undefined;
  readonly now: number;
}

function Queue({ queue, selected, now }: QueueProps) {
  return (
    <nav class="queue" aria-label="Conversations">
      <ul>
        {queue.map(({ attempt, since }) => (
          <li key={attempt.attempt}>
            <a
              class="queue-link"
              href={routeTo({ page: 'help', id: attempt.attempt })}
              aria-current={attempt.attempt === selected ? 'true' : undefined}
            >
              <strong>{attempt.candidate.name}</strong>
              <span class="soft">{attempt.exam}</span>
              {attempt.barred && <span>{failureText(attempt.barred)}</span>}
              {since !== null && (
                <span class="queue-wait">
                  {attempt.unread > 0 && <span class="count">{attempt.unread} unread</span>} waiting{' '}
                  {spanText(Math.max(0, now - since))}
                </span>
              )}
              {since === null && attempt.messages === 0 && <span class="soft small">No messages</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface SelectedProps extends QueueProps {
  readonly refresh: () => void;
}

function Selected({ queue, selected, now, refresh }: SelectedProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState('');
  useEffect(() => {
    setSaid('');
    if (selected) heading.current?.focus();
  }, [selected]);
  const attempt = queue.find(({ attempt: { attempt: id } }) => id === selected)?.attempt;
  if (!selected) return <Empty title="Choose a conversation." />;
  if (!attempt) return <Empty title="There is no such attempt." />;
  return (
    <section class="card" aria-labelledby="conversation-title">
      <header class="conversation-head">
        <div>
          <h2 id="conversation-title" ref={heading} tabIndex={-1}>
            {attempt.candidate.name}
          </h2>
          <p class="soft">{attempt.exam}</p>
        </div>
        <StateBadge state={attempt.state} reason={attempt.reason} />
        <a href={routeTo({ page: 'attempts', id: attempt.attempt })}>Review the attempt</a>
      </header>
      {attempt.barred && (
        <FailedCheck
          attempt={attempt}
          barred={attempt.barred}
          now={now}
          overridden={() => {
            setSaid(`${attempt.candidate.name} may go on without this check.`);
            heading.current?.focus(); // the button that had the focus goes
            refresh();
          }}
        />
      )}
      <p class="soft" role="status">
        {said}
      </p>
      <Conversation attempt={attempt.attempt} candidate={attempt.candidate.name} />
    </section>
  );
}
