import { setTimeout as pause } from 'node:timers/promises';
import type { ChatMessage } from '../../src/protocol/chat.ts';
import type { Order } from '../../src/protocol/orders.ts';
import { openStream } from '../contract/event-stream.ts';
import type { TestBackend } from '../contract/test-backend.ts';
import type { TestCandidate } from '../contract/test-candidate.ts';
import { type HttpReply, httpAsk } from './http-ask.ts';

interface Sent {
  readonly id: string;
  /** When it was sent first. */
  readonly from: number;
  readonly number: number;
}

interface Delivery {
  readonly from: number;
  readonly ms: number;
}

/** After how long a stream that broke off is opened again, in milliseconds. */
const streamAgain = 500;

/** One candidate who talks with the desk: a stream as the extension holds it, and an agent who answers and orders. */
export class Conversation {
  readonly asked: Sent[] = [];
  readonly answered: Sent[] = [];
  readonly #ordered: Omit<Sent, 'number'>[] = [];
  /** What the stream brought, in its order, over all connections. */
  readonly #heard: { readonly message: ChatMessage; readonly at: number }[] = [];
  readonly #told = new Map<string, number>();
  readonly #over = new AbortController();
  readonly #backend: TestBackend;
  readonly #candidate: TestCandidate;
  #journal = Promise.resolve();
  #listening: Promise<void> | null = null;

  constructor(candidate: TestCandidate, backend: TestBackend) {
    this.#candidate = candidate;
    this.#backend = backend;
  }

  get attempt(): string {
    return this.#candidate.grant.attempt;
  }

  /** Begins, writes and is answered so often; every second time the desk also orders something. */
  async talk(rounds: number, everyMs: number): Promise<void> {
    await pause(Math.random() * everyMs);
    this.#note('session.started', {});
    await this.#journal;
    this.#listening = this.#listen();
    for (let round = 0; round < rounds; round++) {
      const next = performance.now() + everyMs * (0.75 + Math.random() / 2);
      await this.#ask(`Question ${round}`);
      await this.#answer(`Answer ${round}`);
      if (round % 2 === 0) await this.#order();
      await pause(Math.max(0, next - performance.now()));
    }
  }

  /** Waits until everything that was sent has come. @throws Error after half a minute */
  async settle(): Promise<void> {
    const isSettled = () =>
      this.#heard.length >= this.asked.length + this.answered.length && this.#told.size >= this.#ordered.length;
    for (let tries = 0; !isSettled() && tries < 300; tries++) await pause(100);
    await this.#journal;
    this.#over.abort();
    await this.#listening;
  }

  /** How long each answer took to the candidate's stream. */
  answers(): Delivery[] {
    const arrived = new Map(this.#heard.map(({ message, at }) => [message.id, at]));
    return this.answered.map(({ id, from }) => ({ from, ms: (arrived.get(id) ?? Number.POSITIVE_INFINITY) - from }));
  }

  /** How long each order took to the candidate's stream. */
  orders(): Delivery[] {
    return this.#ordered.map(({ id, from }) => ({ from, ms: (this.#told.get(id) ?? Number.POSITIVE_INFINITY) - from }));
  }

  /** What came not at all, twice or out of order, by stream and by store. */
  async faults(): Promise<string[]> {
    const sent = [...this.asked, ...this.answered];
    const numbers = this.#heard.map(({ message }) => message.number);
    const wanted = Array.from({ length: sent.length }, (_, place) => place + 1);
    const faults = numbers.join() === wanted.join() ? [] : [`the stream brought ${numbers.join()}`];
    const { body } = await this.#desk('listConversation');
    const stored = body.messages.map(({ id }: ChatMessage) => id);
    for (const { id } of sent)
      if (stored.filter((one: string) => one === id).length !== 1) faults.push(`stored: ${id}`);
    for (const { id } of this.#ordered) {
      const orders = body.orders.filter((order: { id: string; doneAt: string | null }) => order.id === id);
      if (orders.length !== 1 || orders[0].doneAt === null) faults.push(`order: ${id}`);
    }
    return faults;
  }

  async #listen(): Promise<void> {
    while (!this.#over.signal.aborted) {
      await this.#follow().catch(() => undefined);
      await pause(streamAgain, undefined, { signal: this.#over.signal }).catch(() => undefined);
    }
  }

  async #follow(): Promise<void> {
    const stream = await openStream(this.#candidate, this.#heard.at(-1)?.message.number ?? 0);
    this.#over.signal.addEventListener('abort', stream.leave, { once: true });
    for (let block = await stream.next(); block !== null; block = await stream.next()) {
      const at = performance.now();
      const data = JSON.parse(block.split('data: ')[1] ?? 'null');
      if (block.startsWith('event: message')) this.#heard.push({ message: data, at });
      if (block.startsWith('event: order')) this.#carryOut(data, at);
    }
  }

  /** As a device does: once by its id, and told in the journal. */
  #carryOut({ id, minutes = 0 }: Order, at: number): void {
    if (this.#told.has(id)) return;
    this.#told.set(id, at);
    this.#note('session.extended', { order: id, minutes });
  }

  #note(type: 'session.started' | 'session.extended', data: Record<string, string | number>): void {
    this.#journal = this.#journal.then(async () => {
      const entry = await this.#candidate.event(type, 0, data, type === 'session.extended' ? 'desk' : '');
      await this.#device('appendJournal', { entries: [entry] });
    });
  }

  async #ask(text: string): Promise<void> {
    const [id, from] = [crypto.randomUUID(), performance.now()];
    const body = { id, text, at: new Date().toISOString() };
    const reply = await this.#device('postMessage', body);
    this.asked.push({ id, from, number: reply.body.number });
  }

  async #answer(text: string): Promise<void> {
    const [id, from] = [crypto.randomUUID(), performance.now()];
    const body = { id, text, at: new Date().toISOString(), agent: 'Grace' };
    const reply = await this.#desk('answerCandidate', body);
    this.answered.push({ id, from, number: reply.body.number });
  }

  /** One that is not carried out yet stands in the way of the next: then there is none. */
  async #order(): Promise<void> {
    const [id, from] = [crypto.randomUUID(), performance.now()];
    const body = { id, kind: 'extra-time', by: 'Grace', reason: 'As agreed.', minutes: 1 };
    const reply = await this.#desk('orderExam', body);
    if (reply.status === 204) this.#ordered.push({ id, from });
  }

  #device(name: 'postMessage' | 'appendJournal', body: unknown): Promise<HttpReply> {
    const { session, token } = this.#candidate.grant;
    return untilAnswered(() => httpAsk(this.#backend.origin, name, { token, parameters: { session }, body }));
  }

  #desk(name: 'answerCandidate' | 'orderExam' | 'listConversation', body?: unknown): Promise<HttpReply> {
    const ask = { token: this.#backend.operatorKey, parameters: { attempt: this.attempt }, body };
    return untilAnswered(() => httpAsk(this.#backend.origin, name, ask));
  }
}

/** Sends until it is answered, as an outbox does. */
async function untilAnswered(send: () => Promise<HttpReply>): Promise<HttpReply> {
  for (;;) {
    const reply = await send().catch(() => null);
    if (reply && reply.status < 500) return reply;
    await pause(250);
  }
}
