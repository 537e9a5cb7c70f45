import { findSession, openSessions } from '../src/browser/journal-store.ts';
import { browser } from '../src/browser/webext.ts';
import type { Phase } from '../src/session/snapshot.ts';
import type { Attempt } from './attempt.ts';
import type { Guards } from './guards.ts';
import { closeRecorder, hasRecorder, order } from './offscreen.ts';
import { unregisterScripts } from './page-scripts.ts';
import { clearRules } from './rules.ts';

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

  if (state.phase === 'active' || state.phase === 'starting') {
    const tabId = state.phase === 'active' ? state.examTab?.tabId : state.onboarding.tabId;
    const tab = isColdStart ? undefined : await browser.tabs.get(tabId ?? -1).catch(() => undefined);
    if (!tab) await attempt.take({ type: 'interrupted', cause: isColdStart ? 'browser-restarted' : 'exam-tab-gone' });
    else if (state.phase === 'active') await restartIfNeeded(attempt);
  } else if (state.jobs.length === 0) {
    await clearRules();
    await unregisterScripts();
  }
  await browser.storage.session.set({ [mark]: true });
  await guards.catchUp();
  await attempt.take({ type: 'budgetDue' });
  await takeReceipt(attempt);
  await attempt.work();
  const isUploading = (await openSessions()).length > 0;
  const { phase, jobs } = await attempt.state();
  if (isUploading) await order({ to: 'offscreen', type: 'wake' });
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

/** The worker came back in a running exam. A recorder that is gone cannot come back by itself: the screen needs a click. */
async function restartIfNeeded(attempt: Attempt): Promise<void> {
  if (!(await hasRecorder())) await attempt.take({ type: 'interrupted', cause: 'recorder-gone' });
}

/** The uploader may have received the receipt while nobody listened. */
async function takeReceipt(attempt: Attempt): Promise<void> {
  const { phase, session } = await attempt.state();
  if (phase !== 'finishing' || !session) return;
  const receipt = (await findSession(session.id))?.receipt;
  if (receipt) await attempt.take({ type: 'receiptArrived', session: session.id, receipt });
}
