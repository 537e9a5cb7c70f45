import { expect, it } from 'vitest';
import { isAssistive } from './assistive-extensions.ts';

const other = 'abcdefghijklmnopabcdefghijklmnop';

it.each([
  ['ChromeVox', 'kgejglhpjiefppelpmljglcjbhoiplfn'],
  ['High Contrast', 'djcfdncoelnlbldjfhinnjlhdjlikmph'],
  ['Read&Write', 'inoeonmfapjbbkmdafoankkfajkcphgd'],
  ['Helperbird', 'ahmapmilbkfamljbpgphfndeemhnajme'],
  ['OpenDyslexic', 'cdnapgfjopgaggbmfgbiinmmbdcglnam'],
  ['Dark Reader', 'eimadpbcbfnmbkopoojfekhnkhdbieeh'],
])('%s is left alone, whatever an accommodation says', (_name, id) => {
  expect(isAssistive(id, null)).toBe(true);
  expect(isAssistive(id, { extensions: [other] })).toBe(true);
});

it('any other is left alone only where the accommodation names it', () => {
  expect(isAssistive(other, null)).toBe(false);
  expect(isAssistive(other, {})).toBe(false);
  expect(isAssistive(other, { displays: 2, extensions: ['ponmlkjihgfedcbaponmlkjihgfedcba'] })).toBe(false);
  expect(isAssistive(other, { extensions: [other] })).toBe(true);
});
