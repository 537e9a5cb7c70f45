import type { Policy } from '../../../src/policy/schema.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import { floatingWindows } from '../floating-windows.ts';
import { onlyExam, opened } from '../foreign-tabs.ts';
import { privateWindows } from '../private-windows.ts';
import type { Scenario, Setting } from '../specification.ts';

const closed = { type: 'tab.closed', cause: 'new-tab' } as const;

const none = (policy: Policy) => {
  Object.assign(policy.lockdown, { fullScreen: 'lenient', newTabs: 'none', closeTabs: true });
};

async function addLink(exam: ExamUnderTest, attributes: Readonly<Record<string, string>>): Promise<void> {
  await exam.page.evaluate((given) => {
    document.querySelector('#added')?.remove();
    const link = document.createElement('a');
    for (const [name, value] of Object.entries(given)) link.setAttribute(name, value);
    Object.assign(link, { id: 'added', textContent: 'A link that the page has' });
    document.body.prepend(link);
  }, attributes);
  exam.now();
}

/** Without an opener: a tab that is closed at once holds up the page that a debugger watches. */
export const openByScript = (exam: ExamUnderTest, features = 'noopener', address = opened(exam)) =>
  exam.page.evaluate((url, given) => void window.open(url, '_blank', given), address, features);
const openByBrowser = async (exam: ExamUnderTest, url: string) => {
  const cdp = await exam.cdp();
  exam.now();
  await cdp.send('Target.createTarget', { url }).catch(() => undefined);
  await cdp.detach().catch(() => undefined);
};

const byBrowser = (id: string, title: string, url: (exam: ExamUnderTest) => string): Scenario => ({
  id,
  title,
  outcome: 'prevented',
  event: closed,
  act: (exam) => openByBrowser(exam, url(exam)),
  check: onlyExam,
});

const scenarios: readonly Scenario[] = [
  {
    id: 'link-blank',
    title: 'A link with target=_blank',
    outcome: 'prevented',
    event: { type: 'tab.blocked', cause: 'link' },
    act: async (exam) => {
      await addLink(exam, { href: opened(exam), target: '_blank' });
      await exam.page.click('#added');
    },
    check: onlyExam,
  },
  {
    id: 'link-ctrl',
    title: 'Ctrl+click on a link',
    outcome: 'prevented',
    event: { type: 'tab.blocked', cause: 'link' },
    act: async (exam) => {
      await addLink(exam, { href: '/take/2' });
      await exam.page.keyboard.down('Control');
      await exam.page.click('#added');
      await exam.page.keyboard.up('Control');
    },
    check: onlyExam,
  },
  {
    id: 'link-middle',
    title: 'Middle click on a link',
    outcome: 'prevented',
    event: { type: 'tab.blocked', cause: 'middle-click' },
    act: async (exam) => {
      await addLink(exam, { href: '/take/2' });
      await exam.page.click('#added', { button: 'middle' });
    },
    check: onlyExam,
  },
  {
    id: 'script',
    title: 'window.open',
    outcome: 'prevented',
    event: closed,
    act: (exam) => openByScript(exam),
    check: onlyExam,
  },
  {
    id: 'popup-window',
    title: 'window.open with a size: a popup window',
    outcome: 'prevented',
    event: closed,
    act: (exam) => openByScript(exam, 'noopener,width=300,height=200'),
    check: onlyExam,
  },
  byBrowser('tab', 'A new tab (what Ctrl+T does)', () => 'about:blank'),
  byBrowser('address', 'A new tab with an address', opened),
  byBrowser('view-source', 'The page’s source', ({ home }) => `view-source:${home}`),
  byBrowser('browser-page', 'A page of the browser (chrome://version)', () => 'chrome://version'),
  byBrowser('file', 'A file on the disk', () => 'file:///'),
  {
    id: 'window',
    title: 'A new window (what Ctrl+N does)',
    outcome: 'prevented',
    event: closed,
    act: (exam) => exam.inWorker(async (url) => void (await chrome.windows.create({ url })), opened(exam)),
    check: onlyExam,
  },
  {
    id: 'extension-page',
    title: 'A page of an extension',
    outcome: 'prevented',
    event: closed,
    act: (exam) =>
      exam.inWorker(() => void chrome.tabs.create({ url: chrome.runtime.getURL('extension/settings/index.html') })),
    check: onlyExam,
  },
  {
    id: 'fifty',
    title: 'Fifty tabs at once',
    outcome: 'prevented',
    event: closed,
    ends: true, // a flood is counted, and what closes in the next seconds would be counted with it
    act: (exam) =>
      exam.inWorker((url) => {
        for (let at = 0; at < 50; at++) void chrome.tabs.create({ url: `${url}?${at}` });
      }, opened(exam)),
    check: async (exam) => {
      await exam.until('all are closed', async () => (await exam.browser.pages()).length <= 1);
      await onlyExam(exam);
    },
  },
  ...floatingWindows,
  {
    id: 'new-tab-real',
    title: 'Ctrl+T pressed on a real keyboard',
    outcome: 'prevented',
    needs: 'display',
    act: (exam) => exam.keys('ctrl+t'),
    check: onlyExam,
  },
  {
    id: 'new-window-real',
    title: 'Ctrl+N pressed on a real keyboard',
    outcome: 'prevented',
    needs: 'display',
    event: closed,
    act: (exam) => exam.keys('ctrl+n'),
    check: onlyExam,
  },
  {
    id: 'private-window',
    title: 'A private window is opened: it is not seen, the lost focus is',
    outcome: 'deterred',
    needs: 'display',
    ends: true,
    note: 'An extension sees private windows only when the candidate allows it there; the exam’s lost focus costs the budget.',
    event: { type: 'focus.lost' },
    act: (exam) => exam.keys('ctrl+shift+n'),
  },
];

