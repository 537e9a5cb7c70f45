import * as v from 'valibot';
import { findSession } from '../src/browser/journal-store.ts';
import { problem } from '../src/protocol/api.ts';
import { pathTo } from '../src/protocol/endpoints.ts';
import type { SessionFacts } from '../src/session/snapshot.ts';

const patienceMs = 15_000;

/**
 * Has the backend judge the help desk's code for an interrupted exam. May be repeated.
 * @throws Error in words for the candidate when it is refused, or when the backend does not answer
 */
export async function enterAgain({ id, backend }: SessionFacts, code: string): Promise<void> {
  const token = (await findSession(id))?.token ?? '';
  const response = await fetch(`${backend}${pathTo('enterAgain', { session: id })}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => undefined);
  if (!response)
    throw new Error(`${new URL(backend).host} did not answer. Check your internet connection, then try again.`);
  if (response.ok) return;
  const answer: unknown = await response.json().catch(() => undefined);
  throw new Error(
    v.is(problem, answer)
      ? answer.detail
      : `The exam server answered with status ${response.status}. Try again in a moment.`,
  );
}
