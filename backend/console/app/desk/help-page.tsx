import { useRef, useState } from 'preact/hooks';
import type { LiveAttempts } from '../live.ts';
import { Empty, Loaded } from '../parts/states.tsx';
import { useNow } from '../polled.ts';
import { AgentField, agentName } from './agent.tsx';
import { OpenConversation } from './open-conversation.tsx';
import { deskQueue, filterQueue, type QueueFilter } from './queue.ts';
import { FilterFields, QueueList } from './queue-list.tsx';

interface HelpProps {
  readonly attempts: LiveAttempts;
  /** The attempt whose conversation is open. */
  readonly selected: string | undefined;
}

/** The help desk: who waits, the most urgent first, and the conversation that is open. */
export function HelpPage({ attempts, selected }: HelpProps) {
  const seen = useRef(new Map<string, number>());
  const now = useNow(1000);
  const [filter, setFilter] = useState<QueueFilter>({ route: 'all', holder: 'all' });
  return (
    <>
      <div class="page-head">
        <h1>Help desk</h1>
        <AgentField />
      </div>
      <Loaded polled={attempts} what="the conversations">
        {(list) => {
          const queue = deskQueue(list.attempts, seen.current, now);
          if (queue.length === 0) {
            return <Empty title="No conversations yet.">A candidate can write as soon as an exam is opened.</Empty>;
          }
          const names = list.attempts.flatMap(({ holder }) => holder?.agent ?? []);
          const colleagues = [...new Set(names)].filter((name) => name !== agentName());
          const open = list.attempts.find(({ attempt }) => attempt === selected);
          return (
            <div class="desk">
              <div class="desk-queue">
                <FilterFields filter={filter} change={setFilter} />
                <QueueList queue={filterQueue(queue, filter, agentName())} selected={selected} now={now} />
              </div>
              {!selected && <Empty title="Choose a conversation." />}
              {selected && !open && <Empty title="There is no such attempt." />}
              {open && (
                <OpenConversation
                  attempt={open}
                  colleagues={colleagues}
                  now={now}
                  changedAt={attempts.changedAt(open.attempt)}
                  refresh={attempts.refresh}
                />
              )}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}
