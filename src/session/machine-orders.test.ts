import { describe, expect, test } from 'vitest';
import { left } from '../lockdown/full-screen-budget.ts';
import type { Order } from '../protocol/orders.ts';
import { active, examOrder, finishing, held, onboarded, type Play, results, sessionWith } from './machine-play.ts';
import { noRecorder, noUpload } from './snapshot.ts';
import { sessionView } from './view.ts';

const give = (play: Play, order: Order) => play.feed({ type: 'ordered', order });
const events = (play: Play) => play.work().done.flatMap((job) => (job.do === 'record' ? [job] : []));
/** What became of an order: its event's type, cause and data. */
const outcome = (play: Play, { id }: Order) => {
  const told = events(play).filter(({ data }) => data.order === id);
  expect(told).toHaveLength(1);
  return told[0];
};
const view = (play: Play) => sessionView(play.state, noRecorder, noUpload, play.now);
const enterAgain = (play: Play) =>
  play.feed({ type: 'screenChosen' }).feed({ type: 'startRequested', tabId: 8 }).work(results);

describe('an order of the desk', () => {
  test('pauses the exam: it is held, who and why are told, and the recording goes on', () => {
    const order = examOrder('pause');
    const play = give(active(), order);
    expect(view(play).deskPause).toMatchObject({ by: 'Grace', reason: 'A fire alarm.' });
    expect(outcome(play, order)).toMatchObject({
      type: 'session.paused',
      severity: 0,
      cause: 'desk',
      data: { order: order.id, by: 'Grace', reason: 'A fire alarm.' },
    });
    expect(play.did()).not.toContain('rest');
  });

  test('lets it go on, with the way into full screen free again', () => {
    const order = examOrder('resume');
    const play = held.paused();
    give(play, order);
    expect(view(play).deskPause).toBeNull();
    expect(play.state.budget.armed).toBe(false);
    expect(outcome(play, order)).toMatchObject({ type: 'session.resumed', cause: 'desk', data: { durationMs: 1000 } });
    expect(play.did().at(-1)).toBe('goOn');
  });

  test('ends the attempt, with the reason that the candidate reads', () => {
    const order = examOrder('terminate');
    for (const play of [active(), onboarded(), held.paused(), held.resting()]) {
      give(play, order);
      expect(play.state.ending).toEqual({ reason: 'terminated', cause: 'desk', words: 'A fire alarm.' });
      expect(outcome(play, order)).toMatchObject({ type: 'session.terminated', severity: 1, cause: 'desk' });
      expect(play.did().slice(-4)).toEqual(['stopRecording', 'signEnd', 'showFinish', 'giveBack']);
    }
  });

  test('gives more time, which adds up', () => {
    const play = active();
    const second = examOrder('extra-time', 15);
    give(give(play, examOrder('extra-time', 10)), second);
    expect(view(play).extraMinutes).toBe(25);
    expect(outcome(play, second)).toMatchObject({ type: 'session.extended', severity: 0, data: { minutes: 15 } });
  });

  test('flags the moment for the reviewers, and changes nothing else', () => {
    const order = examOrder('flag');
    const play = active();
    const before = view(play);
    give(play, order);
    expect(outcome(play, order)).toMatchObject({ type: 'session.flagged', severity: 0.5, cause: 'desk' });
    expect(view(play)).toEqual(before);
  });

  test('is carried out once, also when it comes again later', () => {
    const order = examOrder('extra-time', 10);
    const play = give(active(), order).work();
    give(play, order).feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    give(enterAgain(give(play, order)), order);
    expect(play.state.extraMinutes).toBe(10);
    expect(outcome(play, order)?.type).toBe('session.extended');
  });

  test('that comes in the moment of the start waits to come again', () => {
    const order = examOrder('pause');
    const play = onboarded().feed({ type: 'startRequested', tabId: 7 });
    const { state } = play;
    expect(give(play, order).state).toBe(state);
    expect(view(give(play.work(results), order)).deskPause).not.toBeNull();
  });
});

