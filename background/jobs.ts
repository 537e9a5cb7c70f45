import { deviceKey, signEnd } from '../src/browser/device-key.ts';
import { appendEntry, closeJournal, JournalClosed, waiting } from '../src/browser/journal-store.ts';
import { browser } from '../src/browser/webext.ts';
import { originsNeeded, permissionsNeeded } from '../src/policy/needs.ts';
import type { Input, Moment } from '../src/session/inputs.ts';
import type { Job, SessionFacts, Snapshot } from '../src/session/snapshot.ts';
import { freeExam, openExam } from './exam-window.ts';
import { closeRecorder, hasRecorder, openRecorder, order } from './offscreen.ts';
import { orderPage, registerScripts, unregisterScripts } from './page-scripts.ts';
import { showPage, showStartPage } from './pages.ts';
import { clearRules, setRules } from './rules.ts';
import { closeTabs, giveBackTabs, surveyTabs } from './tabs.ts';

type Result = Omit<Extract<Input, { type: 'jobDone' }>, keyof Moment | 'type' | 'job'>;
type Perform<J> = (state: Snapshot, job: J) => Promise<Result | undefined>;
type Performers = { readonly [D in Job['do']]: Perform<Extract<Job, { do: D }>> };

/**
 * Does one job of the session. Every job may be repeated: the worker may have died right before it was ticked off.
 * @throws Error in words for the candidate when it cannot be done
 */
export function perform(state: Snapshot, job: Job): Promise<Result | undefined> {
  return (performers[job.do] as Perform<Job>)(state, job);
}

function sessionOf(state: Snapshot): SessionFacts {
  if (!state.session) throw new Error('There is no session');
  return state.session;
}

function onboardingTab({ onboarding }: Snapshot): number {
  if (onboarding.tabId === null) throw new Error('The start page was closed. Open the exam again from the exam page.');
  return onboarding.tabId;
}

const performers: Performers = {
  openRecorder: async () => {
    await browser.alarms.create('vigil', { periodInMinutes: 0.5 });
    await openRecorder();
    return undefined;
  },

  startRecording: async (state) => {
    const { id, policy } = sessionOf(state);
    const { recording } = policy;
    await order({
      to: 'offscreen',
      type: 'record',
      session: id,
      cameraId: recording.camera ? (state.onboarding.camera?.id ?? '') : null,
      microphoneId: recording.microphone ? (state.onboarding.microphone?.id ?? '') : null,
      screen: recording.screen,
      quality: recording.quality,
    });
    return undefined;
  },

  stopRecording: async () => {
    if (await hasRecorder()) await order({ to: 'offscreen', type: 'stop' });
    return undefined;
  },

  surveyTabs: async (state) => {
    const { closeTabs: isAsked } = sessionOf(state).policy.lockdown;
    return { tabs: isAsked ? await surveyTabs(onboardingTab(state)) : [] };
  },

  lock: async (state) => {
    const { policy, backend } = sessionOf(state);
    const examTab = onboardingTab(state);
    await registerScripts(policy);
    if (policy.lockdown.closeTabs) await closeTabs(examTab);
    const kept = (await browser.tabs.query({})).flatMap(({ id }) => (id === undefined || id === examTab ? [] : [id]));
    await setRules(policy, examTab, kept, backend);
    return undefined;
  },

  openExam: async (state) => {
    const { policy, exam } = sessionOf(state);
    const url = state.examUrl ?? exam.url;
    return { examTab: await openExam(onboardingTab(state), url, policy.lockdown.fullScreen !== 'off') };
  },

  unlock: async (state) => {
    await clearRules();
    await unregisterScripts();
    if (state.examTab) {
      void orderPage(state.examTab.tabId, { type: 'off' }); // a page that hangs holds nothing up
      await freeExam(state.examTab);
    }
    return undefined;
  },

  giveBack: async ({ closedTabs }) => {
    return { tabs: closedTabs.length > 0 ? await giveBackTabs(closedTabs) : [] };
  },

  showFinish: async () => {
    await showPage('extension/finish/index.html');
    return undefined;
  },

  showOnboarding: async () => {
    await showStartPage();
    return undefined;
  },

  record: async (state, { id, at, mono, type, severity, cause, data }) => {
    const { id: session } = sessionOf(state);
    const body = { kind: 'event', type, severity, cause, data } as const;
    await appendEntry(session, { id, mono, wall: Date.parse(at), body }).catch((error: unknown) => {
      if (!(error instanceof JournalClosed)) throw error;
    });
    await wakeUploader();
    return undefined;
  },

  signEnd: async (state) => {
    const { id: session, attempt } = sessionOf(state);
    const { ending, endedAt } = state;
    if (!ending || !endedAt) throw new Error('The session has not ended');
    const key = await deviceKey(attempt);
    await closeJournal(session, ({ entries, head, policyHash, clockOffset }) => {
      const at = new Date(Date.parse(endedAt) + clockOffset).toISOString();
      return signEnd(key, { v: 1, session, policy: policyHash, entries, head, reason: ending.reason, at });
    });
    await wakeUploader();
    return undefined;
  },

  forget: async (state) => {
    const { policy, backend } = sessionOf(state);
    await browser.permissions.remove({ permissions: permissionsNeeded(policy) }).catch(() => undefined); // not granted
    for (const site of originsNeeded(policy, backend)) {
      await browser.permissions.remove({ origins: [site] }).catch(() => undefined); // fixed by a provider's edition
    }
    return undefined;
  },

  closeRecorder: async () => {
    if ((await waiting()).parts === 0) await closeRecorder();
    return undefined;
  },
};

/** The uploader looks by itself as well: that it cannot be woken now undoes nothing. */
async function wakeUploader(): Promise<void> {
  await order({ to: 'offscreen', type: 'wake' }).catch(() => undefined);
}
