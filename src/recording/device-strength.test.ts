import { describe, expect, it } from 'vitest';
import { type Strength, trialOf, weakness } from './device-strength.ts';

const strong: Strength = { memoryGb: 8, cores: 8, pressure: 'nominal', trial: { fastestMs: 1, meanMs: 1.2 } };

describe('weakness', () => {
  it.each<[string, Partial<Strength>, ReturnType<typeof weakness>]>([
    ['nothing', {}, null],
    ['a browser that tells neither memory nor load', { memoryGb: null, pressure: null }, null],
    ['a fair load', { pressure: 'fair' }, null],
    ['a serious load', { pressure: 'serious' }, 'busy'],
    ['a critical load', { pressure: 'critical' }, 'busy'],
    ['work that is held up now and then', { trial: { fastestMs: 1, meanMs: 3 } }, 'busy'],
    ['2 GB of memory', { memoryGb: 2 }, 'memory'],
    ['exactly 4 GB', { memoryGb: 4 }, null],
    ['one core', { cores: 1 }, 'slow'],
    ['a processor that is slow even at best', { trial: { fastestMs: 9, meanMs: 9.5 } }, 'slow'],
    ['load before memory, which closing programs mends too', { pressure: 'serious', memoryGb: 2 }, 'busy'],
  ])('%s', (_, change, expected) => {
    expect(weakness({ ...strong, ...change })).toBe(expected);
  });
});

it('a trial is told by its fastest piece of work and the mean', () => {
  expect(trialOf([5, 1, 2, 9, 3])).toEqual({ fastestMs: 1, meanMs: 4 });
});
