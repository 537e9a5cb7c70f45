import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '../policy/default-policy.ts';
import type { Policy } from '../policy/schema.ts';
import type { Input } from './inputs.ts';
import { transition } from './machine.ts';
import { idleSnapshot, type Job, phase, type SessionFacts, type Snapshot, snapshot } from './snapshot.ts';

type Loose = Input extends infer I ? (I extends Input ? Omit<I, 'at' | 'mono'> : never) : never;

const start = Date.parse('2026-11-21T09:00:00.000Z');
let ids = 0;
const newId = () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`;

function sessionWith(change: (policy: Policy) => void = () => undefined): SessionFacts {
  const policy = defaultPolicy('https://exam.example');
  change(policy);
  return {
    id: newId(),
    attempt: newId(),
    backend: 'https://proctor.example',
    provider: { name: 'Northfield', contact: 'desk@exam.example' },
    exam: { title: 'Biology 1', url: 'https://exam.example/exams/bio/start' },
    candidate: { id: 'c1', name: 'Ada' },
    policy,
    policyHash: 'ab'.repeat(32),
  };
}

/** Feeds inputs, a second apart unless told, and ticks jobs off as their performers would. */
class Play {
  state: Snapshot = idleSnapshot;
  now = start;
  readonly done: Job[] = [];

  feed(input: Loose, afterMs = 1000): this {
    this.now += afterMs;
    this.state = transition(
      this.state,
      { ...input, at: new Date(this.now).toISOString(), mono: this.now } as Input,
      newId,
    );
    return this;
  }

  work(results: { readonly [D in Job['do']]?: Partial<Extract<Input, { type: 'jobDone' }>> } = {}): this {
    for (let job = this.state.jobs[0]; job; job = this.state.jobs[0]) {
      this.done.push(job);
      this.feed({ type: 'jobDone', job: job.id, ...results[job.do] } as Loose, 1);
    }
    return this;
  }

  did(): string[] {
    return this.done.map((job) => (job.do === 'record' ? `record ${job.type}` : job.do));
  }
}

const tabs = [{ url: 'https://news.example/', title: 'News', windowId: 1, index: 0, pinned: true, active: false }];
const examTab = { tabId: 7, windowId: 9 };
const results = { surveyTabs: { tabs }, openExam: { examTab } };

function onboarded(session = sessionWith()): Play {
  return new Play()
    .feed({ type: 'launchGranted', session, tabId: 7 })
    .work()
    .feed({ type: 'consented' })
    .feed({ type: 'cameraChosen', device: { id: 'cam', label: 'Camera' } })
    .feed({ type: 'microphoneChosen', device: { id: 'mic', label: 'Microphone' } })
    .feed({ type: 'screenChosen' })
    .feed({ type: 'introductionRead' });
}

const active = (session = sessionWith()) =>
  onboarded(session)
    .feed({ type: 'startRequested', tabId: 7 })
    .work(results)
    .feed({ type: 'presence', inside: true, cause: '' });

const finishing = () => active().feed({ type: 'examPage', url: 'https://exam.example/exams/bio/end', kind: 'end' });

function inPhase(name: Snapshot['phase']): Snapshot {
  const session = sessionWith();
  const play: Record<Snapshot['phase'], () => Play> = {
    idle: () => new Play(),
    onboarding: () => onboarded(session),
    starting: () => onboarded(session).feed({ type: 'startRequested', tabId: 7 }),
    active: () => active(session),
    finishing: () => finishing().work(),
    finished: () => {
      const over = finishing().work();
      return over.feed({ type: 'receiptArrived', session: over.state.session?.id ?? '', receipt: 'a.b.c' }).work();
    },
  };
  return play[name]().state;
}

describe('one attempt', () => {
  test('from launch to receipt, in order', () => {
    const play = finishing().work();
    play.feed({ type: 'receiptArrived', session: play.state.session?.id ?? '', receipt: 'a.b.c' }).work();
    expect(play.state.phase).toBe('finished');
    expect(play.did()).toEqual([
      'openRecorder',
      'startRecording',
      'surveyTabs',
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

  test('a repeated survey, after the tabs were closed, does not forget them', () => {
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 }).work(results);
    play.feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    play
      .feed({ type: 'screenChosen' })
      .feed({ type: 'startRequested', tabId: 8 })
      .work({ ...results, surveyTabs: { tabs: [] } });
    expect(play.state.closedTabs).toEqual(tabs);
    expect(play.did().at(-1)).toBe('record session.resumed');
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

  test.each(['startRecording', 'surveyTabs', 'lock', 'openExam'] as const)(
    'when %s fails, all is undone',
    (failing) => {
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
    },
  );

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
    const play = active().feed({ type: 'presence', inside: false, cause: 'full-screen-left' });
    play.feed({ type: 'presence', inside: true, cause: '' }, 12_000).work();
    expect(play.did().slice(-2)).toEqual(['record fullscreen.left', 'record fullscreen.back']);
    expect(play.done.at(-1)).toMatchObject({ data: { outsideMs: 12_000, leftMs: 18_000 } });
    play.feed({ type: 'presence', inside: false, cause: 'focus-lost' }).work();
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
    play.feed({ type: 'presence', inside: false, cause: 'full-screen-left' });
    expect(play.state.budget.outsideSince).toBeNull();
  });

  test('severe ends at once, without full screen only the event is recorded', () => {
    const severe = sessionWith(({ lockdown }) => {
      lockdown.fullScreen = 'severe';
    });
    expect(active(severe).feed({ type: 'presence', inside: false, cause: 'full-screen-left' }).state.phase).toBe(
      'finishing',
    );
    const off = sessionWith(({ lockdown }) => {
      lockdown.fullScreen = 'off';
    });
    const play = active(off).feed({ type: 'presence', inside: false, cause: 'focus-lost' });
    expect(play.feed({ type: 'budgetDue' }, 3_600_000).state.phase).toBe('active');
  });
});

describe('interruptions', () => {
  test('a killed browser leads back to the start page, with only what must be repeated to do', () => {
    const play = active().feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    expect(play.state).toMatchObject({ phase: 'onboarding', startedAt: expect.any(String), examTab: { tabId: -1 } });
    expect(play.state.onboarding.done).toEqual(['consent', 'camera', 'microphone', 'introduction']);
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

describe('every input in every phase', () => {
  const inputs: readonly Loose[] = [
    { type: 'launchGranted', session: sessionWith(), tabId: 3 },
    { type: 'launchRefused', title: 'No', detail: 'Because', tabId: 3 },
    { type: 'consented' },
    { type: 'declined' },
    { type: 'cameraChosen', device: { id: 'x', label: 'X' } },
    { type: 'microphoneChosen', device: { id: 'x', label: 'X' } },
    { type: 'screenChosen' },
    { type: 'introductionRead' },
    { type: 'startRequested', tabId: 3 },
    { type: 'jobDone', job: 'unknown' },
    { type: 'jobFailed', job: 'unknown', detail: '' },
    { type: 'examPage', url: 'https://exam.example/exams/bio/take/2', kind: 'take' },
    { type: 'examPage', url: 'https://exam.example/exams/bio/end', kind: 'end' },
    { type: 'examPage', url: 'https://exam.example/', kind: 'outside' },
    { type: 'examTabClosed' },
    { type: 'presence', inside: false, cause: 'focus-lost' },
    { type: 'presence', inside: true, cause: '' },
    { type: 'budgetDue' },
    { type: 'observed', event: 'print.blocked', severity: 0.3, cause: 'shortcut', data: {} },
    { type: 'leaveRequested' },
    { type: 'terminated', cause: 'desk' },
    { type: 'interrupted', cause: 'browser-restarted' },
    { type: 'receiptArrived', session: newId(), receipt: 'a.b.c' },
    { type: 'dismissed' },
  ];

  test.each(phase.options.flatMap((name) => inputs.map((input) => [name, input.type, input] as const)))(
    'in %s, %s leaves a sound snapshot',
    (name, _type, input) => {
      const before = inPhase(name);
      const frozen = structuredClone(before);
      const after = transition(
        before,
        { ...input, at: new Date(start + 99_000).toISOString(), mono: 99_000 } as Input,
        newId,
      );
      expect(before).toEqual(frozen);
      expect(v.is(snapshot, after)).toBe(true);
      // Whatever was closed is kept until it was given back.
      if (before.closedTabs.length > 0) expect(after.closedTabs).toEqual(before.closedTabs);
      // A running exam ends only with its event, its lock lifted, its recording stopped and its end signed.
      if (before.phase === 'active' && after.phase === 'finishing') {
        expect(after.jobs.slice(before.jobs.length).map((job) => job.do)).toEqual([
          'record',
          'unlock',
          'stopRecording',
          'signEnd',
          'showFinish',
          'giveBack',
        ]);
      }
      if (after === before) return;
      expect(new Set(after.jobs.map(({ id }) => id)).size).toBe(after.jobs.length);
    },
  );

  test('a page of the exam cannot end an attempt that does not run', () => {
    for (const name of ['idle', 'onboarding', 'starting', 'finishing', 'finished'] as const) {
      const before = inPhase(name);
      const after = transition(
        before,
        { type: 'examPage', url: 'x', kind: 'end', at: '2026-11-21T09:00:00.000Z', mono: 1 },
        newId,
      );
      expect(after).toBe(before);
    }
  });
});
