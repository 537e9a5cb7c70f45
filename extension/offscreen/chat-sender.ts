import * as v from 'valibot';
import {
  findChatPicture,
  isOnItsWay,
  raiseMarks,
  readConversation,
  readMarks,
  refuseMessage,
  storeMessages,
} from '../../src/browser/chat-store.ts';
import type { ChatLine, SessionRecord } from '../../src/browser/database.ts';
import { findSession } from '../../src/browser/journal-store.ts';
import { contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import { refusalOf } from '../../src/outbox/verdict.ts';
import { chatMessage, chatPicture } from '../../src/protocol/chat.ts';
import { deliver, json } from './backend-client.ts';

/** How soon what failed is tried again, in milliseconds: somebody waits for an answer. */
const againMs = 2_000;
const nothing = v.literal('');
/** How long the answer to a picture may take: half a minute, and what a link of 2 kB a second needs. */
const patienceMs = (bytes: number) => 30_000 + bytes / 2;

/**
 * Sends what the candidate wrote, in the order in which it was written, one message after the other: the next one goes
 * when the backend has the one before it. What the backend refuses for good is put aside; what fails otherwise waits.
 */
export class ChatSender {
  #session = '';
  #turn: Promise<void> = Promise.resolve();
  #isQueued = false;
  #again: ReturnType<typeof setTimeout> | undefined;
  #attempt = new AbortController();

  /** Sends for this session from here on; none for an empty id. */
  follow(session: string): void {
    this.#session = session;
    this.hurry();
  }

  /** Something waits. */
  send(): void {
    if (this.#isQueued) return;
    this.#isQueued = true;
    this.#turn = this.#turn.then(() => {
      this.#isQueued = false;
      clearTimeout(this.#again);
      return this.#sendAll().catch((error: unknown) => {
        console.warn('Chat waits:', error);
        this.#again = setTimeout(() => this.send(), againMs);
      });
    });
  }

  /** The backend can be reached again: a request that hangs on the dead connection is given up and made anew. */
  hurry(): void {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    this.send();
  }

  /** Tells the desk that the candidate writes, or does so no more. Not worth a second try. */
  async tellTyping(typing: boolean): Promise<void> {
    const session = await findSession(this.#session);
    if (!session) return;
    const { seen } = await readMarks(session.id);
    await deliver(session, 'markMessages', nothing, { method: 'POST', ...json({ seen, typing }) });
    await raiseMarks(session.id, { told: seen });
  }

  async #sendAll(): Promise<void> {
    const session = await findSession(this.#session);
    if (!session) return;
    for (const line of await readConversation(session.id)) {
      if (!isOnItsWay(line)) continue;
      await this.#sendOne(session, line).catch(async (error: unknown) => {
        const refusal = refusalOf(error);
        if (refusal === null) throw error;
        await refuseMessage(session.id, line.id, refusal);
      });
    }
    const { seen, told } = await readMarks(session.id);
    if (seen > told) await this.tellTyping(false).catch((error: unknown) => this.#untold(error, session.id, seen));
  }

  /** A backend that knows no marks is told none. */
  async #untold(error: unknown, session: string, seen: number): Promise<void> {
    if (refusalOf(error) === null) throw error;
    await raiseMarks(session, { told: seen });
  }

  async #sendOne(session: SessionRecord, { id, text, at, route, context, picture }: ChatLine): Promise<void> {
    const { signal } = this.#attempt;
    if (picture) await this.#sendPicture(session, picture, signal);
    const post = { id, text, at, route, context, picture };
    const kept = await deliver(session, 'postMessage', chatMessage, { method: 'POST', ...json(post), signal });
    await storeMessages(session.id, [kept]);
  }

  async #sendPicture(session: SessionRecord, picture: string, signal: AbortSignal): Promise<void> {
    const blob = await findChatPicture(session.id, picture);
    if (!blob) return; // the backend says what to do about a message whose picture it lacks
    await deliver(session, 'putPicture', chatPicture, {
      method: 'PUT',
      parameters: { picture },
      headers: { 'Content-Digest': contentDigest(await sha256Hex(new Uint8Array(await blob.arrayBuffer()))) },
      body: blob,
      patienceMs: patienceMs(blob.size),
      signal,
    });
  }
}
