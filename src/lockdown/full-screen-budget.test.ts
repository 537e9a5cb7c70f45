import { describe, expect, it } from 'vitest';
import type { Accommodation } from '../policy/accommodations.ts';
import { defaultPolicy } from '../policy/default-policy.ts';
import type { Policy } from '../policy/schema.ts';
import type { FullScreenBudget } from '../session/snapshot.ts';
import {
  breakOff,
  comeBack,
  excusedCeilingMs,
  goOutside,
  isCounting,
  isExhausted,
  left,
  newBudget,
  openScreen,
  spent,
  stillOutside,
} from './full-screen-budget.ts';

type Level = Policy['lockdown']['fullScreen'];

function budgetOf(fullScreen: Level, accommodation: Accommodation | null = null): FullScreenBudget {
  const policy = defaultPolicy('https://exam.example');
  policy.lockdown.fullScreen = fullScreen;
  return newBudget(policy, accommodation);
}

/** The budget of an exam that fills the screen. */
const inside = (level: Level = 'lenient', accommodation: Accommodation | null = null) =>
  comeBack(budgetOf(level, accommodation), 0);
const away = (budget: FullScreenBudget, from: number, cause = 'full-screen-left') =>
  goOutside(budget, from, cause, false);
const excusedAway = (budget: FullScreenBudget, from: number) => goOutside(budget, from, 'file-picker', true);

describe('how much there is', () => {
  it.each<[Level, number | null]>([
    ['off', null],
    ['lenient', 30_000],
    ['moderate', 15_000],
    ['severe', 0],
  ])('%s allows %s ms', (level, limit) => {
    expect(left(budgetOf(level), 0)).toBe(limit);
  });

  it.each<[Level, number | null]>([
    ['off', null],
    ['lenient', 600_000],
    ['severe', 600_000],
  ])('an accommodation takes the place of %s', (level, limit) => {
    expect(left(budgetOf(level, { fullScreenSeconds: 600 }), 0)).toBe(limit);
  });

  it('an accommodation of something else changes nothing', () => {
    expect(budgetOf('moderate', { displays: 2 })).toEqual(budgetOf('moderate'));
  });
});

describe('what is spent', () => {
  it('adds up over absences, and time inside costs nothing', () => {
    let budget = inside();
    budget = comeBack(away(budget, 1_000), 5_000);
    budget = comeBack(away(budget, 60_000), 67_000);
    expect(left(budget, 3_600_000)).toBe(30_000 - 4_000 - 7_000);
    budget = away(budget, 4_000_000);
    expect(left(budget, 4_000_500)).toBe(18_500);
  });

  it('is exact to the millisecond over many absences', () => {
    let budget = inside('lenient', { fullScreenSeconds: 86_400 });
    let sum = 0;
    let mono = 1_792_000_000_000; // as large as the clock's numbers are
    for (let length = 1; length <= 1000; length++) {
      budget = comeBack(away(budget, mono), mono + length);
      mono += length + 7;
      sum += length;
    }
    expect(spent(budget, mono)).toBe(sum);
  });

  it('is the same however often somebody looks', () => {
    let watched = away(inside(), 1_000);
    for (let mono = 1_250; mono < 9_000; mono += 250) watched = away(stillOutside(watched, mono), mono, 'focus-lost');
    expect(comeBack(watched, 9_000)).toMatchObject({ spentMs: 8_000, outsideSince: null });
  });

  it('never becomes less, whatever the clock or the order of events', () => {
    let budget = inside();
    let before = 0;
    const clocks = [5_000, 3_000, 9_000, 9_000, 2_000, 12_000, 1_000];
    for (const [at, mono] of clocks.entries()) {
      budget = at % 2 === 0 ? away(budget, mono) : comeBack(budget, mono);
      expect(spent(budget, mono)).toBeGreaterThanOrEqual(before);
      before = spent(budget, mono);
    }
  });

  it('stays what it was seen to be when the clock is set back in an absence', () => {
    const budget = stillOutside(away(inside(), 1_000), 6_000);
    expect(left(budget, 2_000)).toBe(25_000);
    expect(left(comeBack(budget, 500), 500)).toBe(25_000);
  });

  it('keeps the reason for which the candidate went, until the candidate is back', () => {
    const budget = away(away(inside(), 1_000, 'minimised'), 2_000, 'focus-lost');
    expect(budget).toMatchObject({ cause: 'minimised', outsideSince: 1_000 });
    expect(comeBack(budget, 3_000)).toMatchObject({ cause: '', outsideSince: null });
  });

  it('is nothing before the exam has filled the screen once', () => {
    const fresh = openScreen(budgetOf('lenient'), 500);
    expect(away(fresh, 1_000)).toBe(fresh);
    expect(away(comeBack(fresh, 2_000), 3_000).outsideSince).toBe(3_000);
  });

  it('goes on when full screen is left after the focus was lost, and says so', () => {
    const lost = goOutside(inside('lenient'), 1_000, 'focus-lost', false);
    const both = goOutside(lost, 3_000, 'full-screen-left', false);
    expect(both).toMatchObject({ cause: 'full-screen-left', outsideSince: 3_000, spentMs: 2_000 });
    expect(goOutside(both, 4_000, 'focus-lost', false)).toBe(both);
  });

  it('says that the window is minimised, though it left full screen on its way there', () => {
    const out = goOutside(inside('lenient'), 1_000, 'full-screen-left', false);
    const gone = goOutside(out, 1_100, 'minimised', false);
    expect(gone).toMatchObject({ cause: 'minimised', outsideSince: 1_100, spentMs: 100 });
    expect(goOutside(gone, 2_000, 'minimised', false)).toBe(gone);
  });

  it('counts where the exam never fills the screen, from ten seconds after it opened', () => {
    const fresh = openScreen(budgetOf('lenient'), 500);
    expect(away(fresh, 10_499)).toBe(fresh);
    expect(spent(away(fresh, 10_500), 12_500)).toBe(2_000);
  });
});

