import * as v from 'valibot';
import { ProctoringClient } from '../../backend/demo/proctoring-client.ts';
import type { Accommodation } from '../../src/policy/accommodations.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { attemptDetail } from '../../src/protocol/api.ts';
import type { Bench, ExpectedEvent } from './bench.ts';

type Attempt = v.InferOutput<typeof attemptDetail>;

export interface RecordedEvent {
  readonly type: string;
  readonly cause: string;
  readonly severity: number;
  readonly accommodated?: true | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  /** Wall-clock milliseconds. */
  readonly at: number;
}

/** One attempt as the backend knows it, and what has arrived there of its scenario. */
export class BackendRecord {
  readonly bench: Bench;
  #attempt = '';
  #mark = 0;

  constructor(bench: Bench) {
    this.bench = bench;
  }

  /** Makes a template, a schedule and an attempt. @returns the launch address */
  async createAttempt(policy: Policy, home: string, accommodation?: Accommodation): Promise<string> {
    const { backend, platformKey, operatorKey } = this.bench;
    const client = new ProctoringClient({ backend, platformKey });
    const templateId = `lockdown-${crypto.randomUUID().slice(0, 8)}`;
    await client.putTemplate(templateId, 'Lockdown suite', policy, operatorKey);
    const order = { title: 'Lockdown suite', examUrl: home, returnUrl: home, templateId };
    const schedule = await client.schedule(order);
    const candidate = { id: 'suite', name: 'Ada Lovelace' };
    const created = await client.createAttempt(schedule, candidate, accommodation);
    this.#attempt = created.attempt;
    return created.launchAddress;
  }

  /** The attempt as a reviewer sees it. */
  async attempt(): Promise<Attempt> {
    const response = await this.operator(`/v1/attempts/${this.#attempt}/review`);
    return v.parse(attemptDetail, await response.json());
  }

  operator(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...init.headers, Authorization: `Bearer ${this.bench.operatorKey}` };
    return fetch(this.bench.backend + path, { ...init, headers });
  }

  get attemptId(): string {
    return this.#attempt;
  }

  /** Everything that the backend has received so far. */
  async events(): Promise<RecordedEvent[]> {
    const { journal } = await this.attempt();
    return journal.flatMap(({ at, body }) => (body.kind === 'event' ? [{ ...body, at: Date.parse(at) }] : []));
  }

  /** From here on events count as the scenario's. */
  async mark(): Promise<void> {
    this.#mark = (await this.events()).length;
  }

  /** Events since the scenario began. */
  async since(): Promise<RecordedEvent[]> {
    return (await this.events()).slice(this.#mark);
  }

  /** Waits until the backend has received an event. */
  async received(
    { type, cause, severity, accommodated }: ExpectedEvent,
    from = this.#mark,
    timeoutMs = this.bench.patienceMs ?? 30_000,
  ): Promise<RecordedEvent> {
    const fits = (event: RecordedEvent) =>
      event.type === type &&
      (cause === undefined || event.cause === cause) &&
      (severity === undefined || event.severity <= severity) &&
      (accommodated === undefined || event.accommodated === accommodated);
    for (const deadline = Date.now() + timeoutMs; ; ) {
      const all = (await this.events()).slice(from);
      const found = all.find(fits);
      if (found) return found;
      if (Date.now() > deadline) {
        const others = all.map((event) => `${event.type} (${event.cause})`).join(', ') || 'nothing';
        throw new Error(`The backend received no ${type}${cause ? ` with the cause ${cause}` : ''}, but ${others}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  }

  /** Waits until something holds. */
  async until(what: string, holds: () => Promise<boolean> | boolean, timeoutMs = 30_000): Promise<void> {
    for (const deadline = Date.now() + timeoutMs; !(await holds()); ) {
      if (Date.now() > deadline) throw new Error(`Not so after ${timeoutMs / 1000} s: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
}
