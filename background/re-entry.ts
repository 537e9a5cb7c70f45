import * as v from 'valibot';
import { askBackend } from '../src/browser/backend-door.ts';
import { findSession } from '../src/browser/journal-store.ts';
import { retryAfterMs } from '../src/outbox/backoff.ts';
import { type Problem, problem } from '../src/protocol/api.ts';
import { endpoints, pathTo } from '../src/protocol/endpoints.ts';
import type { SessionFacts } from '../src/session/snapshot.ts';
import { problemWords } from '../src/words/problem-words.ts';
import { CandidateError, type Saying, say } from '../src/words/saying.ts';

const patienceMs = 15_000;
const accepted = endpoints.enterAgain.status;

/**
 * Has the backend judge the help desk's code for an interrupted exam. May be repeated.
 * @throws CandidateError when it is refused, or when the backend does not answer
 */
export async function enterAgain({ id, backend }: SessionFacts, code: string): Promise<void> {
  const token = (await findSession(id))?.token ?? '';
  const response = await askBackend(`${backend}${pathTo('enterAgain', { session: id })}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
    credentials: 'omit',
    cache: 'no-store',
    signal: AbortSignal.timeout(patienceMs),
  }).catch(() => undefined);
  if (!response) throw new CandidateError(say('serverSilentDetail', new URL(backend).host));
  if (response.status === accepted) return;
  const answer: unknown = await response.json().catch(() => undefined);
  if (v.is(problem, answer)) throw new CandidateError(refusalOf(answer, response.headers.get('Retry-After')));
  // A network's sign-in page says 200 to everything: that opens no exam.
  throw new CandidateError(say('codeNotJudged', new URL(backend).host, response.status));
}

function refusalOf(answer: Problem, retryAfter: string | null): Saying {
  const waitMs = answer.status === 429 ? retryAfterMs(retryAfter, Date.now()) : null;
  return waitMs === null ? problemWords(answer).detail : say('problemCodeWait', Math.ceil(waitMs / 60_000));
}
