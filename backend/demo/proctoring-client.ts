import * as v from 'valibot';
import type { Accommodation } from '../../src/policy/accommodations.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { attemptCreated, attemptSummary, problem, schedule, template } from '../../src/protocol/api.ts';
import { endpoints, pathTo } from '../../src/protocol/endpoints.ts';

export type AttemptCreated = v.InferOutput<typeof attemptCreated>;
export type AttemptSummary = v.InferOutput<typeof attemptSummary>;

/** The backend refused, or did not answer; the message says what and why. */
export class ProctoringError extends Error {
  override name = 'ProctoringError';
}

interface Account {
  /** Origin of the Vigil backend. */
  readonly backend: string;
  readonly platformKey: string;
}

interface Call {
  readonly key: string;
  readonly body?: unknown;
}

/** What an exam platform asks of a Vigil backend. Every call throws ProctoringError when it cannot be done. */
export class ProctoringClient {
  readonly #account: Account;
  constructor(account: Account) {
    this.#account = account;
  }

  /** Creates a schedule from a template and freezes its policy. Returns the schedule's id. */
  async schedule(order: { title: string; examUrl: string; returnUrl: string; templateId: string }): Promise<string> {
    const key = this.#account.platformKey;
    const { id } = await this.#call('createSchedule', {}, schedule, { key, body: order });
    await this.#call('activateSchedule', { schedule: id }, schedule, { key });
    return id;
  }

  /** @param accommodation what is relaxed for this candidate, if anything is */
  createAttempt(
    scheduleId: string,
    candidate: { id: string; name: string },
    accommodation?: Accommodation,
  ): Promise<AttemptCreated> {
    const relaxed = accommodation ? { accommodation } : {};
    const call = { key: this.#account.platformKey, body: { candidate, ...relaxed } };
    return this.#call('createAttempt', { schedule: scheduleId }, attemptCreated, call);
  }

  readAttempt(attempt: string): Promise<AttemptSummary> {
    return this.#call('readAttempt', { attempt }, attemptSummary, { key: this.#account.platformKey });
  }

  /** Creates or changes a policy template, as an administrator would in the console; needs an operator's key. */
  async putTemplate(id: string, name: string, policy: Policy, operatorKey: string): Promise<void> {
    await this.#call('putTemplate', { template: id }, template, { key: operatorKey, body: { name, policy } });
  }

  async #call<Schema extends v.GenericSchema>(
    name: keyof typeof endpoints,
    parameters: Record<string, string>,
    answer: Schema,
    { key, body }: Call,
  ): Promise<v.InferOutput<Schema>> {
    const { method, summary } = endpoints[name];
    const address = this.#account.backend + pathTo(name, parameters);
    const response = await fetch(address, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    }).catch((cause: unknown) => {
      throw new ProctoringError(`The proctoring server at ${this.#account.backend} does not answer.`, { cause });
    });
    const document: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new ProctoringError(`${summary}: ${reasonOf(document, response.status)}`);
    const parsed = v.safeParse(answer, document);
    if (!parsed.success) throw new ProctoringError(`${summary}: the proctoring server’s answer was not understood.`);
    return parsed.output;
  }
}

function reasonOf(document: unknown, status: number): string {
  return v.is(problem, document) ? document.detail : `the proctoring server answered ${status}.`;
}
