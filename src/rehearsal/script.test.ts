import { describe, expect, it } from 'vitest';
import { cutMs, drillAt, drills, examMs, scenes, timeLeft } from './script.ts';

describe('the script of the mock exam', () => {
  it('plays one drill after the other, with quiet between them', () => {
    const played = Array.from({ length: examMs / 1000 + 1 }, (_, second) => drillAt(second * 1000));
    const runs = played.filter((drill, at) => drill !== played[at - 1]);
    expect(runs).toEqual([null, 'link', null, 'camera', null, 'tab', null]);
    expect(drillAt(40_000)).toBe('link');
    expect(drillAt(39_999)).toBeNull();
    expect(drillAt(80_000)).toBe('camera');
    expect(drillAt(120_000)).toBe('tab');
  });

  it('leaves time for the connection to come back, and for every drill to end before the exam', () => {
    expect(scenes.link.lasts).toBeGreaterThan(cutMs + 5_000);
    for (const drill of drills) expect(scenes[drill].from + scenes[drill].lasts).toBeLessThan(examMs);
  });

  it('lasts three minutes, and no less than nothing is left', () => {
    expect(timeLeft(0)).toBe(180_000);
    expect(timeLeft(-5)).toBe(180_000);
    expect(timeLeft(179_500)).toBe(500);
    expect(timeLeft(999_999)).toBe(0);
  });
});
