import { extensionId } from '../../harness/browser.ts';
import { press } from '../../harness/candidate.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import { putOffPicture, useHelp } from '../help-use.ts';
import type { Setting } from '../specification.ts';

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The link to the backend drops for a while. */
async function dropLink(exam: ExamUnderTest, milliseconds: number): Promise<void> {
  const target = exam.browser.targets().find((one) => one.url().includes(`${extensionId}/extension/offscreen/`));
  const session = await target?.createCDPSession();
  if (!session) throw new Error('The recorder’s document cannot be reached');
  const link = (offline: boolean) =>
    session.send('Network.emulateNetworkConditions', {
      offline,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  await link(true);
  await pause(milliseconds);
  await link(false);
  await session.detach();
}

async function zoom(exam: ExamUnderTest, factor: number): Promise<void> {
  await exam.inWorker(async (to) => {
    const [tab] = await chrome.tabs.query({ windowType: 'popup' });
    await chrome.tabs.setZoom(tab?.id ?? -1, to);
  }, factor);
}

/** What an honest candidate does in an hour, with the waiting left out. */
async function honestHour(exam: ExamUnderTest): Promise<void> {
  const { page, browser, site } = exam;
  await browser.defaultBrowserContext().overridePermissions(site.origin, ['notifications']);
  await page.focus('#notes');
  await page.keyboard.type('The mitochondria make most of the energy.');
  await zoom(exam, 1.75);
  for (const key of ['Tab', 'ArrowDown', 'PageDown', 'Home', 'F6', 'Escape', 'h'] as const)
    await page.keyboard.press(key);
  await dropLink(exam, 2_000);
  await page.evaluate(() => void new Notification('Reminder', { body: 'Ten minutes left' }));
  await pause(400);
  await openTables(exam);
  await zoom(exam, 1);
  await dropLink(exam, 1_500);
  const overlay = await exam.overlay();
  await press(overlay, 'Help');
  await overlay.locator('textarea').fill('How long is left?');
  await press(overlay, 'Send');
  await press(overlay, 'Close help');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.evaluate(() => alert('Your answers are saved'));
  await page.reload();
  await exam.overlay();
  await dropLink(exam, 1_500);
  await Promise.all([page.waitForNavigation(), page.click('#next')]);
  await page.goBack();
  await exam.overlay();
}

/** The exam's own page of tables, which the policy lists. */
async function openTables({ page, browser, site }: ExamUnderTest): Promise<void> {
  await page.evaluate((url) => void window.open(url, '_blank', 'noopener'), `${site.elsewhere}/allowed/tables`);
  const target = await browser.waitForTarget((one) => one.url().endsWith('/allowed/tables'), { timeout: 5_000 });
  await pause(800);
  await (await target.page())?.close();
  await page.bringToFront();
}

/** No event weighs more than a note, and nothing of the budget is spent. */
async function isHonest(exam: ExamUnderTest): Promise<void> {
  await pause(1_000);
  const events = await exam.since();
  const loud = events.filter(({ severity }) => severity > 0.3).map(({ type, cause }) => `${type} (${cause})`);
  if (loud.length > 0) throw new Error(`False events: ${loud.join(', ')}`);
  const spentMs = events.reduce((sum, { data }) => sum + Number(data.spentMs ?? 0), 0);
  exam.figure('budget spent in an honest hour, ms', spentMs);
  if (spentMs > 0) throw new Error(`${spentMs} ms of the budget were spent`);
}

/** An honest candidate must not be accused, whatever is locked. */
export const honestHourSetting: Setting = {
  key: 'honest hour',
  title: 'An honest hour',
  limits: 'What a real hour holds besides is learnt from candidates.',
  groups: [
    {
      level: 'everything locked',
      policy: (policy) => {
        const { lockdown } = policy;
        policy.help = { pictures: true };
        const all = { printing: true, clipboard: true, downloads: true, rightClick: true, oneScreen: true };
        Object.assign(lockdown, { ...all, fullScreen: 'moderate', newTabs: 'none', closeTabs: true });
        lockdown.allow = ['http://127.0.0.1:*/allowed/*'];
      },
      scenarios: [
        {
          id: 'hour',
          title:
            'Typing, zoom, reading keys, a notification, three drops of the link, the exam’s own page of tables, help, a dialog, reload, next and back',
          outcome: 'allowed',
          repeatable: false,
          act: honestHour,
          check: isHonest,
        },
        {
          id: 'help-panel',
          title:
            'Help opened by its keys on a strict page, written to, answered, moved, resized, minimised and closed; the own picture hidden',
          outcome: 'allowed',
          repeatable: false,
          act: useHelp,
          check: isHonest,
        },
        {
          id: 'help-picture-real',
          title: 'The browser’s own file picker is opened for a picture to the help desk, and put off',
          outcome: 'allowed',
          needs: 'display',
          repeatable: false,
          act: putOffPicture,
          check: isHonest,
        },
        {
          id: 'hour-real',
          title:
            'The same at a real keyboard: find in page, zoom by keys, the file picker, a question of the browser, caret browsing',
          outcome: 'allowed',
          needs: 'display',
          repeatable: false,
          act: async (exam) => {
            exam.keys('ctrl+f', 'c', 'e', 'l', 'l', 'Return');
            await pause(1_200);
            exam.keys('Escape', 'ctrl+plus', 'ctrl+plus', 'ctrl+0');
            await exam.page.click('#file');
            await pause(1_200);
            exam.keys('Escape');
            await pause(800);
            exam.keys('F7');
            await pause(1_200);
            exam.keys('Escape');
            await pause(800);
            await exam.page.evaluate(() => navigator.geolocation.getCurrentPosition(() => undefined));
            await pause(1_200);
            exam.keys('Escape');
            await pause(800);
            await honestHour(exam);
          },
          check: isHonest,
        },
      ],
    },
  ],
};
