import { expect, test } from 'vitest';
import { english } from '../words/english.ts';
import { Words } from '../words/words.ts';
import { type AgreementFacts, agreementParts, agreementText } from './agreement.ts';
import { defaultPolicy } from './default-policy.ts';
import { policySentences } from './sentences.ts';

const policy = defaultPolicy('https://exam.example');
policy.verification.signature = true;
const facts: AgreementFacts = {
  provider: 'Northfield',
  exam: 'Biology 1',
  candidate: 'Ada Lovelace',
  backend: 'https://proctor.example',
  policy,
  policyHash: 'ab'.repeat(32),
};

test('names provider, exam, candidate, where everything goes and the policy, and every sentence but its own', () => {
  const text = agreementText(facts, english);
  for (const named of [
    'Northfield',
    '“Biology 1”',
    'I am Ada Lovelace.',
    'https://proctor.example',
    facts.policyHash,
  ]) {
    expect(text).toContain(named);
  }
  for (const { key, text: sentence } of policySentences(policy, english)) {
    expect(text.includes(`- ${sentence}\n`), key).toBe(key !== 'verification.signature');
  }
});

test('is another text when anything of it is otherwise', () => {
  const others: Partial<AgreementFacts>[] = [
    { provider: 'Southfield' },
    { exam: 'Biology 2' },
    { candidate: 'Grace Hopper' },
    { backend: 'https://other.example' },
    { policyHash: 'cd'.repeat(32) },
    { policy: { ...policy, retention: { days: 91 } } },
  ];
  const texts = [{}, ...others].map((other) => agreementText({ ...facts, ...other }, english));
  expect(new Set(texts).size).toBe(texts.length);
});

test('has no part without a line', () => {
  const { camera, microphone, screen } = { camera: false, microphone: false, screen: false };
  const bare = { ...policy, recording: { ...policy.recording, camera, microphone, screen } };
  const titles = agreementParts({ ...facts, policy: bare }, english).map(({ title }) => title);
  expect(titles).not.toContain('I agree that this is checked and recorded');
  expect(titles).toContain('I keep these rules');
});

test('is the same text wherever in the world its reader lives', () => {
  const long = { ...facts, policy: { ...policy, retention: { days: 1200 } } };
  const texts = { policyRetention_other: 'Kept for $1 days.', policyRetention_one: 'Kept for $1 day.' };
  const [here, there] = ['de-DE', 'de-CH'].map((locale) => new Words('de', texts, locale));
  if (!here || !there) throw new Error('Two are needed');
  expect(here.plural('policyRetention', 1200)).not.toBe(there.plural('policyRetention', 1200));
  expect(agreementText(long, here)).toBe(agreementText(long, there));
});
