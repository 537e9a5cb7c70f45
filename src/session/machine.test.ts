import { describe, expect, test } from 'vitest';
import type { Accommodation } from '../policy/accommodations.ts';
import type { Policy } from '../policy/schema.ts';
import { active, finishing, type Loose, onboarded, Play, results, sessionWith, tabs } from './machine-play.ts';
import type { Snapshot } from './snapshot.ts';

describe('one attempt', () => {
  test('from launch to receipt, in order', () => {
    const play = finishing().work();
    play.feed({ type: 'receiptArrived', session: play.state.session?.id ?? '', receipt: 'a.b.c' }).work();
    expect(play.state.phase).toBe('finished');
    expect(play.did()).toEqual([
      'openRecorder',
      'record browser.checked',
      'record connection.measured',
      'startRecording',
      'survey',
      'lock',
      'openExam',
      'record session.started',
      'record session.submitted',
      'unlock',
      'stopRecording',
      'signEnd',
      'showFinish',
      'giveBack',
      'forget',
    ]);
    expect(play.feed({ type: 'dismissed' }).state.phase).toBe('idle');
  });

  test('closed tabs are in the snapshot before the lock closes them, and gone only after they were given back', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 });
    const lockAt: Snapshot[] = [];
    while (play.state.jobs[0]) {
      const job = play.state.jobs[0];
      if (job.do === 'lock') lockAt.push(play.state);
      play.feed({ type: 'jobDone', job: job.id, ...(results as Record<string, object>)[job.do] } as Loose);
    }
    expect(lockAt[0]?.closedTabs).toEqual(tabs);
    play.feed({ type: 'examTabClosed' });
    expect(play.state.closedTabs).toEqual(tabs);
    expect(play.work().state.closedTabs).toEqual([]);
  });

  test('an interruption gives the tabs back, and going on closes and keeps what is open then', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 }).work(results);
    play.feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    expect(play.state.closedTabs).toEqual([]);
    expect(play.did()).toContain('giveBack');
    play.feed({ type: 'screenChosen' }).feed({ type: 'startRequested', tabId: 8 }).work(results);
    expect(play.state.closedTabs).toEqual(tabs);
    expect(play.did().slice(-2)).toEqual(['record record.gap', 'record session.resumed']);
  });

  test('tabs that could not be opened again stay in the list', () => {
    const play = finishing().work({ ...results, giveBack: { tabs } });
    expect(play.state.closedTabs).toEqual(tabs);
  });

  test('a step cannot be passed over', () => {
    const play = new Play()
      .feed({ type: 'launchGranted', session: sessionWith(), tabId: 7 })
      .feed({ type: 'consented' });
    const before = play.state;
    expect(play.feed({ type: 'introductionRead' }).state).toBe(before);
    expect(play.feed({ type: 'startRequested', tabId: 7 }).state).toBe(before);
  });

  test('steps that the policy does not need do not exist', () => {
    const session = sessionWith(({ recording, verification }) => {
      recording.screen = verification.screen = recording.microphone = verification.microphone = false;
    });
    const play = new Play().feed({ type: 'launchGranted', session, tabId: 7 }).work().feed({ type: 'consented' });
    play.feed({ type: 'browserChecked', facts: {} }).feed({ type: 'connectionChecked', facts: {} });
    play.feed({ type: 'cameraChosen', device: { id: 'cam', label: '' } }).feed({ type: 'introductionRead' });
    expect(play.feed({ type: 'startRequested', tabId: 7 }).state.phase).toBe('starting');
  });

  test.each(['startRecording', 'survey', 'lock', 'openExam'] as const)('when %s fails, all is undone', (failing) => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 });
    while (play.state.jobs[0]?.do !== failing) {
      const job = play.state.jobs[0];
      if (!job) throw new Error(`${failing} never came`);
      play.feed({ type: 'jobDone', job: job.id, ...(results as Record<string, object>)[job.do] } as Loose);
    }
    play.feed({ type: 'jobFailed', job: play.state.jobs[0].id, detail: 'because' });
    expect(play.state).toMatchObject({ phase: 'onboarding', problem: { detail: 'because' } });
    expect(play.work().did().slice(-3)).toEqual(['unlock', 'stopRecording', 'giveBack']);
    expect(play.state.onboarding.done).not.toContain('start');
  });

  test('declining signs an end with nothing recorded', () => {
    const play = new Play().feed({ type: 'launchGranted', session: sessionWith(), tabId: 7 }).work();
    play.feed({ type: 'declined' }).work();
    expect(play.did()).toEqual(['openRecorder', 'stopRecording', 'signEnd']);
    expect(play.state.ending).toEqual({ reason: 'declined', cause: 'candidate' });
  });

  test('the same launch opened again resumes, another one waits until everything is done', () => {
    const session = sessionWith();
    const play = onboarded(session);
    expect(play.feed({ type: 'launchGranted', session, tabId: 8 }).state.onboarding).toMatchObject({
      tabId: 8,
      done: { length: 7 },
    });
    const busy = finishing();
    const before = busy.state;
    expect(busy.feed({ type: 'launchGranted', session: sessionWith(), tabId: 8 }).state).toBe(before);
    expect(busy.work().feed({ type: 'launchGranted', session: sessionWith(), tabId: 8 }).state.phase).toBe(
      'onboarding',
    );
  });
});

