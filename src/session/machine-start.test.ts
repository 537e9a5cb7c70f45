import { describe, expect, test } from 'vitest';
import type { Policy } from '../policy/schema.ts';
import { say } from '../words/saying.ts';
import { active, onboarded, Play, results, sessionWith, tabs } from './machine-play.ts';
import type { StepName } from './snapshot.ts';
import { stepsNeeded } from './view.ts';

const camera = { type: 'cameraChosen', device: { id: 'cam', label: 'Camera' } } as const;
const codes = () =>
  sessionWith(({ lockdown }) => {
    lockdown.reEntry = 'code';
  });

/** The steps that are still to do, in their order. */
function open({ state }: Play): StepName[] {
  const policy = state.session?.policy as Policy;
  return stepsNeeded(policy, state.pausedAt !== null).filter((step) => !state.onboarding.done.includes(step));
}

const interrupted = (play: Play, cause = 'browser-restarted') => play.feed({ type: 'interrupted', cause }).work();
const goOn = (play: Play) => play.feed({ type: 'screenChosen' }).feed({ type: 'startRequested', tabId: 8 });

describe('entering again with a code', () => {
  test('the code comes before everything that is still to do', () => {
    const play = interrupted(active(codes()));
    expect(open(play)).toEqual(['re-entry', 'screen', 'start']);
    const before = play.state;
    expect(goOn(play).state).toBe(before);
    expect(play.feed({ type: 'reEntryAllowed' }).state.onboarding.done).toContain('re-entry');
    expect(goOn(play).state.phase).toBe('starting');
  });

  test('it is asked at every interruption', () => {
    const play = interrupted(active(codes())).feed({ type: 'reEntryAllowed' });
    goOn(play).work(results);
    expect(play.state).toMatchObject({ phase: 'active', pausedAt: null, pausedBy: '' });
    expect(open(interrupted(play))).toEqual(['re-entry', 'screen', 'start']);
  });

  test('it is not asked before the exam was interrupted, nor under another rule', () => {
    const play = onboarded(codes());
    expect(open(play)).toEqual(['start']);
    const before = play.state;
    expect(play.feed({ type: 'reEntryAllowed' }).state).toBe(before);
    const free = interrupted(active());
    const paused = free.state;
    expect(free.feed({ type: 'reEntryAllowed' }).state).toBe(paused);
    expect(open(free)).toEqual(['screen', 'start']);
  });

  test('it has no time limit of its own on the device: the desk decides', () => {
    const play = interrupted(active(codes()));
    play.feed({ type: 'budgetDue' }, 86_400_000).feed({ type: 'reEntryAllowed' });
    expect(goOn(play).state.phase).toBe('starting');
  });
});