describe('the end of the budget', () => {
  it('comes in the millisecond in which nothing is left', () => {
    const budget = away(inside('moderate'), 1_000);
    expect(isExhausted(budget, 15_999)).toBe(false);
    expect(isExhausted(budget, 16_000)).toBe(true);
  });

  it('does not come inside full screen', () => {
    const used = comeBack(away(inside('moderate'), 1_000), 90_000);
    expect(left(used, 90_000)).toBe(0);
    expect(isExhausted(used, 90_000)).toBe(false);
    expect(isExhausted(away(used, 100_000), 100_000)).toBe(true);
  });

  it('severe: comes in the moment of leaving', () => {
    expect(isExhausted(away(inside('severe'), 1_000), 1_000)).toBe(true);
  });

  it('severe with an accommodation: comes when that is used up', () => {
    const budget = away(inside('severe', { fullScreenSeconds: 5 }), 1_000);
    expect(isExhausted(budget, 5_999)).toBe(false);
    expect(isExhausted(budget, 6_000)).toBe(true);
  });

  it('never comes where the policy sets no limit', () => {
    const budget = away(inside('off'), 1_000);
    expect(isExhausted(budget, 36_000_000)).toBe(false);
    expect(spent(budget, 36_000_000)).toBe(36_000_000 - 1_000);
  });
});

describe('prompts and pickers of the browser', () => {
  it('cost nothing up to the ceiling, over all of them, and what is beyond counts', () => {
    let budget = comeBack(excusedAway(inside(), 0), 40_000);
    expect(budget).toMatchObject({ spentMs: 0, excusedMs: 40_000 });
    budget = excusedAway(budget, 100_000);
    expect(isCounting(budget, 119_999)).toBe(false);
    expect(isCounting(budget, 120_000)).toBe(true);
    expect(left(budget, 125_000)).toBe(25_000);
    expect(comeBack(budget, 125_000)).toMatchObject({ spentMs: 5_000, excusedMs: excusedCeilingMs, excused: false });
  });

  it('cost time from the first moment once the ceiling is reached', () => {
    const used = comeBack(excusedAway(inside(), 0), excusedCeilingMs);
    const budget = excusedAway(used, 100_000);
    expect(isCounting(budget, 100_000)).toBe(true);
    expect(left(budget, 101_000)).toBe(29_000);
  });

  it('end the attempt only when the budget is used up behind the ceiling', () => {
    const budget = excusedAway(inside('severe'), 0);
    expect(isExhausted(budget, excusedCeilingMs - 1)).toBe(false);
    expect(isExhausted(budget, excusedCeilingMs)).toBe(true);
  });

  it('are over in the middle of an absence: from there on time counts', () => {
    let budget = excusedAway(inside(), 1_000);
    budget = away(budget, 4_000);
    expect(budget).toMatchObject({ excusedMs: 3_000, spentMs: 0, excused: false, cause: 'full-screen-left' });
    expect(comeBack(budget, 6_000)).toMatchObject({ excusedMs: 3_000, spentMs: 2_000 });
  });

  it('come in the middle of an absence: what was before them counts', () => {
    let budget = away(inside(), 1_000);
    budget = excusedAway(budget, 4_000);
    expect(isCounting(budget, 5_000)).toBe(false);
    expect(comeBack(budget, 6_000)).toMatchObject({ excusedMs: 2_000, spentMs: 3_000 });
  });
});

describe('an exam that breaks off', () => {
  it('costs time only until the candidate was last seen outside', () => {
    const budget = stillOutside(stillOutside(away(inside(), 1_000), 1_250), 1_500);
    expect(breakOff(budget)).toMatchObject({ spentMs: 500, outsideSince: null, armed: false });
  });

  it('costs nothing when the candidate was never seen again after going', () => {
    expect(breakOff(away(inside(), 1_000)).spentMs).toBe(0);
  });

  it('keeps what was spent before, inside as well as outside', () => {
    const before = comeBack(away(inside(), 1_000), 5_000);
    expect(breakOff(before).spentMs).toBe(4_000);
    expect(breakOff(stillOutside(away(before, 9_000), 10_000)).spentMs).toBe(5_000);
  });

  it('excuses what a prompt took until then', () => {
    const budget = stillOutside(excusedAway(inside(), 1_000), 3_000);
    expect(breakOff(budget)).toMatchObject({ spentMs: 0, excusedMs: 2_000 });
  });

  it('does not go back in time', () => {
    expect(stillOutside(stillOutside(away(inside(), 1_000), 5_000), 2_000).seenAt).toBe(5_000);
    const home = inside();
    expect(stillOutside(home, 9_000)).toBe(home);
  });
});
