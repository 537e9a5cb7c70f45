import { extensionId, killWorker } from '../../harness/browser.ts';
import { words } from '../../harness/candidate.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Scenario, Setting } from '../specification.ts';

/** The backend must miss a client that gives no sign of life within this time. */
const missedWithinMs = 15_000;

/** Switches Vigil off on the browser's own page of extensions, as a person does. */
async function switchOff(exam: ExamUnderTest): Promise<void> {
  const page = await exam.browser.newPage();
  await page.goto('chrome://extensions');
  exam.now();
  await page.evaluate((id) => chrome.management.setEnabled(id, false), extensionId);
  await page.close();
}

async function isMissed(exam: ExamUnderTest): Promise<void> {
  const began = exam.began;
  await exam.until('the backend misses the session', async () => Boolean((await exam.attempt()).silentSince));
  const took = Date.now() - began;
  if (took > missedWithinMs) throw new Error(`It took ${took} ms`);
}

/** The exam goes on where it was, with what was typed. */
async function goesOn(exam: ExamUnderTest): Promise<void> {
  await exam.resume();
  const typed = await exam.page.$eval('#notes', (node) => (node as HTMLTextAreaElement).value);
  if (typed !== 'kept') throw new Error(`The page holds “${typed}”`);
  await exam.page.keyboard.down('Control');
  await exam.page.keyboard.press('p');
  await exam.page.keyboard.up('Control');
  await exam.received({ type: 'print.blocked' });
}

const type = async ({ page }: ExamUnderTest) => {
  await page.focus('#notes');
  await page.keyboard.type('kept');
};

const scenarios: readonly Scenario[] = [
  {
    id: 'worker-killed',
    title: 'The extension’s worker is killed: it is back at once, and guards go on',
    outcome: 'detected',
    event: { type: 'worker.restarted' },
    repeatable: false,
    act: ({ browser }) => killWorker(browser),
    check: async (exam) => {
      await exam.page.evaluate(() => window.print());
      await exam.received({ type: 'print.blocked' });
    },
  },
  {
    id: 'reload',
    title: 'The exam’s page is reloaded: its guards are there again',
    outcome: 'allowed',
    act: async (exam) => {
      await exam.page.reload();
      await exam.overlay();
    },
    check: async (exam) => {
      await exam.page.evaluate(() => window.print());
      await exam.received({ type: 'print.blocked' });
    },
  },
  {
    id: 'document-written',
    title: 'The page opens its document anew (document.write): its guards are there again',
    outcome: 'prevented',
    event: { type: 'print.blocked', cause: 'shortcut' },
    repeatable: false,
    act: async (exam) => {
      await exam.page.evaluate(() => {
        document.write('<h1>Written anew</h1>');
        document.close();
      });
      await exam.page.keyboard.down('Control');
      await exam.page.keyboard.press('p');
      await exam.page.keyboard.up('Control');
    },
    check: async (exam) => {
      await exam.page.emulateMediaType('print');
      const shown = await exam.page.evaluate(() => getComputedStyle(document.body).display);
      await exam.page.emulateMediaType();
      if (shown !== 'none') throw new Error('The printed page is not blank any more');
      await exam.page.reload();
      await exam.overlay();
    },
  },
  {
    id: 'recorder-killed',
    title: 'The recorder’s document is closed: the exam is covered at once, and goes on where it was',
    outcome: 'detected',
    event: { type: 'session.paused', cause: 'recorder-gone' },
    ends: true,
    act: async (exam) => {
      await type(exam);
      exam.now();
      await exam.inWorker(() => chrome.offscreen.closeDocument());
    },
    check: async (exam) => {
      await words(await exam.overlay(), 'interrupted');
      await goesOn(exam);
    },
  },
  {
    id: 'permission-removed',
    title: 'The candidate takes the access to the exam’s site back',
    outcome: 'detected',
    event: { type: 'permission.removed' },
    ends: true,
    act: async (exam) => {
      const site = `${exam.site.origin}/*`;
      exam.now();
      await exam.inWorker((origin) => chrome.permissions.remove({ origins: [origin] }), site);
    },
    check: async (exam) => {
      await exam.received({ type: 'session.paused', cause: 'permission-removed' });
      await words(await exam.startPage(), 'Agree and continue');
    },
  },
  {
    id: 'extension-restarted',
    title: 'The extension is started again: the exam is covered, and goes on where it was',
    outcome: 'detected',
    event: { type: 'session.paused', cause: 'extension-restarted' },
    ends: true,
    act: async (exam) => {
      await type(exam);
      exam.now();
      await exam.inWorker(() => chrome.runtime.reload()).catch(() => undefined);
    },
    check: goesOn,
  },
  {
    id: 'browser-killed',
    title: 'The browser is killed: the backend misses it within 15 s',
    outcome: 'detected',
    ends: true,
    act: async (exam) => {
      exam.now();
      await exam.kill();
    },
    check: isMissed,
  },
  {
    id: 'devtools-docked',
    title: 'Developer tools are opened by F12',
    outcome: 'detected',
    needs: 'display',
    ends: true,
    event: { type: 'devtools.open' },
    act: (exam) => exam.keys('F12'),
  },
];

/** What happens to Vigil itself while an exam runs. */
export const session: Setting = {
  key: 'session',
  title: 'Vigil itself',
  limits:
    'Whoever controls the machine can change the extension or answer for it; the signed policy, the chained journal and the signs of life make much of that visible, not impossible. Developer tools can be noticed, not closed.',
  groups: [
    {
      level: 'always',
      policy: ({ lockdown }) => {
        Object.assign(lockdown, { printing: true, fullScreen: 'lenient', newTabs: 'none', closeTabs: false });
      },
      scenarios,
    },
    {
      level: 'tabs allowed',
      policy: ({ lockdown }) => {
        lockdown.newTabs = 'allowed';
      },
      scenarios: [
        {
          id: 'extension-off',
          title: 'The extension is switched off: the page says so, and the backend misses it within 15 s',
          outcome: 'detected',
          ends: true,
          act: switchOff,
          check: async (exam) => {
            await exam.until('the overlay is gone', () =>
              exam.page.frames().every((frame) => !frame.url().includes('/extension/overlay/')),
            );
            await isMissed(exam);
          },
        },
      ],
    },
  ],
};
