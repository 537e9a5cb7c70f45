import { expect, test } from 'vitest';
import type { Findings } from './findings.ts';
import { readinessOf } from './readiness.ts';

const findings: Findings = {
  browser: 'edge 147',
  advised: ['camera', 'browser'],
  waived: ['screen'],
  drills: { link: 'passed', camera: 'missed', tab: 'skipped' },
};
const rehearsed = { findings, done: [], day: '2026-11-25', version: '1.0.0', platform: 'Windows' };

test('a check is fine, fine with an advice, or was not done; the connection never is', () => {
  const { checks, browser, drills } = readinessOf({
    ...rehearsed,
    done: ['consent', 'browser', 'connection', 'microphone', 'screen'],
  });
  expect(checks).toEqual({
    browser: 'advice',
    connection: 'open',
    camera: 'open',
    microphone: 'fine',
    screen: 'open',
    identity: 'open',
    'desk-scan': 'open',
    agreement: 'open',
  });
  expect(browser).toEqual({ kind: 'edge', version: 147 });
  expect(drills).toEqual(findings.drills);
});

test('the system is known by what the browser calls it', () => {
  const names = ['Windows', 'Win32', 'macOS', 'MacIntel', 'Chrome OS', 'Linux', 'Linux x86_64', 'Haiku', ''];
  expect(names.map((platform) => readinessOf({ ...rehearsed, platform }).system)).toEqual([
    'windows',
    'windows',
    'mac',
    'mac',
    'chromeos',
    'linux',
    'linux',
    'other',
    'other',
  ]);
});

test('a browser that was not looked at is none that is named', () => {
  const nothing = readinessOf({ ...rehearsed, findings: { ...findings, browser: '' } });
  expect(nothing.browser).toEqual({ kind: 'other', version: 0 });
});
