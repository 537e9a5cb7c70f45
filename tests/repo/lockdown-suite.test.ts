import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { policySchema } from '../../src/policy/schema.ts';
import { eventTypes } from '../../src/protocol/events.ts';
import { allSettings } from '../lockdown/all-settings.ts';
import { mutants } from '../lockdown/mutants.ts';
import { outcomes } from '../lockdown/specification.ts';
import { threatModel } from '../lockdown/threat-model.ts';

const keys = allSettings.map(({ key }) => key);
const duplicates = (names: readonly string[]) => names.filter((name, at) => names.indexOf(name) !== at);

it('the threat model is what the specification says; `npm run lockdown -- --docs` writes it anew', () => {
  expect(readFileSync('docs/threat-model.md', 'utf8')).toBe(threatModel(allSettings));
});

describe('the specification of the lockdown suite', () => {
  it.each(Object.keys(policySchema.entries.lockdown.entries))('tries to get around lockdown.%s', (name) => {
    const tried = allSettings
      .filter(({ key }) => key === `lockdown.${name}`)
      .flatMap(({ groups }) => groups.flatMap(({ scenarios }) => scenarios));
    expect(tried.filter(({ outcome }) => outcome !== 'allowed')).not.toEqual([]);
  });

  it('has every setting once', () => {
    expect(duplicates(keys)).toEqual([]);
  });

  it('holds every file of settings', () => {
    expect(allSettings).toHaveLength(globSync('tests/lockdown/settings/*.ts').length);
  });

  it.each(allSettings.map((setting) => [setting.key, setting] as const))(
    '%s names each scenario once',
    (_, setting) => {
      const scenarios = setting.groups.flatMap((group) => group.scenarios);
      expect(duplicates(scenarios.map(({ id }) => id))).toEqual([]);
      for (const { id, outcome, event } of scenarios) {
        expect(id).toMatch(/^[\w-]+$/);
        expect(outcomes).toContain(outcome);
        if (event) expect(eventTypes).toContain(event.type);
      }
    },
  );
});

describe('the mutants', () => {
  it('have a name each, and every worker guard is among them', () => {
    expect(duplicates(mutants.map(({ name }) => name))).toEqual([]);
    const guards = globSync('background/guards/*.ts').map((file) => basename(file, '.ts'));
    const missing = guards.filter(
      (name) => name !== 'host' && !mutants.some(({ file }) => file.endsWith(`/${name}.ts`)),
    );
    expect(missing).toEqual([]);
  });

  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s still applies',
    (_, { file, without, settings }) => {
      const source = readFileSync(file, 'utf8');
      const mutated = without(source);
      expect(mutated).not.toBe(source);
      expect(mutated).not.toContain('class undefined');
      expect(parseSync(file, mutated).errors).toEqual([]);
      expect(settings.filter((key) => !keys.includes(key))).toEqual([]);
    },
  );
});
