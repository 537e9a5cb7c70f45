import { describe, expect, test } from 'vitest';
import { active, finishing, type Loose, onboarded, Play, results, sessionWith, tabs } from './machine-play.ts';
import type { Snapshot } from './snapshot.ts';

describe('one attempt', () => {
  test('from launch to receipt, in order', () => {
    const play = finishing().work();
    play.feed({ type: 'receiptArrived', session: play.state.session?.id ?? '', receipt: 'a.b.c' }).work();
    expect(play.state.phase).toBe('finished');
    expect(play.did()).toEqual([
      'openRecorder',
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
      done: { length: 5 },
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
    expect(play.state.onboarding.done).toEqual(['consent', 'camera', 'microphone', 'introduction']);
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
