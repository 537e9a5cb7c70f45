import { expect, test } from 'vitest';
import { pageKind } from '../lockdown/page-kind.ts';
import { examMatchPatterns, originsNeeded, permissionsNeeded } from '../policy/needs.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { unbuiltSettings } from '../policy/unbuilt.ts';
import { stepsNeeded } from '../session/view.ts';
import { endPage, examPage, rehearsalPolicy } from './rehearsal-policy.ts';

const own = 'chrome-extension://jgadjcbdicfemigbphhehklnndlgcikj';
const policy = rehearsalPolicy(own);

test('a rehearsal asks for what can be kept, for no web site, and for every permission that an exam asks for', () => {
  expect(parsePolicy(policy)).toEqual(policy);
  expect(unbuiltSettings(policy)).toEqual([]);
  expect(originsNeeded(policy, own)).toEqual([]);
  expect(examMatchPatterns(policy)).toEqual([]);
  expect(permissionsNeeded(policy)).toEqual(['tabs', 'tabGroups', 'downloads', 'clipboardWrite', 'system.display']);
});

test('it has every step but the code for coming back', () => {
  expect(stepsNeeded(policy, false)).toEqual([
    'consent',
    'browser',
    'connection',
    'camera',
    'microphone',
    'screen',
    'identity',
    'desk-scan',
    'agreement',
    'introduction',
    'start',
  ]);
});

test('it takes place in the page of the mock exam, and ends where that is handed in', () => {
  expect(pageKind(policy, own + examPage)).toBe('take');
  expect(pageKind(policy, own + endPage)).toBe('end');
  expect(pageKind(policy, 'https://exam.example/')).toBe('foreign');
});
