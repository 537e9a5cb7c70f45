import { expect, test } from 'vitest';
import { onboardingStates, uncovered } from '../tests/harness/onboarding/onboarding-walk.ts';

test('every step before an exam, and every cause of its checks, is played and pictured', () => {
  expect(uncovered()).toEqual([]);
});

test('what is missing, and a cause that there is not, is named', () => {
  const some = onboardingStates.filter(({ name }) => name !== 'camera-frozen' && !name.startsWith('re-entry'));
  expect(uncovered(some)).toEqual(['step re-entry', 'camera: frozen']);
  const odd = { name: 'camera-odd', caption: '', causes: ['camera: odd'], enter: async () => undefined };
  expect(uncovered([...onboardingStates, odd])).toEqual(['camera: odd (no such cause)']);
});

test('no two states have one name', () => {
  expect(new Set(onboardingStates.map(({ name }) => name)).size).toBe(onboardingStates.length);
});
