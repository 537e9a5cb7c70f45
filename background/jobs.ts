import { deviceKey, signEnd } from '../src/browser/device-key.ts';
import { forgetFinishedSessions } from '../src/browser/finished-sessions.ts';
import { appendEntry, closeJournal, JournalClosed, waiting } from '../src/browser/journal-store.ts';
import { browser, chromeApi } from '../src/browser/webext.ts';
import { pageKind } from '../src/lockdown/page-kind.ts';
import { examMatchPatterns, originsNeeded, permissionsNeeded } from '../src/policy/needs.ts';
import { drawDeskScans } from '../src/recording/desk-scan.ts';
import { isHeld } from '../src/session/hold.ts';
import type { Input, Moment } from '../src/session/inputs.ts';
import type { Job } from '../src/session/job.ts';
import type { DeviceName, SessionFacts, Snapshot } from '../src/session/snapshot.ts';
import { CandidateError, say } from '../src/words/saying.ts';
import { surveyDisplays, tooManyDisplays } from './displays.ts';
import { freeExam, openExam, putInFront } from './exam-window.ts';
import { disableExtensions, enableExtensions, surveyExtensions } from './extensions.ts';
import { closeRecorder, hasRecorder, openRecorder, order } from './offscreen.ts';
import { ensureScripts, orderPage, registerScripts, unregisterScripts } from './page-scripts.ts';
import { showPage, showStartPage } from './pages.ts';
import { clearRules, setRules } from './rules.ts';
import { closeTab, closeTabs, giveBackTabs, surveyTabs } from './tabs.ts';
import { showUnread } from './unread-badge.ts';

type Result = Omit<Extract<Input, { type: 'jobDone' }>, keyof Moment | 'type' | 'job'>;
type Perform<J> = (state: Snapshot, job: J) => Promise<Result | undefined>;
type Performers = { readonly [D in Job['do']]: Perform<Extract<Job, { do: D }>> };

/**
 * Does one job of the session. Every job may be repeated: the worker may have died right before it was ticked off.
 * @throws Error when it cannot be done, a CandidateError where the candidate can do something about it
 */
export function perform(state: Snapshot, job: Job): Promise<Result | undefined> {
  return (performers[job.do] as Perform<Job>)(state, job);
}

function sessionOf(state: Snapshot): SessionFacts {
  if (!state.session) throw new Error('There is no session');
  return state.session;
}

/** The tab in which an interrupted exam still stands, with what the candidate typed there. */
async function liveExamTab({ examTab, session }: Snapshot): Promise<{ id: number; url: string } | undefined> {
  const tab = examTab && (await browser.tabs.get(examTab.tabId).catch(() => undefined));
  if (!tab?.url || tab.id === undefined || !session) return undefined;
  return ['start', 'take'].includes(pageKind(session.policy, tab.url)) ? { id: tab.id, url: tab.url } : undefined;
}

/** The tab that the exam will be in: its own where it is still open, that of the start page otherwise. */
async function examTabOf(state: Snapshot): Promise<number> {
  return (await liveExamTab(state))?.id ?? onboardingTab(state);
}

/** The exam goes on: its window fills the screen again. Where it does not, its guard notices. */
async function showExam({ examTab }: Snapshot): Promise<void> {
  const tab = examTab && (await browser.tabs.get(examTab.tabId).catch(() => undefined));
  if (tab?.windowId !== undefined) await putInFront(tab.windowId).catch(() => undefined);
}

/** The exam's sites: those that the policy names, and those of a pattern that the exam was seen on. */
function examOrigins({ examUrl, session }: Snapshot): string[] {
  const patterns = session ? examMatchPatterns(session.policy).filter((pattern) => !pattern.includes('*.')) : [];
  const addresses = [...patterns, session?.exam.url, examUrl].filter((address) => typeof address === 'string');
  return [...new Set(addresses.map((address) => new URL(address).origin))];
}

/** From 0 to 1, not to be foretold. */
function drawn(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;
}

