import { countUnread } from '../src/browser/chat-store.ts';
import { browser } from '../src/browser/webext.ts';

/**
 * Shows on the toolbar icon how many of the desk's messages wait to be read. It is counted anew each time, so that
 * nothing is lost with the worker or the browser.
 */
export async function showUnread(session: string | undefined): Promise<void> {
  const unread = session ? await countUnread(session) : 0;
  await browser.action.setBadgeText({ text: unread > 0 ? String(unread) : '' });
}
