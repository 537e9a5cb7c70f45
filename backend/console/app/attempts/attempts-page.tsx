import { useState } from 'preact/hooks';
import type { Answer } from '../api.ts';
import { bytesText, countText, momentText, spanText } from '../format.ts';
import { type AttemptSummary, StateBadge, stateWords } from '../parts/attempt-state.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { Empty, Loaded } from '../parts/states.tsx';
import { type Polled, useNow } from '../polled.ts';
import { routeTo } from '../route.ts';
import { type Filter, filterAttempts } from './filter.ts';

/** All attempts as a table, live, with a filter. */
export function AttemptsPage({ attempts }: { readonly attempts: Polled<Answer<'listAttempts'>> }) {
  const [filter, setFilter] = useState<Filter>({ text: '', state: 'any' });
  return (
    <>
      <div class="page-head">
        <h1>Attempts</h1>
        <FilterForm filter={filter} change={setFilter} />
      </div>
      <Loaded polled={attempts} what="the attempts">
        {(list) => <Found all={list.attempts} filter={filter} />}
      </Loaded>
    </>
  );
}

interface FilterProps {
  readonly filter: Filter;
  readonly change: (filter: Filter) => void;
}

function FilterForm({ filter, change }: FilterProps) {
  return (
    <search class="filter">
      <label for="filter-text">Candidate or exam</label>
      <input
        id="filter-text"
        type="search"
        value={filter.text}
        onInput={(event) => change({ ...filter, text: event.currentTarget.value })}
      />
      <label for="filter-state">State</label>
      <select
        id="filter-state"
        value={filter.state}
        onChange={(event) => change({ ...filter, state: event.currentTarget.value as Filter['state'] })}
      >
        <option value="any">Any</option>
        {Object.entries(stateWords).map(([state, words]) => (
          <option key={state} value={state}>
            {words}
          </option>
        ))}
      </select>
    </search>
  );
}

function Found({ all, filter }: { readonly all: readonly AttemptSummary[]; readonly filter: Filter }) {
  const found = filterAttempts(all, filter);
  if (all.length === 0) {
    return <Empty title="No attempts yet.">An attempt appears here when an exam platform creates one.</Empty>;
  }
  return (
    <>
      <p class="soft" role="status">
        {found.length === all.length ? countText(all.length, 'attempt') : `${found.length} of ${all.length} attempts`}
      </p>
      {found.length > 0 && <AttemptTable attempts={found} />}
    </>
  );
}

function AttemptTable({ attempts }: { readonly attempts: readonly AttemptSummary[] }) {
  const now = useNow(1000);
  return (
    <Scroller class="table-frame" label="Attempts">
      <table>
        <thead>
          <tr>
            <th scope="col">Candidate</th>
            <th scope="col">Exam</th>
            <th scope="col">State</th>
            <th scope="col">Started</th>
            <th scope="col">Last seen</th>
            <th scope="col" class="number">
              Flags
            </th>
            <th scope="col" class="number">
              Received
            </th>
            <th scope="col">Chat</th>
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <AttemptRow key={attempt.attempt} attempt={attempt} now={now} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function AttemptRow({ attempt, now }: { readonly attempt: AttemptSummary; readonly now: number }) {
  const { candidate, exam, state, reason, startedAt, lastSeenAt, flags, bytes, unread } = attempt;
  return (
    <tr>
      <th scope="row">
        <a href={routeTo({ page: 'attempts', id: attempt.attempt })}>{candidate.name}</a>
      </th>
      <td>{exam}</td>
      <td>
        <StateBadge state={state} reason={reason} />
      </td>
      <td>
        {startedAt ? <time dateTime={startedAt}>{momentText(startedAt, now)}</time> : <span class="soft">not yet</span>}
      </td>
      <td>{lastSeenAt ? <LastSeen at={lastSeenAt} state={state} now={now} /> : <span class="soft">never</span>}</td>
      <td class="number">{flags ?? '–'}</td>
      <td class="number">{bytesText(bytes)}</td>
      <td>
        {unread > 0 && (
          <a class="count" href={routeTo({ page: 'help', id: attempt.attempt })}>
            {unread} unread<span class="hidden"> from {candidate.name}</span>
          </a>
        )}
      </td>
    </tr>
  );
}

/** A running attempt of which nothing was heard for longer than this is worth a look. */
const quietAfter = 30_000;

function LastSeen({
  at,
  state,
  now,
}: {
  readonly at: string;
  readonly state: AttemptSummary['state'];
  readonly now: number;
}) {
  const ago = Math.max(0, now - Date.parse(at));
  const quiet = state === 'running' && ago > quietAfter;
  return (
    <time dateTime={at} class={quiet ? 'warn' : undefined}>
      {spanText(ago) === 'now' ? 'now' : `${spanText(ago)} ago`}
      {quiet && ', silent'}
    </time>
  );
}
