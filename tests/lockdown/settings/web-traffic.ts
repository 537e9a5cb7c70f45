import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Setting } from '../specification.ts';

/** The pages that the backend has heard of since the scenario began. */
async function visited(exam: ExamUnderTest): Promise<string[]> {
  const events = (await exam.since()).filter(({ type }) => type === 'page.visited');
  return events.map(({ data }) => `${data.host}${data.path}`);
}

/** The exam is back, and nothing was noted of another site. */
async function notVisited(exam: ExamUnderTest): Promise<void> {
  await exam.until('the exam is back', () => exam.page.url() === exam.home);
  await exam.page.evaluate(() => history.pushState(null, '', '/take/after'));
  await exam.until('what follows is noted', async () => (await visited(exam)).at(-1)?.endsWith('/after') === true);
  const others = (await visited(exam)).filter((page) => page.endsWith('/stopped'));
  if (others.length > 0) throw new Error(`Noted: ${others.join()}`);
}

/** `recording.webTraffic` */
export const webTraffic: Setting = {
  key: 'recording.webTraffic',
  title: 'Visited pages',
  limits:
    'Other browsers, other programs and other devices are not seen, nor frames within a page. Pages in private windows are not noted, nor files and the browser’s own pages.',
  groups: [
    {
      level: 'noted',
      policy: ({ recording, lockdown }) => {
        recording.webTraffic = true;
        lockdown.newTabs = 'allowed';
      },
      scenarios: [
        {
          id: 'exam-tab',
          title: 'Another page of the exam, with a query and a fragment: its path is noted, and neither of them',
          outcome: 'detected',
          event: { type: 'page.visited', cause: 'exam-tab', severity: 0 },
          repeatable: false,
          act: ({ page, site }) => page.goto(`${site.origin}/take/2?secret=1#secret`),
          check: async (exam) => {
            const host = new URL(exam.site.origin).host;
            await exam.until('it is noted', async () => (await visited(exam)).at(-1) === `${host}/take/2`);
          },
        },
        {
          id: 'history',
          title: 'The page changes its address by the history API, and then only what follows the question mark',
          outcome: 'detected',
          event: { type: 'page.visited', cause: 'exam-tab' },
          repeatable: false,
          act: ({ page }) => page.evaluate(() => history.pushState(null, '', '/take/by-script')),
          check: async (exam) => {
            await exam.page.evaluate(() => history.pushState(null, '', '/take/by-script?secret=2'));
            await exam.page.evaluate(() => history.pushState(null, '', '/take/last'));
            await exam.until(
              'the last page is noted',
              async () => (await visited(exam)).at(-1)?.endsWith('/last') === true,
            );
            const paths = (await visited(exam)).map((page) => page.replace(/^[^/]*/, '')).slice(-2);
            if (paths.join() !== '/take/by-script,/take/last') throw new Error(`Noted: ${paths.join()}`);
          },
        },
        {
          id: 'other-tab',
          title: 'A page of another site in another tab, and back to the exam',
          outcome: 'detected',
          event: { type: 'page.visited', cause: 'other-tab', severity: 0 },
          repeatable: false,
          act: async (exam) => {
            const page = await exam.browser.newPage();
            await page.goto(`${exam.site.elsewhere}/wiki?search=secret`);
          },
          check: async (exam) => {
            const { data } = await exam.received({ type: 'page.visited', cause: 'other-tab' });
            const wiki = { host: new URL(exam.site.elsewhere).host, path: '/wiki' };
            if (JSON.stringify(data) !== JSON.stringify(wiki)) throw new Error(`Noted: ${JSON.stringify(data)}`);
            await exam.page.bringToFront();
            await exam.until(
              'the exam is noted again',
              async () => (await visited(exam)).at(-1)?.endsWith('/take/1') === true,
            );
          },
        },
        {
          id: 'background',
          title: 'A page that opens behind the exam and never comes in front',
          outcome: 'bypass',
          repeatable: false,
          note: 'Nobody looked at it: it is noted once its tab comes in front.',
          act: async (exam) => {
            const created = { url: `${exam.site.elsewhere}/behind`, active: false };
            await exam.inWorker((options) => chrome.tabs.create(options).then(() => undefined), created);
            await exam.until('the page has loaded', () => exam.site.asked.includes('/behind'));
          },
          check: async (exam) => {
            const noted = await visited(exam);
            if (noted.length > 0) throw new Error(`Noted: ${noted.join()}`);
          },
        },
      ],
    },
    {
      level: 'noted, with new tabs closed',
      policy: ({ recording, lockdown }) => {
        recording.webTraffic = true;
        lockdown.newTabs = 'none';
      },
      scenarios: [
        {
          id: 'stopped',
          title: 'A page that is stopped in the exam’s tab was not visited',
          outcome: 'prevented',
          event: { type: 'navigation.blocked' },
          repeatable: false,
          act: ({ page, site }) => page.goto(`${site.elsewhere}/stopped`).catch(() => undefined),
          check: notVisited,
        },
        {
          id: 'closed',
          title: 'Nor was one in a tab that is closed',
          outcome: 'prevented',
          event: { type: 'tab.closed' },
          repeatable: false,
          act: (exam) =>
            exam.inWorker((url) => chrome.tabs.create({ url }).then(() => undefined), `${exam.site.elsewhere}/stopped`),
          check: notVisited,
        },
      ],
    },
  ],
};
