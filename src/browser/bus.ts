import { CandidateError, type Saying, say, sayingOf } from '../words/saying.ts';
import { browser, type MessageSender } from './webext.ts';

/** Answers travel in an envelope, so that an error reaches whoever asked. */
type Envelope = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Saying };

const attempts = 3;

/**
 * Sends a message to the service worker (or, with `to`, to the offscreen document) and waits for the answer.
 * A message on its way to a worker that dies is lost, so it is sent again; receivers take repetitions.
 * @throws CandidateError with what the receiver said when it refused, or when nobody answered
 */
export async function request<Answer>(message: { readonly type: string; readonly to?: string }): Promise<Answer> {
  let failure: unknown;
  for (let attempt = 0; attempt < attempts; attempt++) {
    try {
      const envelope = (await browser.runtime.sendMessage(message)) as Envelope | undefined;
      if (envelope?.ok === false) throw new Refusal(envelope.error);
      if (envelope?.ok) return envelope.value as Answer;
      failure = new CandidateError(say('nobodyAnswered'));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** The receiver refused, with a reason that may be shown. */
export class Refusal extends CandidateError {
  override name = 'Refusal';
}

/** Who sent a message, as the browser itself stamped it. */
export interface Sender {
  readonly ours: boolean;
  /** True when the worker or a page of the extension sent it, false for a content script. */
  readonly page: boolean;
  readonly tabId: number | undefined;
  readonly windowId: number | undefined;
  readonly frameId: number | undefined;
  readonly origin: string | undefined;
  readonly url: string | undefined;
}

/**
 * Answers messages. The handler returns undefined for a message that is not its own, otherwise a promise of the answer.
 * Must be called in the first tick of the context.
 */
export function answer(handle: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: MessageSender) => {
    const own = browser.runtime.getURL('');
    const origin = (sender as { origin?: string }).origin;
    const result = handle(message, {
      ours: sender.id === browser.runtime.id,
      // Content scripts always speak from a tab; the worker, the popup and the offscreen document have none.
      page: sender.tab === undefined || `${origin}/` === own,
      tabId: sender.tab?.id,
      windowId: sender.tab?.windowId,
      frameId: sender.frameId,
      origin,
      url: sender.url,
    });
    return result?.then(
      (value): Envelope => ({ ok: true, value }),
      (error: unknown): Envelope => ({ ok: false, error: sayingOf(error) }),
    );
  });
}
