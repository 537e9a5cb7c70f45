import { describe, expect, it, test } from 'vitest';
import { english } from '../words/english.ts';
import { defaultPolicy } from './default-policy.ts';
import { policyHash } from './hash.ts';
import { PolicyError, parsePolicy } from './parse-policy.ts';
import { policySentences } from './sentences.ts';

const ada = 'age1mung2aaltqhppsrvzqpx5q4uq96wj6swv66hq3qyawflux05q5asgpysgv';
const bob = 'age173apmwj6tkewz5dh5e3ga5kg5m4ketf8phlhd43a6shtjnaxx5uqnx74d7';
/** Keys that age-keygen does not make, with check digits that fit. */
const tagged = 'age1tag1qvpsxqcrqvpsxqcrqvpsxqcrqvpsxqcrqvpsxqcrqvpsxqcrqvpsx7pkdah';
const short = 'age1qvpsxqcrqvpsxqcrqvpsxqcrqvsshjmr';
const secret = 'AGE-SECRET-KEY-1CZVVE5EL2YJ5ULC7FGFMXQAQM5RL6N3XH48426J6QX7DQXHNA6WSQ7AKX5';

function withRecipients(recipients: unknown) {
  const policy = defaultPolicy('https://exam.example');
  return { ...policy, recording: { ...policy.recording, recipients } };
}

function refusal(recipients: unknown): readonly string[] {
  try {
    parsePolicy(withRecipients(recipients));
  } catch (error) {
    if (error instanceof PolicyError) return error.faults.map(({ key, rule }) => `${key} ${rule}`);
    throw error;
  }
  return [];
}

test('the public keys that age-keygen prints are accepted, up to eight', () => {
  expect(refusal([ada, bob])).toEqual([]);
  expect(refusal([])).toEqual([]);
});

describe('what is no key is refused, with a word about what it is', () => {
  it.each([
    ['a key with one letter changed', ada.replace('mung2', 'mung3'), 'is damaged'],
    ['half a key', ada.slice(0, 40), 'is damaged'],
    ['two keys in one line', `${ada} ${bob}`, 'is damaged'],
    ['a key with a space behind it', `${ada} `, 'is damaged'],
    ['a key of another length', short, 'has another length'],
    ['a key of another kind', tagged, 'is an age key of another kind'],
    ['a secret key', secret, 'is a secret key, which must stay with you'],
    ['a secret key in small letters', secret.toLowerCase(), 'is a secret key'],
    ['an SSH key', 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN', 'is not an age public key'],
    ['capital letters', ada.toUpperCase(), 'is not an age public key'],
    ['nothing', '', 'is not an age public key'],
    ['a number', 7, 'must be string'],
  ])('%s', (_what, key, rule) => {
    const faults = refusal([bob, key]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain('recording.recipients.1 ');
    expect(faults[0]).toContain(rule);
  });

  it('a secret key is not repeated in the refusal', () => {
    expect(refusal([secret]).join()).not.toContain(secret);
  });
  it('a key twice, and a ninth', () => {
    expect(refusal([ada, ada])).toEqual(['recording.recipients names a key twice']);
    expect(refusal(Array(9).fill(ada)).join()).toContain('names more than 8 keys');
  });
});

test('a policy from before recipients were known stays what it was, and means none', async () => {
  const old = withRecipients(undefined);
  const { recipients: _, ...recording } = old.recording;
  const stored = JSON.parse(JSON.stringify({ ...old, recording }));
  const parsed = parsePolicy(stored);
  expect(parsed).toEqual(stored);
  expect('recipients' in parsed.recording).toBe(false);
  expect(await policyHash(parsed)).toBe(await policyHash(stored));
  expect(policySentences(parsed, english).map(({ key }) => key)).not.toContain('recording.recipients');
});

test('the candidate reads of it only where there is somebody to encrypt for', () => {
  const keys = (recipients: string[]) =>
    policySentences(parsePolicy(withRecipients(recipients)), english).map(({ key }) => key);
  expect(keys([])).not.toContain('recording.recipients');
  expect(keys([ada])).toContain('recording.recipients');
});
