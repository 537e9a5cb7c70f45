import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import type { Policy } from '../../../src/policy/schema.ts';
import { killWorker } from '../../harness/browser.ts';
import { press, words } from '../../harness/candidate.ts';
import type { ExamUnderTest } from '../exam-under-test.ts';
import type { Scenario, Setting } from '../specification.ts';

/** How far a measured time may be from what is counted. */
const accuracyMs = 500;

const level = (fullScreen: Policy['lockdown']['fullScreen']) => (policy: Policy) => {
  Object.assign(policy.lockdown, { fullScreen, newTabs: 'none', closeTabs: true });
  if (fullScreen !== 'lenient') policy.lockdown.oneScreen = true;
};

/** In the worker: what the window's own button does. */
const setState = async (state: 'minimized' | 'fullscreen') => {
  const windows = await chrome.windows.getAll({ windowTypes: ['popup'] });
  const id = windows[0]?.id ?? -1;
  if (state === 'fullscreen') await chrome.windows.update(id, { state: 'normal', focused: true });
  await chrome.windows.update(id, { state });
};

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Presses the countdown's button, and compares what was counted with what a clock says. */
async function comeBack(exam: ExamUnderTest): Promise<void> {
  const overlay = await exam.overlay();
  await words(overlay, 'Return to full screen');
  await press(overlay, 'Return to full screen');
  const left = (await exam.received({ type: 'fullscreen.left' })).at;
  const back = await exam.received({ type: 'fullscreen.back' });
  const counted = Number(back.data.spentMs);
  const real = back.at - left;
  exam.figure('error of the counted budget, ms', Math.abs(counted - real));
  if (Math.abs(counted - real) > accuracyMs) throw new Error(`${counted} ms were counted, and ${real} ms passed`);
  await exam.page.waitForFunction(() => outerHeight >= screen.height, { timeout: 5_000 });
}

const outside = (id: string, title: string, meanwhile: (exam: ExamUnderTest) => Promise<unknown>): Scenario => ({
  id,
  title,
  outcome: 'deterred',
  event: { type: 'fullscreen.left', cause: 'full-screen-left' },
  repeatable: false,
  act: (exam) => exam.windowState('normal'),
  check: async (exam) => {
    await words(await exam.overlay(), 'You are outside full screen');
    await meanwhile(exam);
    await comeBack(exam);
  },
});

const lenient: readonly Scenario[] = [
  {
    ...outside('left', 'Full screen is left; the countdown runs, and one click leads back', async (exam) => {
      const spoken = await (await exam.overlay()).$eval('[role=alert]', (node) => node.textContent ?? '');
      if (!/second/.test(spoken)) throw new Error('The countdown is not said to screen readers');
    }),
  },
  outside('left-reload', 'The page is reloaded outside: the time goes on counting', async ({ page }) => {
    await pause(600);
    await page.reload();
  }),
  outside(
    'left-worker-killed',
    'The extension’s worker dies outside: the time goes on counting',
    async ({ browser }) => {
      await pause(600);
      await killWorker(browser);
      await pause(600);
    },
  ),
  {
    id: 'minimised',
    title: 'The exam’s window is minimised',
    outcome: 'deterred',
    event: { type: 'focus.lost', cause: 'minimised' },
    repeatable: false,
    act: (exam) => exam.inWorker(setState, 'minimized'),
    check: async (exam) => {
      await exam.inWorker(setState, 'fullscreen');
      // On its way back the window may be seen for a moment without filling the screen.
      await exam.until('the candidate is back', async () =>
        (await exam.since()).some(({ type }) => type.endsWith('.back')),
      );
    },
  },
  {
    id: 'help-panel',
    title: 'The help panel is opened by keyboard and used: no time is spent',
    outcome: 'allowed',
    act: async (exam) => {
      const overlay = await exam.overlay();
      await press(overlay, 'Help');
      await overlay.locator('textarea').fill('May I use scrap paper?');
      await press(overlay, 'Close help');
    },
    check: nothingSpent,
  },
  {
    id: 'page-dialog',
    title: 'The page shows a dialog of its own (alert): no time is spent',
    outcome: 'allowed',
    act: async ({ page }) => {
      page.once('dialog', (dialog) => void dialog.accept());
      await page.evaluate(() => alert('Saved'));
    },
    check: nothingSpent,
  },
  {
    id: 'find-bar',
    title: 'Find in page is opened and used: no time is spent',
    outcome: 'allowed',
    needs: 'display',
    act: async (exam) => {
      exam.keys('ctrl+f', 'c', 'e', 'l', 'l');
      await pause(1_500);
      exam.keys('Escape');
    },
    check: nothingSpent,
  },
  {
    id: 'file-picker',
    title: 'The exam asks for a file, and the system’s picker has the focus: no time is spent',
    outcome: 'allowed',
    needs: 'display',
    act: async (exam) => {
      await exam.page.click('#file');
      await exam.received({ type: 'focus.lost', cause: 'file-picker', severity: 0.1 });
      exam.keys('Escape');
      await exam.received({ type: 'focus.back' });
    },
    check: nothingSpent,
  },
  {
    id: 'permission-prompt',
    title: 'The exam asks for the position, and the browser’s prompt has the focus: no time is spent',
    outcome: 'allowed',
    needs: 'display',
    act: async (exam) => {
      await exam.page.evaluate(() => navigator.geolocation.getCurrentPosition(() => undefined));
      await pause(1_500);
      exam.keys('Escape');
      await pause(500);
    },
    check: nothingSpent,
  },
  {
    id: 'caret-browsing',
    title: 'F7 (caret browsing, for people who read by keyboard): no time is spent in the browser’s question',
    outcome: 'allowed',
    needs: 'display',
    act: async (exam) => {
      exam.keys('F7');
      await pause(1_200);
      exam.keys('Escape');
      await pause(500);
    },
    check: nothingSpent,
  },
  {
    id: 'other-program',
    title: 'Another program takes the focus',
    outcome: 'deterred',
    needs: 'display',
    event: { type: 'focus.lost', cause: 'focus-lost' },
    repeatable: false,
    act: (exam) => otherProgram(exam),
    check: async (exam) => {
      await words(await exam.overlay(), 'Return');
      program?.kill();
      await exam.received({ type: 'focus.back' });
    },
  },
  {
    id: 'virtual-desktop',
    title: 'Another virtual desktop is shown',
    outcome: 'deterred',
    needs: 'display',
    event: { type: 'focus.lost' },
    repeatable: false,
    act: (exam) => {
      execFileSync('xdotool', ['set_num_desktops', '2']);
      exam.now();
      execFileSync('xdotool', ['set_desktop', '1']);
    },
    check: async (exam) => {
      execFileSync('xdotool', ['set_desktop', '0']);
      await exam.received({ type: 'focus.back' });
    },
  },
  {
    id: 'f11',
    title: 'F11 pressed on a real keyboard',
    outcome: 'deterred',
    needs: 'display',
    event: { type: 'fullscreen.left', cause: 'full-screen-left' },
    repeatable: false,
    act: (exam) => exam.keys('F11'),
    check: comeBack,
  },
  {
    id: 'window-manager',
    title: 'The window manager takes full screen away',
    outcome: 'deterred',
    needs: 'display',
    event: { type: 'fullscreen.left', cause: 'full-screen-left' },
    repeatable: false,
    act: (exam) => {
      exam.now();
      execFileSync('wmctrl', ['-r', ':ACTIVE:', '-b', 'remove,fullscreen']);
    },
    check: comeBack,
  },
  {
    ...outside(
      'left-browser-killed',
      'The browser is killed outside: what was spent stays spent, and no more',
      async () => undefined,
    ),
    ends: true,
    check: async (exam) => {
      const first = await exam.received({ type: 'fullscreen.left' });
      await pause(2_000);
      const spent = Date.now() - first.at;
      await exam.relaunch();
      await exam.resume();
      await exam.windowState('normal');
      const again = await exam.received({ type: 'fullscreen.left' }, (await exam.events()).length - 1);
      const counted = Number(first.data.leftMs) - Number(again.data.leftMs);
      exam.figure('error of the counted budget, ms', Math.abs(counted - spent));
      if (Math.abs(counted - spent) > accuracyMs) throw new Error(`${counted} ms were counted, and ${spent} ms passed`);
    },
  },
];