describe('an exam that was interrupted', () => {
  test.each([
    ['browser-restarted', 'crash'],
    ['exam-tab-gone', 'crash'],
    ['extension-restarted', 'restart'],
    ['recorder-gone', 'recorder'],
    ['permission-removed', 'user'],
    ['encryption-failed', 'encryption'],
  ])('%s: the gap in the recording is put down to %s', (by, cause) => {
    const play = interrupted(active(), by);
    play.feed({ type: 'consented' }); // means something only where the access was taken back
    goOn(play).work(results);
    const [gap, resumed] = play.done.slice(-2);
    expect(gap).toMatchObject({ do: 'record', type: 'record.gap', severity: 0.3, cause, data: { stream: 'all' } });
    expect(resumed).toMatchObject({ type: 'session.resumed', severity: 0 });
  });

  test('the gap is as long as it was', () => {
    const play = active().feed({ type: 'interrupted', cause: 'recorder-gone' });
    const from = play.now;
    goOn(play.feed({ type: 'budgetDue' }, 100_000).work()).work(results);
    const gap = play.done.at(-2);
    expect(gap).toMatchObject({ data: { duration: expect.any(Number) } });
    const to = gap?.do === 'record' ? Date.parse(gap.at) : 0;
    expect(gap).toMatchObject({ data: { duration: to - from } });
    expect(to - from).toBeGreaterThan(100_000);
  });

  test('because nothing could be encrypted: the candidate is told, until the next step is done', () => {
    const play = interrupted(active(), 'encryption-failed');
    expect(play.state.problem?.title).toEqual(say('encryptionFailed'));
    expect(play.did()).toContain('stopRecording');
    expect(goOn(play).state.problem).toBeNull();
  });

  test('the gap begins when the exam was last seen to run, not when that was noticed', () => {
    const play = active();
    const runUntil = new Date(play.now).toISOString();
    play.feed({ type: 'interrupted', cause: 'browser-restarted', runUntil }, 240_000);
    goOn(play.work()).work(results);
    const gap = play.done.at(-2);
    const to = gap?.do === 'record' ? Date.parse(gap.at) : 0;
    expect(gap).toMatchObject({ data: { duration: to - Date.parse(runUntil) } });
    expect(to - Date.parse(runUntil)).toBeGreaterThan(240_000);
    expect(play.state).toMatchObject({ pausedAt: null, runUntil: null });
  });

  test('access that was taken back is asked again, with the agreement, before a code', () => {
    expect(open(interrupted(active(), 'permission-removed'))).toEqual(['consent', 'screen', 'start']);
    expect(open(interrupted(active(codes()), 'permission-removed'))).toEqual([
      'consent',
      're-entry',
      'screen',
      'start',
    ]);
  });

  test('devices that have not changed are not checked again, and may be', () => {
    const play = interrupted(active());
    expect(play.state.onboarding).toMatchObject({ camera: { id: 'cam' }, microphone: { id: 'mic' }, tabId: null });
    play.feed({ ...camera, device: { id: 'other', label: 'Other camera' } });
    expect(play.state.onboarding.camera?.id).toBe('other');
  });

  test.each([
    ['extension-restarted', true],
    ['recorder-gone', true],
    ['permission-removed', true],
    ['browser-restarted', false],
    ['exam-tab-gone', false],
  ])('%s: the exam’s tab is still known: %s', (by, isKept) => {
    expect(interrupted(active(), by).state.examTab !== null).toBe(isKept);
  });

  test('its jobs cover the page before anything is given back', () => {
    const before = active().work();
    const count = before.done.length;
    expect(interrupted(before).did().slice(count)).toEqual([
      'record session.paused',
      'pause',
      'stopRecording',
      'giveBack',
      'openRecorder',
      'showOnboarding',
    ]);
  });

  test('a start that fails leaves it interrupted, with its page covered', () => {
    const play = goOn(interrupted(active()));
    const job = play.state.jobs[0];
    play.feed({ type: 'jobFailed', job: job?.id ?? '', detail: 'No camera' });
    expect(play.state).toMatchObject({ phase: 'onboarding', pausedBy: 'browser-restarted' });
    expect(play.state.jobs.map((one) => one.do)).toEqual(['pause', 'stopRecording', 'giveBack']);
    expect(play.work().state.pausedAt).not.toBeNull();
  });

  test('it ends as left when the candidate ends it, and not as declined', () => {
    const play = interrupted(active()).feed({ type: 'leaveRequested' });
    expect(play.state.ending).toEqual({ reason: 'left', cause: 'candidate' });
    expect(onboarded().feed({ type: 'leaveRequested' }).state.ending?.reason).toBe('declined');
  });
});

