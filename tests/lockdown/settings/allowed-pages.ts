import { onlyExam, opened } from '../foreign-tabs.ts';
import type { Scenario, Setting } from '../specification.ts';
import { openByScript } from './new-tabs.ts';

const listed: readonly Scenario[] = [
  {
    id: 'listed',
    title: 'The exam opens a page that the policy lists: it stays, and the focus that it takes costs nothing',
    outcome: 'allowed',
    act: async (exam) => {
      await openByScript(exam, 'noopener', `${exam.site.elsewhere}/allowed/tables`);
      const target = await exam.browser.waitForTarget((one) => one.url().endsWith('/allowed/tables'), {
        timeout: 5_000,
      });
      await new Promise((resolve) => setTimeout(resolve, 800));
      const page = await target.page();
      if (!page) throw new Error('The page was closed');
      if (!(await page.evaluate(() => document.body.textContent?.includes('Elsewhere'))))
        throw new Error('The page is empty');
      await page.close();
      await exam.page.bringToFront();
    },
  },
  {
    id: 'listed-leads-on',
    title: 'A listed page leads on to one that is not listed',
    outcome: 'prevented',
    event: { type: 'tab.closed', cause: 'led-on' },
    act: async (exam) => {
      await openByScript(exam, 'noopener', `${exam.site.elsewhere}/allowed/tables`);
      const target = await exam.browser.waitForTarget((one) => one.url().endsWith('/allowed/tables'), {
        timeout: 5_000,
      });
      const page = await target.page();
      exam.now();
      await page?.evaluate((url) => location.assign(url), opened(exam)).catch(() => undefined);
    },
    check: onlyExam,
  },
  {
    id: 'not-listed',
    title: 'The exam opens a page on the same site that the policy does not list',
    outcome: 'prevented',
    event: { type: 'tab.closed', cause: 'new-tab' },
    act: (exam) => openByScript(exam),
    check: onlyExam,
  },
];

/** `lockdown.allow` */
export const allowedPages: Setting = {
  key: 'lockdown.allow',
  title: 'Pages besides the exam',
  limits: 'What a listed page links to inside its own listed addresses is up to whoever lists it.',
  groups: [
    {
      level: 'one page listed',
      policy: ({ lockdown }) => {
        Object.assign(lockdown, { fullScreen: 'lenient', newTabs: 'none', closeTabs: true });
        lockdown.allow = ['http://127.0.0.1:*/allowed/*'];
      },
      scenarios: listed,
    },
  ],
};