describe('the full-screen budget', () => {
  test('adds up over several absences and ends the attempt at its limit', () => {
    const play = active().feed({ type: 'presence', inside: false, cause: 'full-screen-left', excused: false });
    play.feed({ type: 'presence', inside: true, cause: '', excused: false }, 12_000).work();
    expect(play.did().slice(-2)).toEqual(['record fullscreen.left', 'record fullscreen.back']);
    expect(play.done.at(-1)).toMatchObject({ data: { outsideMs: 12_000, leftMs: 18_000 } });
    play.feed({ type: 'presence', inside: false, cause: 'focus-lost', excused: false }).work();
    expect(play.did().at(-1)).toBe('record focus.lost');
    expect(play.feed({ type: 'budgetDue' }, 17_998).state.phase).toBe('active');
    play.feed({ type: 'budgetDue' }, 1);
    expect(play.state).toMatchObject({
      phase: 'finishing',
      ending: { reason: 'terminated', cause: 'full-screen-left' },
    });
    expect(play.state.budget.spentMs).toBe(30_000);
  });

  test('does not run before the exam has filled the screen once', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 }).work(results);
    play.feed({ type: 'presence', inside: false, cause: 'full-screen-left', excused: false });
    expect(play.state.budget.outsideSince).toBeNull();
  });

  test('severe ends at once, without full screen only the event is recorded', () => {
    const severe = sessionWith(({ lockdown }) => {
      lockdown.fullScreen = 'severe';
    });
    expect(
      active(severe).feed({ type: 'presence', inside: false, cause: 'full-screen-left', excused: false }).state.phase,
    ).toBe('finishing');
    const off = sessionWith(({ lockdown }) => {
      lockdown.fullScreen = 'off';
    });
    const play = active(off).feed({ type: 'presence', inside: false, cause: 'focus-lost', excused: false });
    expect(play.feed({ type: 'budgetDue' }, 3_600_000).state.phase).toBe('active');
  });
});

describe('interruptions', () => {
  test('a killed browser leads back to the start page, with only what must be repeated to do', () => {
    const play = active().feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    expect(play.state).toMatchObject({
      phase: 'onboarding',
      startedAt: expect.any(String),
      examTab: null,
      examUrl: expect.any(String),
    });
    expect(play.state.onboarding.done).toEqual([
      'consent',
      'browser',
      'connection',
      'camera',
      'microphone',
      'introduction',
    ]);
  });

  test('no other launch takes the place of an interrupted exam', () => {
    const play = active().feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    const before = play.state;
    expect(play.feed({ type: 'launchGranted', session: sessionWith(), tabId: 3 }).state).toBe(before);
  });

  test('after the time that the policy gives, the attempt cannot be entered again', () => {
    const interrupted = () => active().feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    expect(interrupted().feed({ type: 'budgetDue' }, 29 * 60_000).state.phase).toBe('onboarding');
    expect(interrupted().feed({ type: 'budgetDue' }, 31 * 60_000).state.ending?.cause).toBe('re-entry-over');
    const late = interrupted()
      .feed({ type: 'screenChosen' })
      .feed({ type: 'startRequested', tabId: 8 }, 31 * 60_000);
    expect(late.state.ending).toEqual({ reason: 'left', cause: 're-entry-over' });
  });

  test('where the policy forbids re-entry, the attempt ends', () => {
    const never = sessionWith(({ lockdown }) => {
      lockdown.reEntry = 'never';
    });
    expect(active(never).feed({ type: 'interrupted', cause: 'browser-restarted' }).state.ending?.reason).toBe(
      'terminated',
    );
  });
});

