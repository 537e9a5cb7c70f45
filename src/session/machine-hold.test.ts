import { describe, expect, test } from 'vitest';
import { left } from '../lockdown/full-screen-budget.ts';
import type { Policy } from '../policy/schema.ts';
import { active, examOrder, held, newId, type Play, results, sessionWith } from './machine-play.ts';
import { noRecorder, noUpload } from './snapshot.ts';
import { sessionView } from './view.ts';

const asking = (breaks: Policy['exam']['breaks']) =>
  sessionWith(({ exam }) => {
    exam.breaks = breaks;
  });
const two = { count: 2, minutes: 5 };
const events = (play: Play) => play.work().done.flatMap((job) => (job.do === 'record' ? [job] : []));
const told = (play: Play) => events(play).map(({ type, cause, data }) => [type, cause, data]);
const view = (play: Play) => sessionView(play.state, noRecorder, noUpload, play.now);
const request = (play: Play) => play.feed({ type: 'breakRequested' });

describe('a break that the policy grants', () => {
  test('is taken without asking, and leaves one gap of its length', () => {
    const play = request(active(asking(two)));
    expect(view(play)).toMatchObject({ rest: { leftMs: 300_000, reason: '' }, breaks: { left: 1 } });
    play.work().feed({ type: 'breakEnded' }, 240_000).work();
    expect(play.did().slice(-5)).toEqual([
      'rest',
      'record session.paused',
      'record record.gap',
      'record session.resumed',
      'goOn',
    ]);
    const duration = 240_000 + 2; // two jobs were ticked off meanwhile
    expect(told(play).slice(-3)).toEqual([
      ['session.paused', 'break', { granted: 'policy', minutes: 5 }],
      ['record.gap', 'break', { stream: 'all', duration }],
      ['session.resumed', 'break', { durationMs: duration }],
    ]);
    expect(play.state.budget.armed).toBe(false);
    expect(view(play).rest).toBeNull();
  });

  test('is taken as often as it is granted', () => {
    const play = active(asking(two));
    for (let one = 0; one < 3; one++) request(play).feed({ type: 'breakEnded' });
    expect(told(play).filter(([type]) => type === 'session.paused')).toHaveLength(2);
    expect(view(play).breaks).toEqual({ way: 'granted', left: 0, minutes: 5, isAsked: false, refused: null });
  });

  test('is another one by accommodation', () => {
    const accommodation = { breaks: { count: 3, minutes: 20 } };
    const play = request(active({ ...asking('off'), accommodation }));
    expect(view(play)).toMatchObject({ rest: { leftMs: 1_200_000 }, breaks: { left: 2 } });
    expect(told(play).at(-1)).toEqual(['session.paused', 'break', { granted: 'accommodation', minutes: 20 }]);
  });

  test.each(['off', undefined] as const)('is none where the policy says %s', (breaks) => {
    const play = active(asking(breaks));
    const { state } = play;
    expect(request(play).state).toBe(state);
    expect(view(play).breaks.way).toBe('off');
  });

  test('that takes longer is told once, goes on until the candidate ends it, and says by how much', () => {
    const play = request(active(asking(two)));
    play.feed({ type: 'budgetDue' }, 299_000).feed({ type: 'budgetDue' }, 2000).feed({ type: 'budgetDue' }, 59_000);
    expect(view(play).rest?.leftMs).toBe(-60_000);
    expect(told(play).filter(([type]) => type === 'break.over')).toEqual([['break.over', 'candidate', { minutes: 5 }]]);
    play.feed({ type: 'breakEnded' }, 0);
    expect(told(play).at(-1)?.[2]).toMatchObject({ overMs: expect.closeTo(60_000, -2) });
  });
});

describe('a break that the desk gives', () => {
  test('is asked for once, and begins with the answer', () => {
    const play = request(request(active(asking('desk'))));
    expect(view(play)).toMatchObject({ rest: null, breaks: { way: 'desk', isAsked: true } });
    const order = examOrder('break', 10);
    play.feed({ type: 'ordered', order });
    expect(view(play)).toMatchObject({
      rest: { leftMs: 600_000, reason: 'A fire alarm.' },
      breaks: { isAsked: false },
    });
    expect(told(play).slice(-2)).toEqual([
      ['break.asked', 'candidate', {}],
      ['session.paused', 'break', { order: order.id, by: 'Grace', reason: 'A fire alarm.', minutes: 10 }],
    ]);
  });

  test('may be refused with a reason, and asked for again', () => {
    const play = request(active(asking('desk'))).feed({ type: 'ordered', order: examOrder('no-break') });
    expect(view(play)).toMatchObject({ rest: null, breaks: { isAsked: false, refused: 'A fire alarm.' } });
    expect(told(play).at(-1)?.slice(0, 2)).toEqual(['break.refused', 'desk']);
    expect(view(request(play)).breaks).toMatchObject({ isAsked: true, refused: null });
  });

  test('given in a break makes that one longer, and rests no second time', () => {
    const play = held.resting().feed({ type: 'ordered', order: examOrder('break', 10) });
    expect(view(play).rest?.leftMs).toBe(15 * 60_000 - 1000);
    expect(
      play
        .work()
        .did()
        .filter((job) => job === 'rest'),
    ).toHaveLength(1);
  });
});

