import { resolve } from 'node:path';
import type { Target } from 'puppeteer';
import { press, words } from '../../harness/candidate.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Scenario, Setting } from '../specification.ts';

/** A tab as a person sees it: where it stands, and in which group. */
interface Seen {
  readonly url: string;
  readonly window: number;
  readonly pinned: boolean;
  readonly group: string;
}

const closeTabs = { type: 'session.started' } as const;
const observer = resolve('tests/lockdown/observer-extension');

/** Vigil gives its permissions back at the end, so another extension looks. */
async function inObserver<Result>(exam: ExamUnderTest, code: () => Promise<Result>): Promise<Result> {
  const isObserver = (target: Target) => target.type() === 'service_worker' && target.url().endsWith('/worker.js');
  const worker = await (await exam.browser.waitForTarget(isObserver, { timeout: 10_000 })).worker();
  if (!worker) throw new Error('The observer cannot be reached');
  return worker.evaluate(code);
}

/** Arranges the candidate's tabs: one pinned, two in a named group, one in another window. */
async function arrange(exam: ExamUnderTest): Promise<Seen[]> {
  await inObserver(exam, async () => {
    const tabs = await chrome.tabs.query({});
    const at = (path: string) => tabs.find(({ url }) => url?.endsWith(path))?.id ?? -1;
    const blank = tabs.find(({ url }) => url === 'about:blank')?.id;
    if (blank !== undefined) await chrome.tabs.remove(blank);
    await chrome.tabs.update(at('/news'), { pinned: true });
    const groupId = await chrome.tabs.group({ tabIds: [at('/mail'), at('/notes')] });
    await chrome.tabGroups.update(groupId, { title: 'Revision', color: 'blue' });
    await chrome.windows.create({ tabId: at('/music') });
  });
  await exam.page.bringToFront();
  return seen(exam);
}

/** The candidate's tabs, window by window, in their order. */
async function seen(exam: ExamUnderTest): Promise<Seen[]> {
  const found = await inObserver(exam, async () => {
    const windows = await chrome.windows.getAll({ populate: true });
    const rows = windows
      .flatMap((window) => window.tabs ?? [])
      .filter(({ url }) => url?.startsWith('http://127.0.0.1'));
    return Promise.all(
      rows.map(async ({ url = '', windowId, pinned, groupId, index }) => ({
        url,
        windowId,
        pinned,
        index,
        group:
          groupId === -1 ? '' : await chrome.tabGroups.get(groupId).then(({ title, color }) => `${title} ${color}`),
      })),
    );
  });
  // Windows have other numbers afterwards: the first is the one in which the pinned tab stands.
  const first = found.find(({ pinned }) => pinned)?.windowId;
  return found
    .map(({ url, windowId, pinned, group, index }) => ({
      url,
      window: windowId === first ? 0 : 1,
      pinned,
      group,
      index,
    }))
    .sort((a, b) => a.window - b.window || a.index - b.index)
    .map(({ index: _, ...tab }) => tab);
}

async function isGivenBack(exam: ExamUnderTest, before: readonly Seen[], given: (tab: Seen) => Seen): Promise<void> {
  let now: Seen[] = [];
  const isSame = async () => {
    now = await seen(exam).catch(() => []);
    return JSON.stringify(now.map(given)) === JSON.stringify(before.map(given));
  };
  await exam.until('the tabs are back', isSame).catch(() => {
    throw new Error(`The tabs were ${JSON.stringify(before)} and are ${JSON.stringify(now)}`);
  });
}

/**
 * @param how ends or interrupts the exam
 * @returns from when on the tabs are waited for, and what happened then
 */
const scenario = (
  id: string,
  title: string,
  how: (exam: ExamUnderTest) => Promise<{ readonly since: number; readonly what: string }>,
  given: (tab: Seen) => Seen = (tab) => tab,
): Scenario => ({
  id,
  title,
  outcome: 'prevented',
  event: closeTabs,
  act: async (exam) => {
    const before = await arrange(exam);
    await words(exam.page, 'These 4 tabs are closed');
    await press(exam.page, 'Start exam');
    await exam.enter();
    if ((await seen(exam)).length > 0) throw new Error('Other tabs are still open');
    const { since, what } = await how(exam);
    await isGivenBack(exam, before, given);
    exam.figure(`${what} to tabs as they were, ms`, Date.now() - since);
  },
});

/** `lockdown.closeTabs` */
export const closeTabsSetting: Setting = {
  key: 'lockdown.closeTabs',
  title: 'Other tabs',
  limits:
    'A page that may not be opened by an extension (a file, a page of the browser) is named at the end, for the candidate to open. What was typed into a closed page, and its history, is gone.',
  groups: [
    {
      level: 'closed, given back',
      policy: ({ lockdown }) => {
        Object.assign(lockdown, { closeTabs: true, newTabs: 'none' });
      },
      otherExtensions: [observer],
      openTabs: ['/news', '/mail', '/notes', '/music'],
      fromStart: true,
      scenarios: [
        scenario(
          'submitted',
          'Four tabs in two windows, one pinned, two in a group: closed, and back after the exam',
          async (exam) => {
            await exam.submit();
            const { at } = await exam.received({ type: 'session.submitted' }, 0);
            return { since: at, what: 'end' };
          },
        ),
        scenario(
          'browser-killed',
          'The same, and the browser is killed in the exam: back at its next start',
          async (exam) => {
            await exam.relaunch();
            return { since: Date.now(), what: 'start after a kill' };
          },
          // The browser takes an extension that a program loads for a new one: without its permission the group has no name.
          (tab) => ({ ...tab, group: tab.group === '' ? '' : 'grouped' }),
        ),
        scenario(
          'extension-reloaded',
          'The same, and the extension is started again in the exam: back at once',
          async (exam) => {
            const since = Date.now();
            await exam.inWorker(() => chrome.runtime.reload()).catch(() => undefined);
            return { since, what: 'restart of the extension' };
          },
        ),
      ],
    },
  ],
};
