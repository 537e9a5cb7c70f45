import { describe, expect, test } from 'vitest';
import { BitBudget } from './bit-budget.ts';
import { qualitySettings } from './quality.ts';
import { QualityGovernor, type Sample, type Shift } from './quality-governor.ts';
import { recordableType } from './recordable-type.ts';
import { rungs, settingsOn } from './rungs.ts';

const qualities = ['low', 'standard', 'high'] as const;
const minute = 60_000;
const well = { lateMs: 0, isOverloaded: false, waitingMs: 0, freeBytes: 2e9 };

/** Feeds a governor a sample every 5 s for some minutes; answers each shift with the minute at which it came. */
function feed(governor: QualityGovernor, minutes: number, sampleAt: (minutes: number) => Partial<Sample>, from = 0) {
  const shifts: (Shift & { minute: number })[] = [];
  for (let at = from * minute; at < (from + minutes) * minute; at += 5_000) {
    const shift = governor.next({ ...well, ...sampleAt(at / minute), at });
    if (shift) shifts.push({ ...shift, minute: at / minute });
  }
  return shifts;
}

describe('rungs', () => {
  test.each(qualities)('%s: each is smaller than the one above, and none touches the sound', (quality) => {
    const steps = rungs.map((rung) => settingsOn(rung, quality));
    expect(steps[0]).toEqual(qualitySettings(quality));
    for (const stream of ['camera', 'screen'] as const) {
      for (const [place, step] of steps.entries()) {
        const above = steps[place - 1]?.[stream];
        expect(step[stream].audioBitsPerSecond).toBe(qualitySettings(quality)[stream].audioBitsPerSecond);
        expect(step[stream].frameRate).toBeGreaterThanOrEqual(1);
        if (!above) continue;
        expect(step[stream].videoBitsPerSecond).toBeLessThan(above.videoBitsPerSecond);
        expect(step[stream].frameRate).toBeLessThanOrEqual(above.frameRate);
        expect(step[stream].width).toBeLessThanOrEqual(above.width);
      }
    }
  });
});

describe('the governor', () => {
  test('leaves the policy’s quality alone while all is well', () => {
    const governor = new QualityGovernor();
    expect(feed(governor, 240, () => well)).toEqual([]);
    expect(governor.rung).toBe('full');
  });

  test('an outage of an hour goes down rung by rung, and up again when it is over', () => {
    const governor = new QualityGovernor();
    const down = feed(governor, 60, (now) => ({ waitingMs: now * minute }));
    expect(down.map(({ from, to, cause, minute }) => [from, to, cause, Math.round(minute)])).toEqual([
      ['full', 'frames', 'backlog', 5],
      ['frames', 'picture', 'backlog', 15],
      ['picture', 'stills', 'backlog', 30],
    ]);
    const up = feed(governor, 20, (now) => ({ waitingMs: Math.max(0, 70 - now) * 10 * minute * 0.6 }), 60);
    expect(up.map(({ to, cause }) => [to, cause])).toEqual([
      ['picture', 'recovered'],
      ['frames', 'recovered'],
      ['full', 'recovered'],
    ]);
  });

  test('a backlog about its limit does not make it swing', () => {
    const governor = new QualityGovernor();
    const shifts = feed(governor, 60, (now) => ({ waitingMs: (5 + Math.sin(now)) * minute }));
    expect(shifts).toHaveLength(1);
  });

  test('a recorder that is late once is left alone; late for three samples in a row costs one rung', () => {
    const governor = new QualityGovernor();
    expect(feed(governor, 10, (now) => ({ lateMs: Math.round(now * 12) % 3 === 0 ? 0 : 4_000 }))).toEqual([]);
    const [shift] = feed(governor, 0.3, () => ({ lateMs: 4_000 }), 10);
    expect(shift).toMatchObject({ from: 'full', to: 'frames', cause: 'cpu' });
  });

  test('a processor that is overloaded for half a minute costs one rung and no more, which comes back when it is not', () => {
    const governor = new QualityGovernor();
    expect(feed(governor, 0.4, () => ({ isOverloaded: true }))).toEqual([]);
    expect(feed(governor, 10, () => ({ isOverloaded: false }), 1)).toEqual([]);
    const down = feed(governor, 30, () => ({ isOverloaded: true }), 20);
    expect(down).toMatchObject([{ from: 'full', to: 'frames', cause: 'cpu' }]);
    expect(feed(governor, 3, () => well, 50)).toMatchObject([{ from: 'frames', to: 'full', cause: 'recovered' }]);
  });

  test('a processor that copes only on a lower rung is tried ever more rarely', () => {
    const governor = new QualityGovernor();
    const shifts = feed(governor, 60, () => ({ lateMs: governor.rung === 'full' ? 2_000 : 0 }));
    const ups = shifts.filter(({ cause }) => cause === 'recovered').map((shift) => shift.minute);
    const pauses = ups.slice(1).map((at, place) => Math.round(at - (ups[place] ?? 0)));
    expect(ups.length).toBeLessThan(8);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  });

  test('a disk that fills up goes straight to the rung it needs', () => {
    const governor = new QualityGovernor();
    const [shift] = feed(governor, 0.1, () => ({ freeBytes: 100e6 }));
    expect(shift).toMatchObject({ from: 'full', to: 'stills', cause: 'storage' });
    expect(feed(governor, 30, () => ({ freeBytes: 130e6 }), 1)).toEqual([]);
    expect(feed(governor, 30, () => ({ freeBytes: 1e9 }), 31).map(({ to }) => to)).toEqual([
      'picture',
      'frames',
      'full',
    ]);
  });

  test('it stays on the last rung, whatever comes', () => {
    const governor = new QualityGovernor();
    const worst = { lateMs: 9_000, waitingMs: 90 * minute, freeBytes: 0 };
    expect(feed(governor, 60, () => worst)).toHaveLength(1);
    expect(governor.rung).toBe('stills');
  });
});

