import { describe, expect, test } from 'vitest';
import { english } from '../words/english.ts';
import { defaultPolicy } from './default-policy.ts';
import { policyHash, shortHash } from './hash.ts';
import { PolicyError, parsePolicy } from './parse-policy.ts';
import type { Policy } from './schema.ts';
import { policySentences } from './sentences.ts';
import { unbuiltSettings } from './unbuilt.ts';

const origin = 'https://exam.example';
const fresh = () => structuredClone(defaultPolicy(origin));

function faultsOf(document: unknown) {
  try {
    parsePolicy(document);
  } catch (error) {
    if (error instanceof PolicyError) return error.faults;
    throw error;
  }
  return [];
}

test('the Default policy is accepted', () => {
  expect(parsePolicy(fresh())).toEqual(fresh());
});

test.each<[string, (policy: Policy) => void]>([
  ['verification.camera', (p) => Object.assign(p.recording, { camera: false })],
  ['verification.microphone', (p) => Object.assign(p.recording, { microphone: false })],
  ['verification.screen', (p) => Object.assign(p.recording, { screen: false })],
  ['verification.identity', (p) => Object.assign(p.verification, { identity: 'photo', camera: false })],
  [
    'recording.deskScan',
    (p) => {
      Object.assign(p.recording, { deskScan: 'start', microphone: false });
      p.verification.microphone = false;
    },
  ],
  ['lockdown.fullScreen', (p) => Object.assign(p.lockdown, { fullScreen: 'moderate' })],
  [
    'lockdown.fullScreen',
    (p) => Object.assign(p.lockdown, { fullScreen: 'severe', oneScreen: true, closeTabs: false }),
  ],
  ['lockdown.newTabs', (p) => Object.assign(p.lockdown, { newTabs: 'linksOnly' })],
])('the combination at %s is refused with its rule', (key, change) => {
  const policy = fresh();
  change(policy);
  expect(faultsOf(policy).map((fault) => fault.key)).toContain(key);
});

describe('bad documents are refused with the key named', () => {
  test.each<[string, (policy: Policy) => unknown, string]>([
    ['an unknown key', (p) => ({ ...p, spy: true }), 'spy'],
    ['an unknown nested key', (p) => ({ ...p, lockdown: { ...p.lockdown, keylogger: true } }), 'lockdown.keylogger'],
    ['a wrong type', (p) => ({ ...p, recording: { ...p.recording, camera: 'yes' } }), 'recording.camera'],
    ['a missing group', ({ tools: _, ...rest }) => rest, 'tools'],
    ['another version', (p) => ({ ...p, version: 2 }), 'version'],
    [
      'a regular expression',
      (p) => ({ ...p, exam: { ...p.exam, take: ['https://exam.example/(\\d+)'] } }),
      'exam.take.0',
    ],
    ['a pattern for every site', (p) => ({ ...p, exam: { ...p.exam, take: ['https://*/*'] } }), 'exam.take.0'],
    ['a pattern for every host', (p) => ({ ...p, exam: { ...p.exam, take: ['https://*.*/take/*'] } }), 'exam.take.0'],
    [
      'a wildcard within a host',
      (p) => ({ ...p, exam: { ...p.exam, take: ['https://exams-*.example/take/*'] } }),
      'exam.take.0',
    ],
    [
      'a group within a host',
      (p) => ({ ...p, lockdown: { ...p.lockdown, allow: ['https://:any.example/'] } }),
      'lockdown.allow.0',
    ],
    ['a scheme that is not the web', (p) => ({ ...p, exam: { ...p.exam, end: ['file:///tmp/*'] } }), 'exam.end.0'],
    ['no document', () => 'policy', 'policy'],
  ])('%s', (_name, change, key) => {
    expect(faultsOf(change(fresh())).map((fault) => fault.key)).toContain(key);
  });
});

test('a policy from before help was a setting is accepted, and keeps its hash', async () => {
  const { help: _, ...before } = fresh();
  const policy = parsePolicy(before);
  expect(policy).not.toHaveProperty('help');
  expect(await policyHash(policy)).toBe(await policyHash(before as Policy));
});

test('the hash is of the content, not of the order of keys', async () => {
  const policy = fresh();
  const reversed = Object.fromEntries(Object.entries(policy).reverse()) as unknown as Policy;
  const hash = await policyHash(policy);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await policyHash(reversed)).toBe(hash);
  policy.retention.days += 1;
  expect(await policyHash(policy)).not.toBe(hash);
  expect(shortHash(hash)).toBe(hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 '));
});

test('every setting that asks something of the candidate has its sentence', () => {
  const nothing = fresh();
  nothing.recording = { ...nothing.recording, camera: false, microphone: false, screen: false };
  const everything = fresh();
  const recipient = 'age1mung2aaltqhppsrvzqpx5q4uq96wj6swv66hq3qyawflux05q5asgpysgv';
  everything.recording = {
    ...everything.recording,
    webTraffic: true,
    input: true,
    deskScan: 'periodic',
    recipients: [recipient],
  };
  Object.assign(everything.lockdown, {
    oneScreen: true,
    allow: ['https://a.example/*'],
    clearCache: true,
    otherExtensions: 'block',
  });
  Object.assign(everything.verification, { identity: 'live', signature: true });
  everything.tools = { calculator: 'basic', whiteboard: true };
  everything.exam.breaks = { count: 2, minutes: 5 };
  everything.help = { technical: true, pictures: true };
  const keys = policySentences(everything, english).map(({ key }) => key);
  for (const group of ['recording', 'lockdown', 'verification', 'tools', 'help'] as const) {
    for (const key of Object.keys(everything[group] ?? {})) {
      if (key === 'quality' || (group === 'verification' && ['camera', 'microphone', 'screen'].includes(key))) continue;
      expect(keys).toContain(`${group}.${key}`);
    }
  }
  expect(keys).toContain('exam.breaks');
  expect(policySentences(nothing, english).some(({ group }) => group === 'recorded')).toBe(false);
});

test('where recordings are encrypted it is said that pictures in the chat are not', () => {
  const sentence = (recipients: readonly string[]) => {
    const policy = fresh();
    policy.help = { pictures: true };
    policy.recording.recipients = [...recipients];
    return policySentences(policy, english).find(({ key }) => key === 'help.pictures')?.text;
  };
  expect(sentence([])).not.toContain('encrypted');
  expect(sentence(['age1mung2aaltqhppsrvzqpx5q4uq96wj6swv66hq3qyawflux05q5asgpysgv'])).toContain('is not encrypted');
});

test('what is not built yet is named, and the Default needs none of it', () => {
  const policy = fresh();
  expect(unbuiltSettings(policy)).toEqual([]);
  policy.tools = { calculator: 'basic', whiteboard: true };
  expect(unbuiltSettings(policy)).toEqual(['tools.calculator', 'tools.whiteboard']);
});

test('breaks may be left out, granted in numbers, or left to the desk', () => {
  const given = (breaks: unknown) => {
    const policy = fresh();
    Object.assign(policy.exam, { breaks });
    return () => parsePolicy(policy);
  };
  const { breaks: _, ...exam } = fresh().exam;
  expect(parsePolicy({ ...fresh(), exam }).exam).not.toHaveProperty('breaks');
  for (const good of ['off', 'desk', { count: 10, minutes: 60 }]) expect(given(good)().exam.breaks).toEqual(good);
  for (const bad of [
    'some',
    { count: 0, minutes: 5 },
    { count: 11, minutes: 5 },
    { count: 1, minutes: 61 },
    { count: 1 },
  ]) {
    expect(given(bad)).toThrow('exam.breaks');
  }
});
