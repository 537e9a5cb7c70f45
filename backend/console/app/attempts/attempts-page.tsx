import { useState } from 'preact/hooks';
import type { Answer } from '../api.ts';
import { bytesText, countText, momentText, spanText } from '../format.ts';
import { type AttemptSummary, StateBadge, stateWords } from '../parts/attempt-state.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { SilentSince } from '../parts/silent-since.tsx';
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
  const { candidate, exam, state, reason, startedAt, lastSeenAt, silentSince, flags, bytes, unread } = attempt;
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
      <td>
        {silentSince && <SilentSince at={silentSince} />}
        {!silentSince && lastSeenAt && <LastSeen at={lastSeenAt} now={now} />}
        {!lastSeenAt && <span class="soft">never</span>}
      </td>
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

function LastSeen({ at, now }: { readonly at: string; readonly now: number }) {
  const ago = spanText(Math.max(0, now - Date.parse(at)));
  return <time dateTime={at}>{ago === 'now' ? ago : `${ago} ago`}</time>;
}
