import { describe, expect, it, test } from 'vitest';
import type { Policy } from '../policy/schema.ts';
import { active, type Loose, sessionWith } from './machine-play.ts';

const gone: Loose = { type: 'presence', inside: false, cause: 'full-screen-left', excused: false };
const here: Loose = { type: 'presence', inside: true, cause: '', excused: false };
const projector = 'Projector';
const tidy = { id: 'abcdefghijklmnopabcdefghijklmnop', name: 'Tab Tidy' };

const under = (lockdown: Partial<Policy['lockdown']>) =>
  active(sessionWith((policy) => Object.assign(policy.lockdown, lockdown)));

describe('displays', () => {
  test('one that is added is named, and the journal says when it is gone', () => {
    const play = active().feed({ type: 'displays', extra: [projector] });
    expect(play.state.extraDisplays).toEqual([projector]);
    play.feed({ type: 'displays', extra: [] }).work();
    expect(play.state.extraDisplays).toEqual([]);
    expect(play.done.slice(-2)).toMatchObject([
      { type: 'display.added', severity: 0.5, cause: 'connected', data: { displays: projector } },
      { type: 'display.removed', severity: 0, cause: 'disconnected', data: { extra: 0 } },
    ]);
  });

  test('what has not changed is no news', () => {
    const play = active();
    const before = play.state;
    expect(play.feed({ type: 'displays', extra: [] }).state).toBe(before);
    const { state } = play.feed({ type: 'displays', extra: [projector] }).work();
    expect(play.feed({ type: 'displays', extra: [projector] }).state).toBe(state);
  });

  test('two of one make are two', () => {
    const play = active().feed({ type: 'displays', extra: [projector] });
    play.feed({ type: 'displays', extra: [projector, projector] });
    play.feed({ type: 'displays', extra: [projector] }).work();
    expect(play.state.extraDisplays).toEqual([projector]);
    expect(play.did().slice(-3)).toEqual(['record display.added', 'record display.added', 'record display.removed']);
  });

  test.each<Loose>([{ type: 'interrupted', cause: 'recorder-gone' }, { type: 'leaveRequested' }])(
    '$type: nothing is covered because of a display any more',
    (input) => {
      expect(
        active()
          .feed({ type: 'displays', extra: [projector] })
          .feed(input).state.extraDisplays,
      ).toEqual([]);
    },
  );
});

describe('an extension that is switched off in the exam', () => {
  test('is kept once, however often it is told', () => {
    const play = active().feed({ type: 'extensionDisabled', extension: tidy });
    const { state } = play;
    expect(play.feed({ type: 'extensionDisabled', extension: { ...tidy, name: 'Renamed' } }).state).toBe(state);
    expect(state.disabledExtensions).toEqual([tidy]);
  });

  test('stays in the list until it was given back, and leaves it then', () => {
    const play = active().feed({ type: 'extensionDisabled', extension: tidy }).feed({ type: 'leaveRequested' });
    expect(play.state.disabledExtensions).toEqual([tidy]);
    expect(play.work().did()).toContain('giveBack');
    expect(play.state.disabledExtensions).toEqual([]);
  });

  test('stays in the list when the browser did not switch it on again', () => {
    const play = active().feed({ type: 'extensionDisabled', extension: tidy }).feed({ type: 'leaveRequested' });
    expect(play.work({ giveBack: { extensions: [tidy] } }).state.disabledExtensions).toEqual([tidy]);
  });

  test('is given back at an interruption', () => {
    const play = active().feed({ type: 'extensionDisabled', extension: tidy });
    play.feed({ type: 'interrupted', cause: 'browser-restarted' });
    expect(play.state.disabledExtensions).toEqual([tidy]);
    expect(play.work().state.disabledExtensions).toEqual([]);
  });
});

describe('the candidate outside', () => {
  test('a focus that a prompt of the browser takes weighs less, and its time is excused', () => {
    const play = active().feed({ type: 'presence', inside: false, cause: 'file-picker', excused: true });
    play.feed(here, 20_000).work();
    expect(play.done.slice(-2)).toMatchObject([
      { type: 'focus.lost', severity: 0.1, cause: 'file-picker', data: { leftMs: 30_000 } },
      {
        type: 'focus.back',
        severity: 0,
        cause: 'file-picker',
        data: { outsideMs: 20_000, spentMs: 0, leftMs: 30_000 },
      },
    ]);
  });

  test('any other weighs what it weighs', () => {
    const play = active().feed({ type: 'presence', inside: false, cause: 'focus-lost', excused: false }).work();
    expect(play.done.at(-1)).toMatchObject({ type: 'focus.lost', severity: 0.4 });
  });

  test('each tick writes down when the candidate was last seen there', () => {
    const play = active().feed(gone);
    for (const afterMs of [250, 250, 250]) play.feed({ type: 'budgetDue' }, afterMs);
    const { budget } = play.state;
    expect(budget.seenAt - (budget.outsideSince ?? 0)).toBe(750);
    expect(play.state.jobs.map((job) => job.do)).toEqual(['record']);
  });

  test('a tick inside changes nothing', () => {
    const play = active();
    const before = play.state;
    expect(play.feed({ type: 'budgetDue' }).state).toBe(before);
  });

  test.each(['browser-restarted', 'recorder-gone'])('%s: only what was seen is spent', (cause) => {
    const play = active().feed(gone).feed({ type: 'budgetDue' }, 250).feed({ type: 'budgetDue' }, 250);
    play.feed({ type: 'interrupted', cause }, 3_600_000);
    expect(play.state.budget).toMatchObject({ spentMs: 500, outsideSince: null, armed: false });
  });

  test('also where the attempt ends with the interruption', () => {
    const play = under({ reEntry: 'never' }).feed(gone).feed({ type: 'budgetDue' }, 250);
    play.feed({ type: 'interrupted', cause: 'browser-restarted' }, 20_000);
    expect(play.state).toMatchObject({ phase: 'finishing', budget: { spentMs: 250 } });
  });
});

describe('where the exam’s tab is', () => {
  const at = (kind: 'take' | 'start' | 'allowed' | 'outside') =>
    active().feed({ type: 'examPage', url: `https://exam.example/${kind}`, kind }).state;

  it('is remembered for going on, except on a listed page', () => {
    expect(at('take').examUrl).toBe('https://exam.example/take');
    expect(at('start').examUrl).toBe('https://exam.example/start');
    expect(at('allowed').examUrl).toBe('https://exam.example/exams/bio/start');
  });

  it('ends the attempt where it leaves the exam', () => {
    expect(at('outside').ending).toEqual({ reason: 'left', cause: 'exam-page-left' });
    expect(active().feed({ type: 'examTabClosed' }).state.ending).toEqual({ reason: 'left', cause: 'exam-tab-closed' });
  });
});

test('what a guard found is recorded as it says', () => {
  const found = { type: 'observed', event: 'extension.found', severity: 0.3, cause: 'on', data: { ...tidy } } as const;
  const play = active()
    .feed(found)
    .feed({ ...found, accommodated: true })
    .work();
  expect(play.done.slice(-2)).toMatchObject([
    { type: 'extension.found', severity: 0.3, cause: 'on', data: tidy },
    { type: 'extension.found', severity: 0, cause: 'on', data: tidy, accommodated: true },
  ]);
  expect(play.done.at(-2)).not.toHaveProperty('accommodated');
});
