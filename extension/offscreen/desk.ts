import * as v from 'valibot';
import { askBackend } from '../../src/browser/backend-door.ts';
import { readConversation, storeMessages } from '../../src/browser/chat-store.ts';
import type { SessionRecord } from '../../src/browser/database.ts';
import { findSession } from '../../src/browser/journal-store.ts';
import { backoffMs } from '../../src/outbox/backoff.ts';
import { heartbeatAnswer } from '../../src/protocol/api.ts';
import { chatList, chatMessage } from '../../src/protocol/chat.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import type { RecorderNews } from '../../src/protocol/messages.ts';
import { order } from '../../src/protocol/orders.ts';
import type { UploadStatus } from '../../src/session/snapshot.ts';
import { deliver, json, sessionHeaders } from './backend-client.ts';
import { EventLines } from './event-lines.ts';

const heartbeatMs = 5_000;

/** The line to the help desk, and the sign of life, of the session that this device has open. */
export class Desk {
  readonly #tell: (news: RecorderNews) => void;
  readonly #upload: () => UploadStatus;
  #session = '';
  #phase = 'idle';
  #end = new AbortController();
  #isBeating = false;
  #clockError: number | null = null;
  #sending: Promise<void> = Promise.resolve();

  constructor(tell: (news: RecorderNews) => void, upload: () => UploadStatus) {
    this.#tell = tell;
    this.#upload = upload;
    setInterval(() => void this.#heartbeat().catch(() => undefined), heartbeatMs); // the next beat tries again
  }

  /** Follows the session: a new one gets a new line, none at all ends it. */
  follow(session: string | null, phase: string): void {
    this.#phase = phase;
    if ((session ?? '') === this.#session) return;
    this.#end.abort();
    this.#end = new AbortController();
    this.#session = session ?? '';
    if (session) void this.#listen(session, this.#end.signal);
    this.send();
  }

  /** Sends the messages that wait, in their order, one after the other. What fails goes out with the next try. */
  send(): void {
    this.#sending = this.#sending
      .then(() => this.#sendAll())
      .catch((error: unknown) => console.warn('Chat waits:', error));
  }

  async #sendAll(): Promise<void> {
    const session = await findSession(this.#session);
    if (!session) return;
    for (const { id, text, at, number, from } of await readConversation(session.id)) {
      if (number !== 0 || from !== 'candidate') continue;
      const kept = await deliver(session, 'postMessage', chatMessage, { method: 'POST', ...json({ id, text, at }) });
      await storeMessages(session.id, [kept]);
    }
  }

  /** Beats now: by how many milliseconds the session's idea of the backend's clock is wrong; null when it cannot be reached. */
  async clockError(): Promise<number | null> {
    this.#clockError = null;
    await this.#beat().catch(() => undefined);
    return this.#clockError;
  }

  async #heartbeat(): Promise<void> {
    if (this.#isBeating) return; // a slow link needs no second one
    this.#isBeating = true;
    await this.#beat().finally(() => {
      this.#isBeating = false;
    });
  }

  async #beat(): Promise<void> {
    const session = await findSession(this.#session);
    if (!session || ['idle', 'finished'].includes(this.#phase)) return;
    const { waitingBytes, waitingParts } = this.#upload();
    const body = { phase: this.#phase, waitingBytes, waitingParts, entries: session.entries };
    const answer = await deliver(session, 'heartbeat', heartbeatAnswer, { method: 'POST', ...json(body) });
    const { serverTime, orders } = answer;
    this.#clockError = Date.parse(serverTime) - Date.now() - session.clockOffset;
    // The stream told them already, unless it is broken.
    for (const one of orders) this.#takeOrder(session.id, one);
    this.send();
  }

  /** Keeps the stream of answers open, resuming after the last message that is known here. */
  async #listen(id: string, signal: AbortSignal): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      const session = await findSession(id);
      if (!session) return;
      await this.#read(session, signal, () => {
        failures = 0;
      }).catch((error: unknown) => console.warn('The line to the help desk broke:', error));
      await new Promise((resolve) => setTimeout(resolve, backoffMs(Math.min(failures, 4), Math.random())));
    }
  }

  async #read(session: SessionRecord, signal: AbortSignal, onOpen: () => void): Promise<void> {
    const lines = await readConversation(session.id);
    const last = Math.max(0, ...lines.map(({ number }) => number));
    await this.#catchUp(session, last);
    const response = await askBackend(`${session.backend}${pathTo('streamMessages', { session: session.id })}`, {
      headers: { ...sessionHeaders(session), Accept: 'text/event-stream', 'Last-Event-ID': String(last) },
      credentials: 'omit',
      cache: 'no-store',
      signal,
    });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    onOpen();
    const events = new EventLines();
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      for (const { type, data } of events.push(text)) {
        if (type === 'message') await this.#take(session.id, JSON.parse(data));
        if (type === 'order') this.#takeOrder(session.id, JSON.parse(data));
      }
    }
  }

  /** Passed on whenever it comes: whoever carries it out knows which ones were. */
  #takeOrder(session: string, one: unknown): void {
    if (v.is(order, one)) this.#tell({ type: 'desk.order', session, order: one });
  }

  async #catchUp(session: SessionRecord, after: number): Promise<void> {
    const { messages } = await deliver(session, 'listMessages', chatList, { method: 'GET', query: `?after=${after}` });
    for (const message of messages) await this.#take(session.id, message);
  }

  async #take(session: string, message: unknown): Promise<void> {
    if (!v.is(chatMessage, message)) return;
    const known = (await readConversation(session)).some(({ id, number }) => id === message.id && number > 0);
    await storeMessages(session, [message]);
    if (!known && message.from === 'desk') this.#tell({ type: 'desk.message', session, unread: 1 });
  }
}