const inWindow: readonly Scenario[] = [
  {
    id: 'dragged-out',
    title: 'The exam’s tab is dragged out into a window of its own: the exam goes on there, as guarded as before',
    outcome: 'allowed',
    repeatable: false,
    act: (exam) =>
      exam.inWorker(async () => {
        const [tab] = await chrome.tabs.query({});
        await chrome.windows.create({ tabId: tab?.id ?? -1 });
      }),
    check: async (exam) => {
      await addLink(exam, { href: '/take/2' });
      await exam.page.click('#added', { button: 'middle' });
      await exam.received({ type: 'tab.blocked', cause: 'middle-click' });
    },
  },
  {
    id: 'duplicate',
    title: 'The exam’s tab is duplicated',
    outcome: 'prevented',
    event: closed,
    act: (exam) =>
      exam.inWorker(async () => {
        const [tab] = await chrome.tabs.query({});
        void chrome.tabs.duplicate(tab?.id ?? -1);
      }),
    check: onlyExam,
  },
];

const linksOnly: readonly Scenario[] = [
  {
    id: 'link',
    title: 'A link of the exam is clicked: its tab opens, and looking at it weighs nothing',
    outcome: 'allowed',
    act: async (exam) => {
      await addLink(exam, { href: `${exam.site.elsewhere}/linked`, target: '_blank', rel: 'noopener' });
      await exam.page.click('#added');
      const target = await exam.browser.waitForTarget((one) => one.url().endsWith('/linked'), { timeout: 5_000 });
      const tab = await target.page();
      await new Promise((resolve) => setTimeout(resolve, 500));
      if (exam.browser.targets().every((one) => !one.url().endsWith('/linked'))) throw new Error('The tab was closed');
      await tab?.close();
      await exam.page.bringToFront();
    },
  },
  {
    id: 'script-in-click',
    title: 'A script opens a tab on a click that is on no link',
    outcome: 'prevented',
    event: closed,
    act: async (exam) => {
      await exam.page.evaluate((url) => {
        document
          .querySelector('h1')
          ?.addEventListener('click', () => void window.open(url, '_blank', 'noopener'), { once: true });
      }, opened(exam));
      exam.now();
      await exam.page.click('h1');
    },
  },
  {
    id: 'tab-beside-links',
    title: 'A new tab with an address',
    outcome: 'deterred',
    note: 'Where links may open tabs no rule of the network keeps new tabs empty: the page may be fetched before its tab is closed.',
    event: closed,
    act: (exam) => openByBrowser(exam, opened(exam)),
    check: (exam) =>
      exam.until('the tab is closed', () => exam.browser.targets().every((one) => !one.url().includes('/opened'))),
  },
];

/** `lockdown.newTabs` */
export const newTabs: Setting = {
  key: 'lockdown.newTabs',
  title: 'New tabs and windows',
  limits:
    'Other profiles of the browser are not seen, and private windows only where the candidate lets the extension into them: the exam loses its focus to them. Nor are other browsers.',
  groups: [
    { level: 'none', policy: none, scenarios },
    {
      level: 'none, the extension allowed in private windows',
      policy: none,
      privateWindows: true,
      fromStart: true,
      scenarios: privateWindows,
    },
    {
      level: 'linksOnly',
      policy: ({ lockdown }) => {
        lockdown.newTabs = 'linksOnly';
      },
      scenarios: linksOnly,
    },
    {
      level: 'none, no full screen',
      policy: (policy) => {
        none(policy);
        policy.lockdown.fullScreen = 'off';
      },
      scenarios: inWindow,
    },
  ],
};
