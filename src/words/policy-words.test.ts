import { expect, test } from 'vitest';
import { defaultPolicy } from '../policy/default-policy.ts';
import { PolicyError, parsePolicy } from '../policy/parse-policy.ts';
import type { Policy } from '../policy/schema.ts';
import { refusalWords } from './policy-words.ts';
import { wordsIn } from './words-in.ts';

function refusal(change: (policy: Policy) => void) {
  const policy = defaultPolicy('https://exam.example');
  change(policy);
  try {
    parsePolicy(policy);
  } catch (error) {
    if (error instanceof PolicyError) return refusalWords(error.faults);
  }
  throw new Error('The policy was not refused');
}

test.each([
  ['unknown', { keylogger: true }, 'keylogger: this version of Vigil does not know this setting.'],
  ['missing', { exam: undefined }, 'exam: this setting is missing.'],
  ['of a value', { retention: 'ever' }, 'retention: this setting has a value that is not allowed.'],
])('a setting that is %s', async (_, change, expected) => {
  const words = await wordsIn('en');
  expect(words?.say(refusal((policy) => Object.assign(policy, change)))).toContain(expected);
});

test('settings that do not go together are named in each language', async () => {
  const needs = refusal(({ recording, verification }) => {
    recording.camera = false;
    verification.camera = true;
  });
  const excludes = refusal(({ lockdown }) => {
    Object.assign(lockdown, { fullScreen: 'lenient', newTabs: 'linksOnly' });
  });
  const said = new Set<string>();
  for (const language of ['en', 'nl', 'de', 'fr', 'es', 'ar']) {
    const words = await wordsIn(language);
    expect(words?.say(needs)).toContain('recording.camera');
    expect(words?.say(needs)).toContain('verification.camera');
    expect(words?.say(excludes)).toContain('lockdown.fullScreen');
    said.add(words?.say(needs) ?? '');
  }
  expect(said.size).toBe(6);
});
