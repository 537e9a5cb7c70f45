import { queueMessage, raiseMarks, removeMessage, requeueMessage } from '../src/browser/chat-store.ts';
import type { ChatCommand } from '../src/protocol/chat-commands.ts';
import { CandidateError, say } from '../src/words/saying.ts';
import type { Attempt } from './attempt.ts';
import { order } from './offscreen.ts';
import { showUnread } from './unread-badge.ts';

/** What the candidate writes and reads in the chat. It is on the disk before the page is answered. */
export class Chat {
  readonly #attempt: Attempt;

  constructor(attempt: Attempt) {
    this.#attempt = attempt;
  }

  /** Does what a page asks. @throws CandidateError without a session */
  async command(command: ChatCommand): Promise<void> {
    const { session } = await this.#attempt.state();
    if (!session) throw new CandidateError(say('chatTooEarly'));
    if (command.type === 'chatSeen') {
      await raiseMarks(session.id, { seen: command.number });
      await showUnread(session.id);
    }
    if (command.type === 'chatRemove') await removeMessage(session.id, command.id);
    if (command.type === 'chatAgain') await requeueMessage(session.id, command.id);
    if (command.type === 'chat') await this.#write(session.id, command);
    // What is on the disk is sent by whoever comes up next, if nobody can be woken now.
    if (command.type !== 'chatRemove') void order({ to: 'offscreen', type: 'wake' }).catch(() => undefined);
  }

  async #write(session: string, { type: _, ...own }: Extract<ChatCommand, { type: 'chat' }>): Promise<void> {
    await queueMessage(session, { ...own, at: new Date().toISOString() });
    if ((await this.#attempt.state()).phase !== 'active') return;
    await this.#attempt.take({ type: 'observed', event: 'help.message', severity: 0, cause: 'candidate', data: {} });
  }
}