describe('an accommodation', () => {
  const granted = (accommodation: Accommodation, change?: (policy: Policy) => void) =>
    active({ ...sessionWith(change), accommodation });
  const away: Loose = { type: 'presence', inside: false, cause: 'full-screen-left', excused: false };
  const found: Loose = { type: 'observed', event: 'print.blocked', severity: 0.3, cause: 'shortcut', data: {} };
  const last = (play: Play) => play.work().done.at(-1);

  test('exempt types are recorded as ever, weigh nothing, and say so', () => {
    const play = granted({ exempt: ['print.blocked', 'display.added', 'session.paused'] });
    expect(last(play.feed(found))).toMatchObject({ severity: 0, cause: 'shortcut', accommodated: true });
    const added = last(play.feed({ type: 'displays', extra: ['Projector'] }));
    expect(added).toMatchObject({ type: 'display.added', severity: 0, accommodated: true });
    play.feed({ type: 'interrupted', cause: 'recorder-gone' }).work();
    expect(play.done.find((job) => job.do === 'record' && job.type === 'session.paused')).toMatchObject({
      severity: 0,
      accommodated: true,
    });
  });

  test('other types weigh what they weigh', () => {
    const job = last(granted({ exempt: ['clipboard.blocked'] }).feed(found));
    expect(job).toMatchObject({ type: 'print.blocked', severity: 0.3 });
    expect(job).not.toHaveProperty('accommodated');
  });

  test('a larger budget covers what it is spent on, and nothing else', () => {
    const play = granted({ fullScreenSeconds: 600 });
    const left = last(play.feed(away));
    expect(left).toMatchObject({ type: 'fullscreen.left', severity: 0, accommodated: true, data: { leftMs: 600_000 } });
    play.feed({ type: 'budgetDue' }, 599_000);
    expect(play.state.phase).toBe('active');
    const back = last(play.feed({ type: 'presence', inside: true, cause: '', excused: false }, 500));
    expect(back).toMatchObject({ type: 'fullscreen.back', accommodated: true });
    const focus = last(play.feed({ type: 'presence', inside: false, cause: 'focus-lost', excused: false }));
    expect(focus).toMatchObject({ type: 'focus.lost', severity: 0, accommodated: true });
    expect(last(play.feed(found))).not.toHaveProperty('accommodated');
  });

  test('a larger budget has an end too, and that weighs', () => {
    const play = granted({ fullScreenSeconds: 60 }, ({ lockdown }) => {
      lockdown.fullScreen = 'severe';
    });
    play.feed(away).feed({ type: 'budgetDue' }, 60_000);
    expect(play.state.ending).toEqual({ reason: 'terminated', cause: 'full-screen-left' });
    const ended = play.state.jobs.find((job) => job.do === 'record' && job.type === 'session.terminated');
    expect(ended).toMatchObject({ severity: 1 });
    expect(ended).not.toHaveProperty('accommodated');
  });
});

describe('the cache', () => {
  const clearing = sessionWith(({ lockdown }) => {
    lockdown.clearCache = true;
  });
  const received = (play: Play) =>
    play.work().feed({ type: 'receiptArrived', session: play.state.session?.id ?? '', receipt: 'a.b.c' });

  test('is cleared once the exam was received, and before the permissions are given back', () => {
    const play = active(clearing).feed({ type: 'leaveRequested' });
    expect(play.work().did()).not.toContain('clearCache');
    expect(received(play).state.jobs.map((job) => job.do)).toEqual(['clearCache', 'forget']);
  });

  test('is left alone where no exam began, or the policy does not ask', () => {
    const declined = onboarded(clearing).feed({ type: 'declined' });
    expect(received(declined).state.jobs.map((job) => job.do)).toEqual(['forget']);
    const unasked = active().feed({ type: 'leaveRequested' });
    expect(received(unasked).state.jobs.map((job) => job.do)).toEqual(['forget']);
  });
});
