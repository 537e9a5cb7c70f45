import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Scenario, Setting } from '../specification.ts';

/** The exam is shown again, and the other page never was. */
async function isBack(exam: ExamUnderTest): Promise<void> {
  await exam.until('the exam is back', () => exam.page.url() === exam.home);
  await exam.page.waitForSelector('#heading, h1', { timeout: 5_000 });
  if (exam.site.asked.some((path) => path.startsWith('/foreign'))) throw new Error('The foreign page was fetched');
}

const foreign = ({ site }: ExamUnderTest) => `${site.elsewhere}/foreign`;

const typed = (id: string, title: string, url: (exam: ExamUnderTest) => string): Scenario => ({
  id,
  title,
  outcome: 'prevented',
  event: { type: 'navigation.blocked' },
  act: (exam) => exam.page.goto(url(exam)).catch(() => undefined),
  check: isBack,
});

const byPage = (id: string, title: string, go: (url: string) => void): Scenario => ({
  id,
  title,
  outcome: 'prevented',
  event: { type: 'navigation.blocked' },
  act: (exam) => exam.page.evaluate(go, foreign(exam)).catch(() => undefined),
  check: isBack,
});

/** The exam's own tab: `exam.start`, `exam.take` and `exam.end` */
export const navigation: Setting = {
  key: 'exam.take',
  title: 'The exam’s own tab',
  limits:
    'A site’s own service worker can answer for its pages before any rule of the network; the exam comes back all the same.',
  groups: [
    {
      level: 'always',
      policy: () => undefined,
      scenarios: [
        {
          id: 'link',
          title: 'A link leads to another site',
          outcome: 'prevented',
          event: { type: 'navigation.blocked', cause: 'link' },
          act: async (exam) => {
            await exam.page.evaluate((url) => {
              const link = document.createElement('a');
              Object.assign(link, { href: url, id: 'foreign', textContent: 'Elsewhere' });
              document.body.prepend(link);
            }, foreign(exam));
            exam.now();
            await exam.page.click('#foreign');
          },
          check: isBack,
        },
        byPage('script', 'A script leads to another site', (url) => location.assign(url)),
        byPage('form', 'A form is sent to another site', (url) => {
          const form = document.createElement('form');
          Object.assign(form, { action: url, method: 'post' });
          document.body.append(form);
          form.submit();
        }),
        byPage('refresh', 'The page refreshes itself to another site', (url) => {
          const meta = document.createElement('meta');
          meta.httpEquiv = 'refresh';
          meta.content = `0; url=${url}`;
          document.head.append(meta);
        }),
        typed('address', 'An address of another site is typed', foreign),
        typed(
          'redirect',
          'A page of the exam is redirected to another site by its server',
          ({ home }) => new URL('/take/redirect', home).href,
        ),
        typed('data-url', 'A data: address is typed', () => 'data:text/html,<h1>Notes</h1>'),
        typed('blank', 'about:blank is typed', () => 'about:blank'),
        typed('file', 'An address of a file is typed', () => 'file:///etc/hostname'),
        typed('browser-page', 'A page of the browser is typed (chrome://version)', () => 'chrome://version'),
        {
          id: 'back',
          title: 'Back, out of the exam to the page before it',
          outcome: 'prevented',
          ends: true,
          act: async ({ page }) => {
            for (let at = 0; at < 3; at++) await page.goBack({ timeout: 1_500 }).catch(() => undefined);
          },
          check: async (exam) => {
            await exam.until('the exam is shown', () => exam.page.url().includes('/take/'));
            const { state } = await exam.attempt();
            if (state !== 'running') throw new Error(`The attempt is ${state}`);
          },
        },
        {
          id: 'reload',
          title: 'The exam’s page is reloaded',
          outcome: 'allowed',
          act: ({ page }) => page.reload(),
          check: isBack,
        },
        {
          id: 'back-in-exam',
          title: 'Forward and back between the exam’s pages',
          outcome: 'allowed',
          act: async ({ page, home }) => {
            await page.goto(new URL('/take/2', home).href);
            await page.goBack();
          },
          check: isBack,
        },
        {
          id: 'history',
          title: 'A script changes the address to a page outside the exam (history API): the attempt ends as left',
          outcome: 'deterred',
          event: { type: 'session.left', cause: 'exam-page-left' },
          ends: true,
          act: ({ page }) => page.evaluate(() => history.pushState(null, '', '/outside')),
        },
        {
          id: 'platform-page',
          title: 'Another page of the exam platform is opened: the attempt ends as left',
          outcome: 'deterred',
          event: { type: 'session.left', cause: 'exam-page-left' },
          ends: true,
          act: ({ page, home }) => page.goto(new URL('/outside', home).href).catch(() => undefined),
        },
        {
          id: 'closed',
          title: 'The exam’s tab is closed: the attempt ends as left',
          outcome: 'deterred',
          event: { type: 'session.left', cause: 'exam-tab-closed' },
          ends: true,
          act: (exam) =>
            exam.inWorker(async () => {
              const tabs = await chrome.tabs.query({});
              await chrome.tabs.remove(tabs.find(({ url }) => url?.includes('/take/'))?.id ?? -1);
            }),
        },
        {
          id: 'end',
          title: 'The exam’s end page is reached: the attempt is submitted',
          outcome: 'allowed',
          event: { type: 'session.submitted' },
          ends: true,
          act: ({ page, home }) => page.goto(new URL('/end', home).href).catch(() => undefined),
        },
      ],
    },
  ],
};
