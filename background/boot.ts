import { findSession, lastEntryAt, openSessions } from '../src/browser/journal-store.ts';
import { once } from '../src/browser/once.ts';
import { browser } from '../src/browser/webext.ts';
import { pageKind } from '../src/lockdown/page-kind.ts';
import type { Phase, Snapshot } from '../src/session/snapshot.ts';
import type { Attempt } from './attempt.ts';
import type { Guards } from './guards.ts';
import { closeRecorder, hasRecorder, order } from './offscreen.ts';
import { unregisterScripts } from './page-scripts.ts';
import { clearRules } from './rules.ts';
import { showUnread } from './unread-badge.ts';

const mark = 'vigil.running';
const alarm = 'vigil';
let booting: Promise<void> | undefined;

/**
 * Brings the browser in line with the snapshot, whenever the worker comes up or the alarm rings: what outlived the
 * session is taken away, what the session still needs is opened, and what waits is sent.
 */
export function boot(attempt: Attempt, guards: Guards): Promise<void> {
  booting ??= reconcile(attempt, guards).finally(() => {
    booting = undefined;
  });
  return booting;
}

async function reconcile(attempt: Attempt, guards: Guards): Promise<void> {
  const state = await attempt.state();
  if (isUnderWay(state.phase)) await setAlarm(true); // first: whatever fails below is tried again
  const isColdStart = !(await browser.storage.session.get(mark))[mark];

  if (state.phase === 'active' || state.phase === 'starting') await continueExam(attempt, state, isColdStart);
  else if (state.jobs.length === 0) await takeBack(state);
  await attempt.settle();
  await browser.storage.session.set({ [mark]: true });
  await guards.look();
  await attempt.take({ type: 'budgetDue' });
  await attempt.take({ type: 'deskDue' });
  await takeReceipt(attempt);
  await showUnread(state.session?.id);
  await attempt.work();
  const isUploading = (await openSessions()).length > 0;
  const { phase, jobs } = await attempt.state();
  // Before the exam and after it, it has the line to the help desk.
  if (isUploading || phase === 'onboarding' || phase === 'finished') await order({ to: 'offscreen', type: 'wake' });
  else if (phase === 'idle' && jobs.length === 0) await closeRecorder();
  await setAlarm(isUploading || isUnderWay(phase));
}

function isUnderWay(phase: Phase): boolean {
  return phase !== 'idle' && phase !== 'finished';
}

/** While anything is under way the alarm brings a dead worker back; on an idle device nothing wakes up. */
async function setAlarm(isNeeded: boolean): Promise<void> {
  if (isNeeded) await browser.alarms.create(alarm, { periodInMinutes: 0.5 });
  else await browser.alarms.clear(alarm);
}

/**
 * The worker came up in an exam. After a start of the browser, or of the extension, nothing of it runs any more; a
 * recorder that is gone cannot come back by itself: the screen needs a click.
 */
async function continueExam(attempt: Attempt, state: Snapshot, isColdStart: boolean): Promise<void> {
  const isStarting = state.phase === 'starting';
  const tabId = (isStarting ? state.onboarding.tabId : state.examTab?.tabId) ?? -1;
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  const isExam =
    tab?.url !== undefined && state.session !== null && pageKind(state.session.policy, tab.url) !== 'foreign';
  // Tabs have other numbers in another run of the browser; when only the extension was started again they keep theirs.
  if (isColdStart) return interrupt(attempt, isExam && !isStarting ? 'extension-restarted' : 'browser-restarted');
  if (!tab) return interrupt(attempt, 'exam-tab-gone');
  if (isStarting) return;
  if (!(await hasRecorder())) return interrupt(attempt, 'recorder-gone');
  await tellRestart(attempt, state);
}

async function interrupt(attempt: Attempt, cause: string): Promise<void> {
  const { session } = await attempt.state();
  // What was killed cannot say when; its last journal entry can.
  const runUntil = session ? await lastEntryAt(session.id) : undefined;
  await attempt.take({ type: 'interrupted', cause, runUntil });
}

/** A worker may be ended every half minute: that it came back is worth one line in ten minutes. */
async function tellRestart(attempt: Attempt, { session }: Snapshot): Promise<void> {
  const tenMinutes = Math.floor(Date.now() / 600_000);
  if (!(await once(`worker ${session?.id} ${tenMinutes}`))) return;
  const event = { event: 'worker.restarted', severity: 0, cause: 'browser', data: {} } as const;
  await attempt.take({ type: 'observed', ...event });
}

/** What outlived its session goes. The page of an interrupted exam keeps its cover. */
async function takeBack({ pausedAt, examTab }: Snapshot): Promise<void> {
  await clearRules();
  if (pausedAt === null || examTab === null) await unregisterScripts();
}

/** The uploader may have received the receipt while nobody listened. */
async function takeReceipt(attempt: Attempt): Promise<void> {
  const { phase, session } = await attempt.state();
  if (phase !== 'finishing' || !session) return;
  const receipt = (await findSession(session.id))?.receipt;
  if (receipt) await attempt.take({ type: 'receiptArrived', session: session.id, receipt });
}
