import { expect, test } from 'vitest';
import { NotAKeyFile, readIdentityFile } from './identity-file.ts';

const secret = 'AGE-SECRET-KEY-1CZVVE5EL2YJ5ULC7FGFMXQAQM5RL6N3XH48426J6QX7DQXHNA6WSQ7AKX5';
const other = 'AGE-SECRET-KEY-1WKPEYE5GVXYRSCYPYCL8ZCLZG2JHR2KSAQX7NG0ADC45XHH5833SJ50022';

test('a file of age-keygen, with its comments and whatever line ends', () => {
  const text = `# created: 2026-11-24T19:56:24Z\n# public key: age1mung2\n${secret}\n`;
  expect(readIdentityFile(text)).toEqual([secret]);
  expect(readIdentityFile(text.replaceAll('\n', '\r\n'))).toEqual([secret]);
  expect(readIdentityFile(`${secret}\n\n# the second\n  ${other}`)).toEqual([secret, other]);
});

test.each([
  ['an empty file', '', 'There is no key in this file'],
  ['comments alone', '# public key: age1mung2\n', 'There is no key in this file'],
  ['a picture', '\u0089PNG\r\n\u001a\n', 'This is not an age key file'],
  ['a public key', 'age1mung2aaltqhppsrvzqpx5q4uq96wj6swv66hq3qyawflux05q5asgpysgv', 'holds a public key'],
  ['a post-quantum key', 'AGE-SECRET-KEY-PQ-1AAAA', 'Line 1 is an age key of a kind'],
  ['a plugin', '# yubikey\nAGE-PLUGIN-YUBIKEY-1AAAA', 'Line 2 is an age key of a kind'],
  ['a damaged key', `\n${secret.replace('CZVV', 'CZVW')}`, 'The key in line 2 is damaged'],
  ['a key that was cut', secret.slice(0, -3), 'The key in line 1 is damaged'],
  ['a key behind a passphrase', 'age-encryption.org/v1\n-> scrypt', 'itself encrypted'],
  ['the same in letters', '-----BEGIN AGE ENCRYPTED FILE-----\nYWdl', 'itself encrypted'],
])('%s is told for what it is', (_what, text, message) => {
  expect(() => readIdentityFile(text)).toThrow(NotAKeyFile);
  expect(() => readIdentityFile(text)).toThrow(message);
  expect(() => readIdentityFile(text)).not.toThrow('CZVW');
});
