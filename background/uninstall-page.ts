import { onAnnouncement } from '../src/browser/announcements.ts';
import { currentWords } from '../src/browser/language.ts';
import { browser } from '../src/browser/webext.ts';
import { isRehearsal } from '../src/rehearsal/address.ts';
import type { Attempt } from './attempt.ts';

/**
 * While something waits to be sent, the browser opens a page of the backend when Vigil is removed: it says how much is
 * lost by that, and what to do. The address holds that number and
 * the candidate's language alone. When nothing waits, nothing is opened.
 */
export function watchUninstall(attempt: Attempt): void {
  let shown: string | undefined;
  const show = async (waitingBytes: number): Promise<void> => {
    const backend = (await attempt.state()).session?.backend;
    const megabytes = Math.ceil(waitingBytes / 1e6);
    const { language } = await currentWords();
    const isAsked = backend !== undefined && !isRehearsal(backend) && megabytes > 0;
    const url = isAsked ? `${backend}/uninstalled?mb=${megabytes}&language=${language}` : '';
    if (url === shown) return;
    shown = url;
    await browser.runtime.setUninstallURL(url);
  };
  onAnnouncement('status', ({ upload }) => {
    show(upload.waitingBytes).catch((error: unknown) => console.warn('No page for removal:', error));
  });
}
