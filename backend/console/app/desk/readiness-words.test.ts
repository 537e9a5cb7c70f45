import { expect, test } from 'vitest';
import { type Readiness, readinessCode, readReadinessCode } from '../../../../src/rehearsal/readiness-code.ts';
import { codeFaults, readinessFacts, readinessLines } from './readiness-words.ts';

const readiness: Readiness = {
  day: '2026-11-25',
  version: '1.0.0',
  browser: { kind: 'chrome', version: 147 },
  system: 'mac',
  checks: {
    browser: 'fine',
    connection: 'open',
    camera: 'advice',
    microphone: 'fine',
    screen: 'open',
    identity: 'fine',
    'desk-scan': 'fine',
    agreement: 'fine',
  },
  drills: { link: 'passed', camera: 'missed', tab: 'skipped' },
};

test('the desk reads what went well, and what to do where it did not', () => {
  const read = readReadinessCode(readinessCode(readiness)) as Readiness;
  expect(readinessFacts(read)).toBe('Chrome 147 on macOS, Vigil 1.0.0');
  const lines = readinessLines(read);
  expect(lines).toHaveLength(11);
  expect(lines.filter(({ isFine, advice }) => isFine !== (advice === ''))).toEqual([]);
  const told = lines.filter(({ isFine }) => !isFine).map(({ name, outcome }) => `${name}: ${outcome}`);
  expect(told).toEqual([
    'Connection: Not checked',
    'Camera: Fine, with advice',
    'Screen sharing: Not checked',
    'The camera was lost: Did not go well',
    'Another tab was tried: Not played: the mock exam ended before',
  ]);
});

test('a browser that was not looked at has no number, and every fault has words', () => {
  const early = { ...readiness, browser: { kind: 'other', version: 0 } } as const;
  expect(readinessFacts(early)).toBe('A browser that was not looked at on macOS, Vigil 1.0.0');
  const typed = ['12', '0'.repeat(17), '????????????????', '1111-1111-1111-1112', '0000-0000-0000-0000'];
  const faults = typed.map((code) => readReadinessCode(code));
  expect(faults).toEqual(['short', 'long', 'stranger', 'typo', 'form']);
  expect(faults.map((fault) => codeFaults[fault as keyof typeof codeFaults])).not.toContain(undefined);
});
