import { expect, test } from 'vitest';
import { languages } from './languages.ts';
import { wordsIn } from './words-in.ts';

test('every language is spoken as its file has it, and no other', async () => {
  const said = await Promise.all(
    Object.keys(languages).map(async (one) => (await wordsIn(one))?.text('agreementRules')),
  );
  expect(new Set(said).size).toBe(Object.keys(languages).length);
  expect(said).not.toContain('agreementRules');
  expect((await wordsIn('de'))?.plural('policyRetention', 2)).toContain('2');
  expect(await wordsIn('xx')).toBeNull();
});