describe('the content type', () => {
  const both = { picture: true, sound: true };
  const all = () => true;

  test('is the best that the browser records', () => {
    const withoutBest = (type: string) => type.includes('vp8') || type.includes('vp9');
    expect(recordableType(both, withoutBest)).toBe('video/webm;codecs=vp9,opus');
    expect(recordableType({ picture: true, sound: false }, withoutBest)).toBe('video/webm;codecs=vp9');
  });

  test('is always WebM, and sound alone is sound', () => {
    expect(recordableType(both, all)).toMatch(/^video\/webm;codecs=\w+,opus$/);
    expect(recordableType(both, () => false)).toBe('video/webm;codecs=vp8,opus');
    expect(recordableType({ picture: false, sound: true }, all)).toBe('audio/webm;codecs=opus');
  });
});

describe('the budget of bits', () => {
  const wanted = 40_000;
  /** The mean in bits a second over minutes of an encoder that makes of what it is asked for what `spend` says. */
  function meanOver(minutes: number, spend: (asked: number, at: number) => number): number {
    const budget = new BitBudget();
    let sum = 0;
    for (let at = 0; at < minutes; at++) {
      const spent = spend(budget.ask(wanted), at);
      budget.note(wanted, spent, minute);
      sum += spent;
    }
    return sum / minutes;
  }

  test('is met by an encoder that takes it at its word, and by one that gives a third', () => {
    expect(meanOver(30, (asked) => asked)).toBe(wanted);
    const mean = meanOver(30, (asked) => asked / 3);
    expect(mean).toBeGreaterThan(wanted * 0.9);
    expect(mean).toBeLessThanOrEqual(wanted * 1.001);
  });

  test('is kept in the mean when a still picture begins to move, and by an encoder that gives more', () => {
    expect(meanOver(30, (asked, at) => (at % 10 < 6 ? asked / 10 : asked))).toBeLessThan(wanted * 1.02);
    expect(meanOver(30, (asked) => asked * 1.5)).toBeLessThan(wanted * 1.03);
  });

  test('a short segment tells nothing', () => {
    const budget = new BitBudget();
    budget.note(wanted, wanted * 10, 5_000);
    budget.note(wanted, Number.NaN, 0);
    expect(budget.ask(wanted)).toBe(wanted);
  });
});
