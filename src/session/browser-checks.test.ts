import { describe, expect, it, test } from 'vitest';
import { defaultPolicy } from '../policy/default-policy.ts';
import type { Policy } from '../policy/schema.ts';
import { type BrowserFacts, browserChecks, checkedFacts } from './browser-checks.ts';

const fine: BrowserFacts = {
  kind: 'chrome',
  version: 140,
  oldest: 132,
  displays: { verdict: 'one', names: ['Built-in'] },
  extensions: ['Tab Tidy'],
  clockMs: 300,
  freeBytes: 80e9,
  strength: { memoryGb: 8, cores: 8, pressure: null, trial: { fastestMs: 1, meanMs: 1.1 } },
  battery: { charging: true, level: 1 },
};

function policyWith(change: (policy: Policy) => void = () => undefined): Policy {
  const policy = defaultPolicy('https://exam.example');
  Object.assign(policy.lockdown, { oneScreen: true, otherExtensions: 'report' });
  change(policy);
  return policy;
}

const verdicts = (facts: Partial<BrowserFacts>, policy = policyWith()) =>
  Object.fromEntries(browserChecks({ ...fine, ...facts }, policy, null).map(({ about, verdict }) => [about, verdict]));

describe('what is looked at', () => {
  test('all of it, in one order, and all fine', () => {
    expect(browserChecks(fine, policyWith(), null).map(({ about }) => about)).toEqual(
      'browser displays room strength power extensions clock'.split(' '),
    );
    expect(new Set(Object.values(verdicts({})))).toEqual(new Set(['ok']));
  });

  test('nothing that the policy does not ask for, nor what the browser cannot tell', () => {
    const bare = policyWith(({ lockdown, recording }) => {
      Object.assign(lockdown, { oneScreen: false, otherExtensions: 'allowed' });
      Object.assign(recording, { camera: false, microphone: false, screen: false });
    });
    expect(Object.keys(verdicts({ battery: null }, bare))).toEqual(['browser', 'clock']);
  });
});

it.each<[string, Partial<BrowserFacts>, Record<string, string>]>([
  ['too old a browser makes the exam impossible', { version: 131 }, { browser: 'blocks' }],
  ['the oldest that works', { version: 132 }, { browser: 'ok' }],
  ['another Chromium is no fault', { kind: 'chromium' }, { browser: 'ok' }],
  ['two displays', { displays: { verdict: 'several', names: ['A', 'B'] } }, { displays: 'advice' }],
  ['displays that the browser does not tell', { displays: { verdict: 'unknown', names: [] } }, { displays: 'unknown' }],
  ['hardly any room makes the exam impossible', { freeBytes: 99_999_999 }, { room: 'blocks' }],
  ['enough to begin, not for an exam', { freeBytes: 100_000_000 }, { room: 'advice' }],
  ['just enough', { freeBytes: 500_000_000 }, { room: 'ok' }],
  ['room that the browser does not tell', { freeBytes: Number.POSITIVE_INFINITY }, { room: 'unknown' }],
  ['a computer under load', { strength: { ...fine.strength, pressure: 'critical' } }, { strength: 'advice' }],
  ['a battery that is nearly empty', { battery: { charging: false, level: 0.19 } }, { power: 'advice' }],
  ['the same while it is charged', { battery: { charging: true, level: 0.05 } }, { power: 'ok' }],
  ['a battery at a fifth', { battery: { charging: false, level: 0.2 } }, { power: 'ok' }],
  ['a clock behind by a little', { clockMs: 60_000 }, { clock: 'ok' }],
  ['a clock behind by more than a minute', { clockMs: 60_001 }, { clock: 'advice' }],
  ['a clock ahead by more than a minute', { clockMs: -60_001 }, { clock: 'advice' }],
])('%s', (_, facts, expected) => {
  expect(verdicts(facts)).toMatchObject(expected);
});

test('an accommodation may allow more displays, and their number is told', () => {
  const checks = browserChecks(fine, policyWith(), { displays: 3 });
  expect(checks.find(({ about }) => about === 'displays')).toMatchObject({ allowed: 3 });
});

describe('the journal', () => {
  test('gets what was looked at, and of displays and extensions no name', () => {
    const facts = { ...fine, battery: { charging: false, level: 0.154 }, clockMs: -90_000.4 };
    const told = checkedFacts(facts, browserChecks(facts, policyWith(), null));
    expect(told).toEqual({
      browser: 'chrome 140',
      displays: 1,
      freeMegabytes: 80_000,
      memoryGb: 8,
      cores: 8,
      pressure: null,
      workMs: 1.1,
      charging: false,
      batteryPercent: 15,
      extensions: 1,
      clockOffMs: -90_000,
      advised: 'power, clock',
    });
  });

  test('gets nothing of what the policy does not ask for', () => {
    const bare = policyWith(({ lockdown, recording }) => {
      Object.assign(lockdown, { oneScreen: false, otherExtensions: 'allowed' });
      Object.assign(recording, { camera: false, microphone: false, screen: false });
    });
    const told = checkedFacts({ ...fine, battery: null }, browserChecks({ ...fine, battery: null }, bare, null));
    expect(Object.keys(told)).toEqual(['browser', 'clockOffMs', 'advised']);
  });
});
