import { describe, expect, it } from 'vitest';
import { bytesText, countText, durationText, secondText, spanText } from './format.ts';

describe('formats', () => {
  it('writes durations', () => {
    expect([0, 4600, 65_000, 3_845_000, -5].map(durationText)).toEqual(['0:00', '0:05', '1:05', '1:04:05', '0:00']);
  });
  it('writes spans', () => {
    const spans = [0, 40_000, 720_000, 3 * 3_600_000, 48 * 3_600_000].map(spanText);
    expect(spans).toEqual(['now', '40 s', '12 min', '3 h', '2 d']);
  });
  it('writes moments to the second, with their day where it is another', () => {
    const moment = new Date(2030, 5, 3, 9, 5, 2);
    expect(secondText(moment.toISOString(), moment.getTime())).toBe('09:05:02');
    const dayAfter = secondText(moment.toISOString(), moment.getTime() + 86_400_000);
    expect(dayAfter).toMatch(/3.*09:05:02/);
  });
  it('writes sizes and counts', () => {
    expect([bytesText(0), bytesText(1_200_000), countText(1, 'flag'), countText(2, 'flag')]).toEqual([
      '0 kB',
      '1.2 MB',
      '1 flag',
      '2 flags',
    ]);
  });
});