let program: ChildProcess | undefined;
function otherProgram(exam: ExamUnderTest): void {
  exam.now();
  program = spawn('xmessage', ['-geometry', '300x120+80+80', 'Another program'], { stdio: 'ignore' });
}

async function nothingSpent(exam: ExamUnderTest): Promise<void> {
  const spent = (await exam.since()).filter(({ data }) => Number(data.spentMs ?? 0) > 0);
  if (spent.length > 0) throw new Error(`${spent[0]?.data.spentMs} ms of the budget were spent`);
}

const exhausted = (limitMs: number): Scenario => ({
  id: `used-up-${limitMs / 1000}s`,
  title: `The ${limitMs / 1000} s outside full screen are used up: the attempt ends, and the reason is shown`,
  outcome: 'deterred',
  event: { type: 'fullscreen.left' },
  ends: true,
  act: (exam) => exam.windowState('normal'),
  check: async (exam) => {
    const left = (await exam.received({ type: 'fullscreen.left' })).at;
    const ended = await exam.received({ type: 'session.terminated', cause: 'full-screen-left' }, 0, limitMs + 5_000);
    const took = ended.at - left;
    exam.figure('error of the counted budget, ms', Math.abs(took - limitMs));
    if (Math.abs(took - limitMs) > accuracyMs) throw new Error(`The attempt ended after ${took} ms`);
    await words(await exam.finishPage(), 'The time outside full screen that this exam allows was used up');
  },
});

/** `lockdown.fullScreen` */
export const fullScreen: Setting = {
  key: 'lockdown.fullScreen',
  title: 'Full screen and focus',
  limits:
    'The system’s own keys, its window manager and other programs cannot be stopped; that the exam lost the focus is seen, not to what. A second device, a virtual machine around the browser and an overlay that takes no focus are not seen.',
  groups: [
    { level: 'lenient', policy: level('lenient'), scenarios: lenient },
    { level: 'moderate', policy: level('moderate'), scenarios: [exhausted(15_000)] },
    { level: 'severe', policy: level('severe'), scenarios: [exhausted(0)] },
    {
      level: 'lenient, larger budget',
      policy: level('lenient'),
      accommodation: { fullScreenSeconds: 60 },
      scenarios: [
        {
          id: 'accommodated',
          title:
            'A candidate with a larger budget leaves full screen: the event is born accommodated, and weighs nothing',
          outcome: 'allowed',
          event: { type: 'fullscreen.left', severity: 0, accommodated: true },
          repeatable: false,
          act: (exam) => exam.windowState('normal'),
          check: async (exam) => {
            const { data } = await exam.received({ type: 'fullscreen.left' });
            if (Number(data.leftMs) !== 60_000) throw new Error(`${data.leftMs} ms were left`);
            await comeBack(exam);
          },
        },
      ],
    },
  ],
};
