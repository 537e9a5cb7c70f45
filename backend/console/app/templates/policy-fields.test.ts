import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../../src/policy/default-policy.ts';
import { PolicyError, parsePolicy } from '../../../../src/policy/parse-policy.ts';
import { draftOf, faultsOf, policyFields, valueIn, withValue } from './policy-fields.ts';
import { choiceWords, faultText, numberWords, settingWords } from './setting-words.ts';

const policy = defaultPolicy('https://exam.example');
const fields = policyFields().flatMap((group) => group.fields);
const field = (key: string) => {
  const found = fields.find((candidate) => candidate.key === key);
  if (!found) throw new Error(`no field ${key}`);
  return found;
};

describe('policy form', () => {
  it('has one field for every setting of the policy, and words for each', () => {
    const settings = Object.entries(policy).flatMap(([group, value]) =>
      typeof value === 'object' ? Object.keys(value).map((name) => `${group}.${name}`) : [],
    );
    expect(fields.map(({ key }) => key).toSorted()).toEqual(settings.toSorted());
    expect(Object.keys(settingWords).toSorted()).toEqual(settings.toSorted());
  });

  it('has words for every choice', () => {
    for (const { key, control } of fields) {
      if (!('options' in control)) continue;
      expect(Object.keys(choiceWords[key] ?? {})).toEqual(expect.arrayContaining([...control.options]));
      if (control.kind !== 'choice-or-numbers') continue;
      expect(choiceWords[key]).toHaveProperty(control.numbers[0]?.name ?? '');
      for (const { name } of control.numbers) expect(numberWords).toHaveProperty(name);
    }
  });

  it('reads kinds and ranges from the schema', () => {
    expect(field('recording.camera').control).toEqual({ kind: 'toggle' });
    expect(field('recording.quality').control).toEqual({ kind: 'choice', options: ['low', 'standard', 'high'] });
    expect(field('behaviour.leavingRoom').control).toEqual({ kind: 'number', min: 0, max: 5 });
    expect(field('lockdown.allow').control).toEqual({ kind: 'lines' });
    expect(field('recording.recipients').control).toEqual({ kind: 'lines' });
    expect(field('lockdown.reEntry').control).toEqual({
      kind: 'choice-or-numbers',
      options: ['code', 'never'],
      numbers: [{ name: 'allowed', min: 1, max: 1440 }],
    });
    expect(field('exam.breaks').control).toEqual({
      kind: 'choice-or-numbers',
      options: ['desk', 'off'],
      numbers: [
        { name: 'count', min: 1, max: 10 },
        { name: 'minutes', min: 1, max: 60 },
      ],
    });
  });

  it('changes one setting and leaves the rest', () => {
    const changed = withValue(draftOf(policy), field('lockdown.fullScreen'), 'off');
    expect(valueIn(changed, field('lockdown.fullScreen'))).toBe('off');
    expect(parsePolicy(changed)).toEqual({ ...policy, lockdown: { ...policy.lockdown, fullScreen: 'off' } });
  });

  it('finds the field of every fault', () => {
    const key = field('exam.take');
    const broken = withValue(draftOf(policy), key, ['https://exam.example/*', 'nonsense']);
    try {
      parsePolicy(broken);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PolicyError);
      expect(faultsOf((error as PolicyError).faults, key)).toHaveLength(1);
    }
  });

  it('says faults in the words of the form', () => {
    const tabs = field('lockdown.newTabs');
    expect(
      faultText({ key: tabs.key, rule: 'linksOnly cannot be combined with lockdown.fullScreen: a second tab' }, tabs),
    ).toBe('“Only links in the exam page” cannot be combined with “Full screen” (Lockdown): a second tab.');
    expect(faultText({ key: 'exam.take.1', rule: 'is no address' }, field('exam.take'))).toBe('Line 2 is no address.');
    const check = field('verification.camera');
    expect(faultText({ key: check.key, rule: 'needs recording.camera' }, check)).toBe('Needs “Camera” (Recording).');
  });
});
