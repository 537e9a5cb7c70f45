import type { Frame, Page } from 'puppeteer';
import { extensionId, pageAt, serviceWorker } from '../harness/browser.ts';
import { Candidate, overlayOf, press, words } from '../harness/candidate.ts';
import { eventTypes, newestAttempt } from '../harness/evidence.ts';
import { FaultyLink } from '../harness/faulty-link.ts';
import { HelpDesk } from '../harness/help-desk.ts';
import { startWorld, type World } from '../harness/world.ts';
import { percentile } from '../lockdown/percentile.ts';
import { figure, table } from './table.ts';

const openings = 25;
const answers = 20;
const breaks = 10;
/** How long the link is down, in milliseconds, the shortest and how much longer each time: no two wait alike. */
const downMs = (turn: number) => 2_000 + turn * 370;

/** The moment of now, comparable between processes of this machine. */
const now = () => performance.timeOrigin + performance.now();

/**
 * How soon help is there, in full screen: the panel by keyboard, a message after a break of the link, an answer at both
 * doors. A goal that is missed is written down as it is.
 */
export async function benchHelp(): Promise<string> {
  const link = await FaultyLink.open();
  const world = await startWorld({ link });
  try {
    const candidate = new Candidate(world);
    const start = await candidate.openExam();
    const desk = await HelpDesk.of(world);
    const popup = await openPopup(world);
    const inPopup = await timeAnswers(desk, popup, 'popup');
    await isRead(desk); // or the button for help would count it as new
    await popup.close().catch(() => undefined);
    await start.bringToFront();
    await press(start, 'Help');
    const before = await timeBreaks(link, desk, start, 'before');

    await press(start, 'Close help');
    const exam = await candidate.start();
    const panel = await overlayOf(exam);
    await words(panel, 'Recording');
    const opened = await timeOpenings(exam, panel);
    const inPanel = await timeAnswers(desk, panel, 'panel');
    const cost = await costOf(world, panel);
    const during = await timeBreaks(link, desk, panel, 'during');
    return [
      table(columns, [
        row('Panel opened by its keys in full screen, until its field has the focus and is painted', opened, 300),
        row('Answer of the desk, until it stands in the open popup', inPopup, 2000),
        row('Answer of the desk, until it stands in the panel in full screen', inPanel, 2000),
        row('Message written without a link, from its return until the backend has it, before the exam', before, 5000),
        row('The same in the exam, while the recording waits as well', during, 5000),
      ]),
      `What opening the panel ${openings} times and reading ${answers} answers cost in full screen: ${cost}.`,
    ].join('\n\n');
  } finally {
    await world.close();
    await link.close();
  }
}

const columns = ['', 'Times', 'Median, ms', 'Most, ms', 'Goal, ms'];

function row(name: string, times: readonly number[], goal: number): string[] {
  return [name, String(times.length), figure(percentile(times, 0.5)), figure(percentile(times, 1)), String(goal)];
}

async function openPopup(world: World): Promise<Page> {
  await (await serviceWorker(world.browser)).evaluate(() => chrome.action.openPopup());
  const popup = await pageAt(world.browser, new RegExp(`${extensionId}/popup/`));
  await popup.waitForSelector('.chat textarea');
  return popup;
}

/** From the order to press the key, which the exam's page gets a moment later, to the first picture with the focus in the field. */
async function timeOpenings(exam: Page, panel: Frame): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < openings; turn++) {
    await exam.evaluate(() => document.body.focus());
    const shown = panel.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const look = () => {
            const isThere = document.hasFocus() && document.activeElement?.matches('.chat textarea');
            if (isThere) requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await exam.keyboard.down('Control');
    await exam.keyboard.down('Shift');
    const at = now();
    await exam.keyboard.press('KeyH');
    await exam.keyboard.up('Shift');
    await exam.keyboard.up('Control');
    times.push((await shown) - at);
    if (turn === openings - 1) break; // the last one stays open
    await exam.keyboard.press('Escape');
    await panel.waitForFunction(() => document.querySelector('.chat textarea') === null);
  }
  return times;
}

async function timeAnswers(desk: HelpDesk, where: Page | Frame, name: string): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < answers; turn++) {
    const text = `Answer ${turn} in the ${name}`;
    const shown = where.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (!document.body.textContent?.includes(wanted)) return;
            watch.disconnect();
            resolve(performance.timeOrigin + performance.now());
          };
          const watch = new MutationObserver(look);
          watch.observe(document.body, { childList: true, subtree: true, characterData: true });
          look();
        }),
      text,
    );
    const at = now();
    await desk.answer(text);
    times.push((await shown) - at);
  }
  return times;
}

/** Waits until the desk knows that the candidate has read everything. */
async function isRead(desk: HelpDesk): Promise<void> {
  for (;;) {
    const { messages, marks } = await desk.read();
    if (marks?.seen === messages.at(-1)?.number) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** From the return of the link until the backend has what was written while it was gone. */
async function timeBreaks(link: FaultyLink, desk: HelpDesk, where: Page | Frame, name: string): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < breaks; turn++) {
    const text = `Message ${turn} ${name} the exam`;
    await link.down();
    await where.locator('.chat textarea').fill(text);
    await press(where, 'Send');
    await words(where, 'sending');
    await new Promise((resolve) => setTimeout(resolve, downMs(turn)));
    await link.up();
    const at = now();
    while (!(await desk.asked()).includes(text)) await new Promise((resolve) => setTimeout(resolve, 50));
    times.push(now() - at);
  }
  return times;
}

/** Events of focus and full screen so far, and what was spent of the budget. */
async function costOf(world: World, panel: Frame): Promise<string> {
  const types = eventTypes(await newestAttempt(world)).filter((type) => /^(focus|fullscreen)\./.test(type));
  const leftMs = await panel.evaluate(async () => {
    const { value } = await chrome.runtime.sendMessage({ type: 'view' });
    return (value as { budget: { leftMs: number } }).budget.leftMs;
  });
  return `${types.length} events of focus or full screen, ${figure((30_000 - leftMs) / 1000, 1)} s of the budget`;
}
