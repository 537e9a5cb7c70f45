import { extensionId } from '../harness/browser.ts';
import { words } from '../harness/candidate.ts';
import { onlyExam, opened } from './foreign-tabs.ts';
import type { Scenario } from './specification.ts';

const open = (url: string) => void chrome.windows.create({ incognito: true, url });

/** Where the candidate lets the extension into private windows. Part of `lockdown.newTabs`. */
export const privateWindows: readonly Scenario[] = [
  {
    id: 'private-tabs',
    title: 'A private window, open before the exam and opened again in it: closed both times, nothing noted of it',
    outcome: 'prevented',
    event: { type: 'tab.closed', cause: 'new-tab' },
    act: async (exam) => {
      await exam.inWorker(open, `${exam.site.elsewhere}/private`);
      await exam.page.bringToFront();
      await words(exam.page, 'A tab in a private window is closed, and not given back');
      await exam.startFromPage();
      await onlyExam(exam);
      exam.now();
      await exam.inWorker(open, opened(exam));
    },
    check: async (exam) => {
      await onlyExam(exam);
      await exam.submit();
      const tabs = await exam.inWorker(async () => (await chrome.tabs.query({})).map(({ incognito }) => incognito));
      if (tabs.includes(true)) throw new Error('A private tab came back');
    },
  },
  {
    id: 'private-launch',
    title: 'An exam is launched in a private window: refused, with what to do instead',
    outcome: 'prevented',
    act: async (exam) => {
      await exam.inWorker(open, `${exam.site.elsewhere}/private`);
      const isPrivate = (url: string) => url.endsWith('/private');
      const target = await exam.browser.waitForTarget((one) => isPrivate(one.url()), { timeout: 10_000 });
      const answer = await (await target.page())?.evaluate(
        (id) => chrome.runtime.sendMessage(id, { type: 'launch', address: 'http://localhost/launch#any' }),
        extensionId,
      );
      if (!/ordinary window/.test(answer?.error)) throw new Error(`The page was answered: ${JSON.stringify(answer)}`);
    },
  },
];