describe('a start', () => {
  const tidy = { id: 'abcdefghijklmnopabcdefghijklmnop', name: 'Tab Tidy' };

  test('keeps what it closes and switches off before the lock does it', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 });
    play.feed({ type: 'jobDone', job: play.state.jobs[0]?.id ?? '' });
    play.feed({ type: 'jobDone', job: play.state.jobs[0]?.id ?? '', tabs, extensions: [tidy] });
    expect(play.state).toMatchObject({ closedTabs: tabs, disabledExtensions: [tidy], jobs: [{ do: 'lock' }] });
  });

  test('adds to what an earlier one has still to give back', () => {
    const play = active();
    const another = { ...tidy, id: 'ponmlkjihgfedcbaponmlkjihgfedcba' };
    play.feed({ type: 'extensionDisabled', extension: tidy }).feed({ type: 'interrupted', cause: 'recorder-gone' });
    play.work({ giveBack: { tabs, extensions: [tidy] } });
    goOn(play).work({ ...results, survey: { tabs: [], extensions: [another] } });
    expect(play.state).toMatchObject({ phase: 'active', closedTabs: tabs, disabledExtensions: [tidy, another] });
  });

  test('a browser that is closed in its middle leads back to the start page', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 });
    play.feed({ type: 'interrupted', cause: 'browser-restarted' });
    expect(play.state).toMatchObject({ phase: 'onboarding', problem: { title: say('startFailed') } });
    expect(play.state.jobs.map((one) => one.do)).toEqual(['unlock', 'stopRecording', 'giveBack']);
    expect(open(play)).toEqual(['screen', 'start']);
  });

  test('a recording that cannot be encrypted leads back to the start page, and says so', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 });
    play.feed({ type: 'interrupted', cause: 'encryption-failed' });
    expect(play.state).toMatchObject({ phase: 'onboarding', startedAt: null });
    expect(play.state.problem?.detail).toEqual(say('encryptionFailedDetail'));
  });
});

describe('what was found before the exam', () => {
  const asked = (verification: Partial<Policy['verification']>) =>
    sessionWith((policy) => {
      Object.assign(policy.verification, verification);
    });
  const recorded = ({ state }: Play) => state.jobs.flatMap((job) => (job.do === 'record' ? [job] : []));

  test('goes into the journal once, however often it is told', () => {
    const play = new Play().feed({ type: 'launchGranted', session: sessionWith(), tabId: 7 }).work();
    play.feed({ type: 'consented' }).feed({ type: 'browserChecked', facts: { browser: 'Chrome' } });
    expect(recorded(play)).toMatchObject([{ type: 'browser.checked', severity: 0, data: { browser: 'Chrome' } }]);
    play.feed({ type: 'browserChecked', facts: { browser: 'Chrome' } });
    expect(recorded(play)).toHaveLength(1);
  });

  test('an agreement is a step only where the policy asks for it, and is recorded with the way it was signed', () => {
    const play = onboarded(asked({ signature: true }));
    expect(play.state.onboarding.done).not.toContain('introduction');
    play.feed({ type: 'agreementSigned', way: 'typed', facts: { name: 'Ada' } });
    expect(recorded(play)).toMatchObject([{ type: 'agreement.signed', cause: 'typed', data: { name: 'Ada' } }]);
    const without = onboarded().state;
    expect(onboarded().feed({ type: 'agreementSigned', way: 'typed', facts: {} }).state.onboarding.done).toEqual(
      without.onboarding.done,
    );
  });
});

describe('the steps of a policy', () => {
  const steps = (change: (policy: Policy) => void) => stepsNeeded(sessionWith(change).policy, false);

  test('browser and connection are looked at before the devices, the agreement comes after them', () => {
    const all = steps(({ verification }) => {
      verification.signature = true;
    });
    expect(all).toEqual('consent browser connection camera microphone screen agreement introduction start'.split(' '));
  });

  test('nothing recorded: no connection to measure; nothing locked either: no browser to look at', () => {
    const unrecorded = (policy: Policy) =>
      Object.assign(policy.recording, { camera: false, microphone: false, screen: false });
    expect(steps(unrecorded)).toEqual(['consent', 'browser', 'introduction', 'start']);
    const free = steps((policy) => {
      unrecorded(policy);
      const open = { fullScreen: 'off', newTabs: 'allowed', closeTabs: false, printing: false } as const;
      Object.assign(policy.lockdown, open, { clipboard: false, downloads: false, rightClick: false });
    });
    expect(free).toEqual(['consent', 'introduction', 'start']);
  });
});