describe('in a break', () => {
  test('no time outside full screen is spent, and nothing of what the candidate does is told', () => {
    const play = held.resting();
    const before = events(play).length;
    play.feed({ type: 'presence', inside: false, cause: 'full-screen-left', excused: false });
    play.feed({ type: 'budgetDue' }, 90_000);
    play.feed({ type: 'observed', event: 'page.visited', severity: 0, cause: '', data: { site: 'news.example' } });
    play.feed({ type: 'observed', event: 'input.summary', severity: 0, cause: '', data: {} });
    play.feed({ type: 'presence', inside: true, cause: '', excused: false });
    expect(events(play)).toHaveLength(before);
    expect(left(play.state.budget, play.now)).toBe(30_000);
    play.feed({ type: 'observed', event: 'tab.blocked', severity: 0.3, cause: 'new-tab', data: {} });
    expect(events(play)).toHaveLength(before + 1);
  });

  test('a pause by the desk stays when the candidate goes on; only then the screen is filled', () => {
    const play = held.both().feed({ type: 'breakEnded' });
    expect(view(play)).toMatchObject({ rest: null, deskPause: { by: 'Grace' } });
    expect(play.state.budget.armed).toBe(true);
    play.feed({ type: 'ordered', order: examOrder('resume') });
    expect(play.state.budget.armed).toBe(false);
  });

  test('the end of the attempt leaves the gap first', () => {
    const play = held.resting().feed({ type: 'leaveRequested' }, 60_000);
    expect(told(play).slice(-2)).toEqual([
      ['record.gap', 'break', { stream: 'all', duration: 60_000 }],
      ['session.left', 'candidate', {}],
    ]);
  });

  test('an interruption ends it: two gaps follow each other, the second from where the first ends', () => {
    const play = held.resting().work();
    const restAt = Date.parse(play.state.rest?.at ?? '');
    play.feed(
      { type: 'interrupted', cause: 'browser-restarted', runUntil: new Date(restAt - 500).toISOString() },
      60_000,
    );
    const brokeOff = play.now;
    play.work().feed({ type: 'screenChosen' }, 30_000).feed({ type: 'startRequested', tabId: 8 }).work(results);
    expect(view(play).rest).toBeNull();
    const back = events(play).filter(({ type }) => type === 'session.resumed');
    expect(back.map(({ cause }) => cause)).toEqual(['break', '']);
    const gaps = events(play).filter(({ type }) => type === 'record.gap');
    const entered = Date.parse(gaps[1]?.at ?? '');
    expect(gaps.map(({ cause, data }) => [cause, data.duration])).toEqual([
      ['break', brokeOff - restAt],
      ['crash', entered - brokeOff],
    ]);
  });

  test('the time to enter again runs from where the break would have ended', () => {
    const session = sessionWith(({ lockdown }) => {
      lockdown.reEntry = { allowed: 1 };
    });
    const play = held.resting(session).work().feed({ type: 'interrupted', cause: 'recorder-gone' }).work();
    expect(play.feed({ type: 'budgetDue' }, 5 * 60_000).state.phase).toBe('onboarding');
    expect(play.feed({ type: 'budgetDue' }, 61_000).state.ending?.cause).toBe('re-entry-over');
  });

  test.each(['rest', 'goOn'] as const)('a recorder that refuses to %s interrupts the exam', (name) => {
    const play = held.resting();
    if (name === 'goOn') play.work().feed({ type: 'breakEnded' });
    const job = play.state.jobs.find((one) => one.do === name)?.id ?? '';
    play.feed({ type: 'jobFailed', job, detail: '' });
    expect(play.state).toMatchObject({ phase: 'onboarding', pausedBy: 'recorder-gone' });
  });
});

test('a note goes onto the timeline once, without weight', () => {
  const note = newId();
  const play = active();
  for (const text of ['', 'Noise from the street']) {
    play
      .feed({ type: 'noted', note, cause: 'doorbell', text })
      .feed({ type: 'noted', note: newId(), cause: 'own-words', text });
  }
  expect(events(play).filter(({ type }) => type === 'note.added')).toMatchObject([
    { severity: 0, cause: 'doorbell', data: {} },
    { cause: 'own-words', data: {} },
    { cause: 'own-words', data: { text: 'Noise from the street' } },
  ]);
});
