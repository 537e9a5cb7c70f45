import * as v from 'valibot';
import { findSession } from '../src/browser/journal-store.ts';
import { problem } from '../src/protocol/api.ts';
import { endpoints, pathTo } from '../src/protocol/endpoints.ts';
import type { SessionFacts } from '../src/session/snapshot.ts';

const patienceMs = 15_000;
const accepted = endpoints.enterAgain.status;

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
  if (response.status === accepted) return;
  const answer: unknown = await response.json().catch(() => undefined);
  if (v.is(problem, answer)) throw new Error(answer.detail);
  // A network's sign-in page says 200 to everything: that opens no exam.
  throw new Error(
    `${new URL(backend).host} answered with status ${response.status} and something that is not a Vigil answer. ` +
      'If your network has a sign-in page, open it and sign in. Then try the code again: it was not used.',
  );
}
