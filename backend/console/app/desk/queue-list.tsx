import { spanText } from '../format.ts';
import { routeTo } from '../route.ts';
import { agentName } from './agent.tsx';
import type { QueueFilter, Waiting } from './queue.ts';
import { UrgencyMark } from './urgency-mark.tsx';

interface QueueProps {
  readonly queue: readonly Waiting[];
  readonly selected: string | undefined;
  readonly now: number;
}

/** Who needs the desk, the most urgent first, each with the reason and since when. */
export function QueueList({ queue, selected, now }: QueueProps) {
  return (
    <nav class="queue" aria-label="Conversations">
      {queue.length === 0 && <p class="state">No conversation fits this choice.</p>}
      <ul>
        {queue.map((waiting) => (
          <li key={waiting.attempt.attempt}>
            <Row waiting={waiting} isSelected={waiting.attempt.attempt === selected} now={now} />
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface RowProps {
  readonly waiting: Waiting;
  readonly isSelected: boolean;
  readonly now: number;
}

function Row({ waiting: { attempt, reason }, isSelected, now }: RowProps) {
  const { attempt: id, candidate, exam, unread, holder, route } = attempt;
  return (
    <a class="queue-link" href={routeTo({ page: 'help', id })} aria-current={isSelected ? 'true' : undefined}>
      <span class={`queue-reason ${reason.urgency}`}>
        <UrgencyMark urgency={reason.urgency} />
        <span>{reason.words}</span>
        {reason.since !== null && <span class="queue-wait">{spanText(Math.max(0, now - reason.since))}</span>}
      </span>
      <strong>{candidate.name}</strong>
      <span class="soft">{exam}</span>
      <span class="queue-tags">
        {unread > 0 && <span class="count">{unread} unread</span>}
        {route === 'technical' && <span class="tag">Technical help</span>}
        {holder && <span class="tag">{holder.agent === agentName() ? 'Yours' : `With ${holder.agent}`}</span>}
      </span>
    </a>
  );
}

const routeWords = { all: 'Both', desk: 'Exam desk', technical: 'Technical help' } as const;
const holderWords = { all: 'Everybody’s', free: 'Nobody’s', mine: 'Mine' } as const;

interface FilterProps {
  readonly filter: QueueFilter;
  readonly change: (filter: QueueFilter) => void;
}

/** Whom candidates asked, and whose conversations are shown. */
export function FilterFields({ filter, change }: FilterProps) {
  return (
    <div class="filter">
      <label for="filter-route">Asked</label>
      <select
        id="filter-route"
        value={filter.route}
        onChange={({ currentTarget: { value } }) => change({ ...filter, route: value as QueueFilter['route'] })}
      >
        {Object.entries(routeWords).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <label for="filter-holder">Whose</label>
      <select
        id="filter-holder"
        value={filter.holder}
        onChange={({ currentTarget: { value } }) => change({ ...filter, holder: value as QueueFilter['holder'] })}
      >
        {Object.entries(holderWords).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