function onboardingTab({ onboarding }: Snapshot): number {
  if (onboarding.tabId === null) throw new CandidateError(say('startPageGone'));
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
    const { camera, microphone, without } = state.onboarding;
    const records = (device: DeviceName) => recording[device] && !without.includes(device);
    await order({
      to: 'offscreen',
      type: 'record',
      session: id,
      cameraId: records('camera') ? (camera?.id ?? '') : null,
      microphoneId: records('microphone') ? (microphone?.id ?? '') : null,
      screen: records('screen'),
      quality: recording.quality,
      recipients: recording.recipients ?? [],
    });
    return undefined;
  },

  stopRecording: async () => {
    if (await hasRecorder()) await order({ to: 'offscreen', type: 'stop' });
    return undefined;
  },

  survey: async (state) => {
    const { policy, accommodation } = sessionOf(state);
    if (policy.lockdown.oneScreen) {
      const displays = await surveyDisplays(accommodation);
      if (displays.verdict === 'several') throw new CandidateError(tooManyDisplays(displays, accommodation));
    }
    const isBlocking = policy.lockdown.otherExtensions === 'block';
    const extensions = isBlocking ? (await surveyExtensions(sessionOf(state))).filter((one) => one.mayDisable) : [];
    const kept = [await examTabOf(state), onboardingTab(state)];
    return {
      tabs: policy.lockdown.closeTabs ? await surveyTabs(...kept) : [],
      extensions: extensions.map(({ id, name }) => ({ id, name })),
    };
  },

  lock: async (state) => {
    const { policy, backend } = sessionOf(state);
    const examTab = await examTabOf(state);
    await registerScripts(policy);
    await disableExtensions(state.disabledExtensions);
    if (policy.lockdown.closeTabs) await closeTabs(examTab);
    const kept = (await browser.tabs.query({})).flatMap(({ id }) => (id === undefined || id === examTab ? [] : [id]));
    await setRules(policy, examTab, kept, backend);
    return undefined;
  },

  openExam: async (state) => {
    const { policy, exam } = sessionOf(state);
    const live = await liveExamTab(state);
    const isFullScreen = policy.lockdown.fullScreen !== 'off';
    const url = live?.url ?? state.examUrl ?? exam.url;
    const examTab = await openExam(live?.id ?? onboardingTab(state), url, isFullScreen);
    if (live) {
      await ensureScripts(live.id, policy);
      if (state.onboarding.tabId !== null) await closeTab(state.onboarding.tabId);
    }
    const isDrawn = policy.recording.deskScan === 'periodic' && state.deskScans === null;
    return { examTab, ...(isDrawn ? { deskScans: drawDeskScans(drawn) } : {}) };
  },

  pause: async (state) => {
    await clearRules();
    const live = await liveExamTab(state);
    if (!live) return undefined;
    // What the candidate has typed stays in the page; the page is covered until the exam goes on.
    await registerScripts(sessionOf(state).policy).catch(() => undefined); // the access was taken back
    await freeExam(live.id);
    await ensureScripts(live.id, sessionOf(state).policy);
    return undefined;
  },

  rest: async () => {
    await order({ to: 'offscreen', type: 'rest' });
    return undefined;
  },

  goOn: async (state) => {
    await order({ to: 'offscreen', type: 'goOn' });
    if (!isHeld(state) && sessionOf(state).policy.lockdown.fullScreen !== 'off') await showExam(state);
    return undefined;
  },

  unlock: async (state) => {
    await clearRules();
    await unregisterScripts();
    if (state.examTab) {
      void orderPage(state.examTab.tabId, { type: 'off' }); // a page that hangs holds nothing up
      await freeExam(state.examTab.tabId);
    }
    return undefined;
  },

  giveBack: async ({ closedTabs, disabledExtensions }) => {
    const extensions = disabledExtensions.length > 0 ? await enableExtensions(disabledExtensions) : [];
    return { extensions, tabs: closedTabs.length > 0 ? await giveBackTabs(closedTabs) : [] };
  },

  showFinish: async () => {
    await showPage('extension/finish/index.html');
    return undefined;
  },

  showOnboarding: async () => {
    await showStartPage();
    return undefined;
  },

  record: async (state, { id, at, mono, type, severity, cause, data, accommodated }) => {
    const { id: session } = sessionOf(state);
    const born = accommodated ? { accommodated } : {};
    const body = { kind: 'event', type, severity, cause, data, ...born } as const;
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

  clearCache: async (state) => {
    const origins = examOrigins(state) as [string, ...string[]];
    await chromeApi.browsingData.removeCache({ origins });
    return undefined;
  },

  forget: async (state) => {
    await showUnread(undefined);
    const { policy, backend } = sessionOf(state);
    await chromeApi.permissions.remove({ permissions: permissionsNeeded(policy) }).catch(() => undefined); // not granted
    for (const site of originsNeeded(policy, backend)) {
      await browser.permissions.remove({ origins: [site] }).catch(() => undefined); // fixed by a provider's edition
    }
    return undefined;
  },

  closeRecorder: async ({ session }) => {
    if (session === null) await forgetFinishedSessions(null);
    if ((await waiting()).parts === 0) await closeRecorder();
    return undefined;
  },
};

/** The uploader looks by itself as well: that it cannot be woken now undoes nothing. */
async function wakeUploader(): Promise<void> {
  await order({ to: 'offscreen', type: 'wake' }).catch(() => undefined);
}
