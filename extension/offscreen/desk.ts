import * as v from 'valibot';
import { announce, onAnnouncement } from '../../src/browser/announcements.ts';
import { askBackend } from '../../src/browser/backend-door.ts';
import { raiseMarks, readConversation, storeMessages } from '../../src/browser/chat-store.ts';
import type { SessionRecord } from '../../src/browser/database.ts';
import { findSession } from '../../src/browser/journal-store.ts';
import { backoffMs } from '../../src/outbox/backoff.ts';
import { heartbeatAnswer } from '../../src/protocol/api.ts';
import { chatList, chatMarks, chatMessage } from '../../src/protocol/chat.ts';
import { pathTo } from '../../src/protocol/endpoints.ts';
import type { RecorderNews } from '../../src/protocol/messages.ts';
import { order } from '../../src/protocol/orders.ts';
import type { UploadStatus } from '../../src/session/snapshot.ts';
import { deliver, json, sessionHeaders } from './backend-client.ts';
import { ChatSender } from './chat-sender.ts';
import { EventLines } from './event-lines.ts';

const heartbeatMs = 5_000;
/** A stream on which nothing comes for so long is dead: a backend says every 15 s that it lives. */
const silentMs = 40_000;

/** The line to the help desk, and the sign of life, of the session that this device has open. */
export class Desk {
  readonly #tell: (news: RecorderNews) => void;
  readonly #upload: () => UploadStatus;
  readonly #chat = new ChatSender();
  #session = '';
  #phase = 'idle';
  #end = new AbortController();
  #isBeating = false;
  #clockError: number | null = null;
  #line = new AbortController();
  #listenAgain: () => void = () => undefined;

  constructor(tell: (news: RecorderNews) => void, upload: () => UploadStatus) {
    this.#tell = tell;
    this.#upload = upload;
    setInterval(() => void this.#heartbeat().catch(() => undefined), heartbeatMs); // the next beat tries again
    onAnnouncement('chat', ({ session }) => session === this.#session && this.send());
    onAnnouncement('typing', ({ session, by, is }) => {
      if (session === this.#session && by === 'candidate') this.#chat.tellTyping(is).catch(() => undefined);
    });
  }

  /** Follows the session: a new one gets a new line, none at all ends it. */
  follow(session: string | null, phase: string): void {
    this.#phase = phase;
    if ((session ?? '') === this.#session) return;
    this.#end.abort();
    this.#end = new AbortController();
    this.#session = session ?? '';
    if (session) void this.#listen(session, this.#end.signal);
    this.#chat.follow(this.#session);
  }

  /** Sends the messages that wait. */
  send(): void {
    this.#chat.send();
  }

  /** The backend can be reached again. */
  hurry(): void {
    this.#chat.hurry();
    this.#line.abort(); // it may hang on the dead connection
    this.#listenAgain();
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
      await new Promise<void>((resolve) => {
        this.#listenAgain = resolve;
        setTimeout(resolve, backoffMs(Math.min(failures, 4), Math.random()));
      });
    }
  }

  async #read(session: SessionRecord, signal: AbortSignal, onOpen: () => void): Promise<void> {
    const lines = await readConversation(session.id);
    const last = Math.max(0, ...lines.map(({ number }) => number));
    await this.#catchUp(session, last);
    const line = new AbortController();
    this.#line = line;
    let silence = setTimeout(() => line.abort(), silentMs);
    const response = await askBackend(`${session.backend}${pathTo('streamMessages', { session: session.id })}`, {
      headers: { ...sessionHeaders(session), Accept: 'text/event-stream', 'Last-Event-ID': String(last) },
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, line.signal]),
    });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    onOpen();
    const events = new EventLines();
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      clearTimeout(silence);
      silence = setTimeout(() => line.abort(), silentMs);
      for (const { type, data } of events.push(text)) await this.#hear(session.id, type, JSON.parse(data));
    }
  }

  async #hear(session: string, type: string, data: unknown): Promise<void> {
    if (type === 'message') await this.#take(session, [data]);
    if (type === 'order') this.#takeOrder(session, data);
    if (type === 'marks' && v.is(chatMarks, data)) {
      announce({ topic: 'typing', session, by: 'desk', is: data.typing });
      await raiseMarks(session, { desk: data.seen });
    }
  }

  /** Passed on whenever it comes: whoever carries it out knows which ones were. */
  #takeOrder(session: string, one: unknown): void {
    if (v.is(order, one)) this.#tell({ type: 'desk.order', session, order: one });
  }

  async #catchUp(session: SessionRecord, after: number): Promise<void> {
    const request = { method: 'GET', query: `?after=${after}` };
    const { messages, marks } = await deliver(session, 'listMessages', chatList, request);
    await this.#take(session.id, messages);
    if (marks) await this.#hear(session.id, 'marks', marks);
  }

  async #take(session: string, messages: readonly unknown[]): Promise<void> {
    const known = messages.filter((message) => v.is(chatMessage, message));
    const fresh = await storeMessages(session, known);
    if (fresh.some(({ from }) => from === 'desk')) this.#tell({ type: 'desk.message', session });
  }
}
