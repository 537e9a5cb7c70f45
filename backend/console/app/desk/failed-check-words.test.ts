import { expect, it } from 'vitest';
import { failureText, overrideText } from './failed-check-words.ts';

it('names the check and what failed in it', () => {
  expect(failureText({ check: 'camera', cause: 'blocked-by-system' })).toBe('Camera: blocked by system');
  expect(failureText({ check: 'connection', cause: 'sign-in' })).toBe('Connection: sign in');
});

it('says what an override would do, and where there is none', () => {
  expect(overrideText({ check: 'screen', way: 'without' })).toContain('without the screen');
  expect(overrideText({ check: 'camera', way: 'none' })).toContain('cannot be overridden');
});
