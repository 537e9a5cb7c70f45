import { describe, expect, it, test } from 'vitest';
import { nothingSeen, type ScreenPick, screenVerdict, seeScreen } from './screen-check.ts';

const good: ScreenPick = { error: null, surface: 'monitor', sight: 'changing' };
const threw = (name: string, message = '') =>
  ({ ...good, surface: '', sight: 'nothing', error: { name, message } }) as const;

describe('screenVerdict', () => {
  it('lets a whole screen pass whose picture changes', () => {
    expect(screenVerdict(good, true)).toEqual({ state: 'fine' });
  });

  test.each([
    ['dismissed', threw('NotAllowedError', 'Permission denied by user')],
    ['dismissed', threw('NotAllowedError', 'Permission denied')],
    ['blockedBySystem', threw('NotAllowedError', 'Permission denied by system')],
    ['unreadable', threw('NotReadableError', 'Could not start video source')],
    ['unreadable', threw('AbortError', 'Timeout starting video source')],
    ['failed', threw('InvalidStateError')],
    ['stopped', { ...good, surface: '', sight: 'still' }],
    ['window', { ...good, surface: 'window' }],
    ['tab', { ...good, surface: 'browser' }],
    ['otherSurface', { ...good, surface: 'unknown' }],
  ] as const)('%s blocks, whatever the policy verifies', (cause, pick) => {
    expect(screenVerdict(pick, true)).toEqual({ state: 'amiss', cause, severity: 'blocks' });
    expect(screenVerdict(pick, false)).toEqual({ state: 'amiss', cause, severity: 'blocks' });
  });

  test.each(['black', 'nothing'] as const)('%s blocks where the policy verifies', (sight) => {
    expect(screenVerdict({ ...good, sight }, true)).toMatchObject({ cause: sight, severity: 'blocks' });
    expect(screenVerdict({ ...good, sight }, false)).toMatchObject({ cause: sight, severity: 'advice' });
  });

  it('never blocks for a picture that does not change', () => {
    expect(screenVerdict({ ...good, sight: 'still' }, true)).toMatchObject({ cause: 'still', severity: 'advice' });
  });
});

describe('seeScreen', () => {
  const black = new Uint8ClampedArray([0, 0, 0, 255, 9, 4, 0, 255]);
  const desktop = new Uint8ClampedArray([0, 0, 0, 255, 40, 90, 160, 255]);
  const later = new Uint8ClampedArray([0, 0, 0, 255, 40, 91, 160, 255]);
  const sight = (...looks: Uint8ClampedArray[]) => looks.reduce(seeScreen, nothingSeen).sight;

  test.each([
    ['nothing', []],
    ['black', [black, black]],
    ['still', [desktop, desktop]],
    ['changing', [desktop, later]],
    ['changing', [desktop, later, later, black]],
    ['changing', [black, desktop]],
    ['still', [desktop, desktop, black]],
  ] as const)('%s', (expected, looks) => {
    expect(sight(...looks)).toBe(expected);
  });
});
