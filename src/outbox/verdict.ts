import * as v from 'valibot';
import { type Problem, problem } from '../protocol/api.ts';
import { problemWords } from '../words/problem-words.ts';
import { CandidateError, type Saying, say } from '../words/saying.ts';
import { retryAfterMs } from './backoff.ts';

/** What came back from the backend, or that nothing did. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly body: unknown; readonly retryAfter: string | null }
  | { readonly kind: 'nothing' };

/** What a backend says of itself; null when it says nothing that can be understood. */
export function readHealth(header: string | null): number | null {
  const health = header === null || header.trim() === '' ? Number.NaN : Number(header);
  return health >= 0 && health <= 1 ? health : null;
}

/** Why something was not delivered. It stays in the outbox; `waitMs` is what the backend asked for, if it did. */
export class NotDelivered extends CandidateError {
  override name = 'NotDelivered';
  readonly isOffline: boolean;
  /** Something answered that is no backend: a sign-in page, or a proxy. */
  readonly isForeign: boolean;
  readonly waitMs: number | null;
  readonly problem: Problem | null;
  /** HTTP status of the answer; null when there was none. */
  readonly status: number | null;
  constructor(
    trouble: Saying,
    facts: {
      isOffline?: boolean;
      isForeign?: boolean;
      waitMs?: number | null;
      problem?: Problem | null;
      status?: number;
    } = {},
  ) {
    super(trouble);
    this.isOffline = facts.isOffline ?? false;
    this.isForeign = facts.isForeign ?? false;
    this.waitMs = facts.waitMs ?? null;
    this.problem = facts.problem ?? null;
    this.status = facts.status ?? null;
  }
}

/**
 * Accepts an answer only when it is a success in the form that the protocol names. Everything else, a login page of a
 * hotel network among it, means that nothing was delivered.
 * @throws NotDelivered with words for the candidate
 */
export function delivered<S extends v.GenericSchema>(outcome: Outcome, schema: S, now: number): v.InferOutput<S> {
  if (outcome.kind === 'nothing') {
    throw new NotDelivered(say('uploadSilent'), { isOffline: true });
  }
  const { status, body } = outcome;
  if (status >= 200 && status < 300 && v.is(schema, body)) return body;
  const told = v.is(problem, body) ? body : null;
  const waitMs = retryAfterMs(outcome.retryAfter, now);
  const isForeign = told === null && status < 500 && status !== 429;
  throw new NotDelivered(troubleOf(status, told), { isForeign, waitMs, problem: told, status });
}

/** Statuses with which a backend asks for another try. */
const forAnotherTry: ReadonlySet<number> = new Set([408, 425, 429]);

/** Why the backend will never take what was sent, as it says itself; null where another try may help. */
export function refusalOf(error: unknown): Saying | null {
  if (!(error instanceof NotDelivered) || error.problem === null || error.status === null) return null;
  const isFinal = error.status >= 400 && error.status < 500 && !forAnotherTry.has(error.status);
  return isFinal && !error.problem.type.endsWith('/digest-mismatch') ? error.saying : null;
}

function troubleOf(status: number, told: Problem | null): Saying {
  if (told) {
    const { title, detail } = problemWords(told);
    return typeof title === 'string' ? `${title}. ${detail}` : detail;
  }
  if (status === 429 || status === 503) return say('uploadBusy');
  return say(status >= 500 ? 'uploadFault' : 'uploadForeign');
}