describe('an order that makes no sense any more', () => {
  const cases: readonly (readonly [string, () => Play, Order['kind'], string])[] = [
    ['resume without a pause', active, 'resume', 'too-late'],
    ['resume in a break, which is the candidate’s to end', held.resting, 'resume', 'too-late'],
    ['a second pause', held.paused, 'pause', 'too-late'],
    ['no break where none was asked for', active, 'no-break', 'too-late'],
    ['a pause before the exam', onboarded, 'pause', 'not-running'],
    ['a break before the exam', onboarded, 'break', 'not-running'],
    ['a pause after the end', finishing, 'pause', 'too-late'],
    ['an end after the end', finishing, 'terminate', 'too-late'],
  ];
  test.each(cases)('%s is told as such, and does nothing', (_name, begin, kind, cause) => {
    const order = examOrder(kind);
    const play = begin();
    const { taken: _, jobs: __, ...before } = play.state;
    give(play, order);
    expect(play.state).toMatchObject(before);
    expect(outcome(play, order)).toMatchObject({ type: 'order.void', severity: 0, cause, data: { kind } });
  });

  test('is not written once the end is signed', () => {
    const play = finishing().work();
    const { jobs } = give(play, examOrder('terminate')).state;
    expect(jobs).toEqual([]);
  });
});

describe('an exam that the desk paused', () => {
  test('spends no time outside full screen, and tells being away without weight', () => {
    const play = held.paused();
    play.feed({ type: 'presence', inside: false, cause: 'full-screen-left', excused: false });
    play.feed({ type: 'budgetDue' }, 90_000).feed({ type: 'presence', inside: true, cause: '', excused: false });
    expect(play.state.phase).toBe('active');
    expect(left(play.state.budget, play.now)).toBe(30_000);
    expect(events(play).slice(-2)).toMatchObject([
      { type: 'focus.lost', severity: 0, cause: 'full-screen-left', data: { held: true } },
      { type: 'focus.back', severity: 0, data: { held: true } },
    ]);
  });

  test('keeps what was spent before', () => {
    const play = active().feed({ type: 'presence', inside: false, cause: 'focus-lost', excused: false }, 20_000);
    give(play, examOrder('pause'));
    give(play.feed({ type: 'budgetDue' }, 60_000), examOrder('resume'));
    expect(left(play.state.budget, play.now)).toBe(29_000);
  });

  test('is still paused after an interruption, until the desk lets it go on', () => {
    const play = held.paused().work().feed({ type: 'interrupted', cause: 'browser-restarted' }).work();
    expect(view(play).deskPause).toBeNull();
    enterAgain(play);
    expect(view(play).deskPause).not.toBeNull();
    expect(play.state.budget.armed).toBe(true);
    expect(view(give(play, examOrder('resume'))).deskPause).toBeNull();
  });

  test('is not over while it is interrupted: the time to enter again runs from when the desk lets it go on', () => {
    const session = sessionWith(({ lockdown }) => {
      lockdown.reEntry = { allowed: 5 };
    });
    const play = held.paused(session).work().feed({ type: 'interrupted', cause: 'recorder-gone' }).work();
    const brokeOff = play.now;
    play.feed({ type: 'budgetDue' }, 600_000);
    give(play, examOrder('resume'));
    play.feed({ type: 'budgetDue' }, 295_000);
    expect(play.state.phase).toBe('onboarding');
    enterAgain(play);
    const gap = events(play).findLast(({ type }) => type === 'record.gap');
    // What was not recorded began when it broke off, whoever held it then; the last job was ticked off a moment before.
    expect(Number(gap?.data.duration)).toBeGreaterThan(895_000);
    expect(Number(gap?.data.duration)).toBeLessThanOrEqual(play.now - brokeOff + 100);
    play.feed({ type: 'interrupted', cause: 'recorder-gone' }).feed({ type: 'budgetDue' }, 301_000);
    expect(play.state.ending).toMatchObject({ reason: 'left', cause: 're-entry-over' });
  });

  test('can be paused while it is interrupted', () => {
    const play = active().feed({ type: 'interrupted', cause: 'recorder-gone' }).work();
    give(play, examOrder('pause'));
    expect(view(enterAgain(play)).deskPause).not.toBeNull();
  });

  test('asks for no film of the desk meanwhile', () => {
    const play = held.paused();
    const due = { due: [0], asked: null, filming: null, isToCheck: false, isPutOff: false };
    play.state = { ...play.state, deskScans: due };
    expect(play.feed({ type: 'deskDue' }).state.deskScans).toEqual(due);
    give(play, examOrder('resume')).feed({ type: 'deskDue' });
    expect(view(play).desk).not.toBeNull();
  });
});
