import type * as v from 'valibot';
import type { chatList } from '../../src/protocol/chat.ts';
import { newestAttempt, type Reviewed } from './evidence.ts';

export type Conversation = v.InferOutput<typeof chatList>;

/** A person at the help desk, who answers the newest attempt. */
export class HelpDesk {
  readonly #world: Reviewed;
  readonly #attempt: string;

  private constructor(world: Reviewed, attempt: string) {
    this.#world = world;
    this.#attempt = attempt;
  }

  static async of(world: Reviewed): Promise<HelpDesk> {
    return new HelpDesk(world, (await newestAttempt(world)).attempt);
  }

  /** Reads the conversation, which the candidate is shown. */
  async read(): Promise<Conversation> {
    const response = await this.#world.operator(`/v1/attempts/${this.#attempt}/messages`);
    return (await response.json()) as Conversation;
  }

  /** What the candidate wrote, in the backend's order. */
  async asked(): Promise<string[]> {
    const { messages } = await this.read();
    return messages.filter(({ from }) => from === 'candidate').map(({ text }) => text);
  }

  /** Writes to the candidate. */
  answer(text: string, agent?: string): Promise<Response> {
    return this.#post('messages', { id: crypto.randomUUID(), text, at: new Date().toISOString(), agent });
  }

  /** Shows the candidate whether somebody writes. */
  writes(typing: boolean): Promise<Response> {
    return this.#post('marks', { seen: 0, typing });
  }

  picture(id: string): Promise<Response> {
    return this.#world.operator(`/v1/attempts/${this.#attempt}/pictures/${id}`);
  }

  #post(what: string, body: object): Promise<Response> {
    return this.#world.operator(`/v1/attempts/${this.#attempt}/${what}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  }
}
