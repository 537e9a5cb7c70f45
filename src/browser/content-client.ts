import type { ContentReport, OverlayManner, OverlayMode } from '../protocol/messages.ts';

/** Orders of the service worker to the scripts in the exam's pages. */
export type ContentOrder =
  | { readonly type: 'off' }
  /** The worker wants to know now whether the exam is in front. */
  | { readonly type: 'look' }
  | { readonly type: 'notice'; readonly text: string }
  /** Another language was chosen. */
  | { readonly type: 'words'; readonly words: PageWords }
  | { readonly type: 'overlay'; readonly mode: OverlayMode; readonly manner?: OverlayManner | undefined };

/** What is drawn into the exam's page itself, in the candidate's language. */
export interface PageWords {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly move: string;
  readonly moveLabel: string;
  readonly minimise: string;
  readonly resize: string;
  /** What the button says that moves the overlay into a corner. */
  readonly corners: {
    readonly upperLeft: string;
    readonly upperRight: string;
    readonly lowerLeft: string;
    readonly lowerRight: string;
  };
  /** For when the extension is gone, which has no words any more by then. */
  readonly gone: string;
  readonly hide: string;
}

/** What the worker tells a page of the exam about itself. */
export interface PageOrders {
  readonly active: boolean;
  readonly fullScreen: boolean;
  readonly overlay: OverlayMode;
  /** The hash of the exam's policy, under which is kept where the candidate put the overlay; empty without an exam. */
  readonly exam: string;
  /** Address patterns of the pages that the exam tab may show. */
  readonly patterns: readonly string[];
  /** Null where nothing is drawn: in a page that is not the exam's, and in frames. */
  readonly words: PageWords | null;
}

/** For a page that is none of the exam's. */
export const noOrders: PageOrders = {
  active: false,
  fullScreen: false,
  overlay: 'thumbnail',
  exam: '',
  patterns: [],
  words: null,
};

/**
 * Asks what to do in this page until the worker answers: one that dies in between must not leave the page unguarded.
 * Once the extension is gone there is nothing to do.
 */
export async function askForOrders(top: boolean): Promise<PageOrders> {
  for (;;) {
    const orders = await report<PageOrders>({ type: 'hello', top });
    if (orders) return orders;
    if (chrome.runtime?.id === undefined) return noOrders;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/**
 * Reports to the service worker. Resolves to undefined when nobody answers: the worker is starting,
 * or the extension was removed while the page lives on.
 */
export async function report<Answer>(message: ContentReport): Promise<Answer | undefined> {
  try {
    const envelope = (await chrome.runtime.sendMessage(message)) as { ok: boolean; value: Answer } | undefined;
    return envelope?.ok ? envelope.value : undefined;
  } catch {
    return undefined;
  }
}

/** Follows the worker's orders until the signal aborts. */
export function onOrder(follow: (order: ContentOrder) => void, signal: AbortSignal): void {
  const listener = (message: unknown, sender: chrome.runtime.MessageSender) => {
    if (sender.id === chrome.runtime.id && sender.tab === undefined) follow(message as ContentOrder);
  };
  chrome.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => chrome.runtime?.onMessage?.removeListener(listener), { once: true });
}

/** Address of the overlay's page; changes with every browser session, so that no page can know it beforehand. */
export function overlayAddress(): string {
  return chrome.runtime.getURL('extension/overlay/index.html');
}
