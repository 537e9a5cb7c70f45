import { generateX25519Identity } from 'age-encryption';
import { expect, test } from 'vitest';
import { encryptFor, recipientsOf } from '../../../../src/evidence/part-cipher.ts';
import { defaultPolicy } from '../../../../src/policy/default-policy.ts';
import { readKeyFile, recipientsIn, shortKey } from './key-file.ts';

const fileOf = (text: string) => new Blob([`# created by age-keygen\n${text}\n`]);

test('the right key file opens parts, also one with several keys', async () => {
  const [one, two] = [await generateX25519Identity(), await generateX25519Identity()];
  const [, key = ''] = await recipientsOf([one, two]);
  const sealed = await (await encryptFor([key]))(Uint8Array.of(1, 2, 3));
  for (const recipients of [[key], []]) {
    expect(await (await readKeyFile(fileOf(`${one}\n${two}`), recipients))(sealed)).toEqual(Uint8Array.of(1, 2, 3));
  }
});

test('another key file is told at once, with both keys as people compare them', async () => {
  const [own, other] = [await generateX25519Identity(), await generateX25519Identity()];
  const [mine = '', wanted = ''] = await recipientsOf([own, other]);
  await expect(readKeyFile(fileOf(own), [wanted])).rejects.toThrow(
    `This is the key file of ${shortKey(mine)}, and the recording is encrypted for ${shortKey(wanted)}.`,
  );
});

test('a file that is no key file is told for what it is', async () => {
  await expect(readKeyFile(new Blob(['x'.repeat(200_000)]), [])).rejects.toThrow('too long for a key file');
  await expect(readKeyFile(new Blob(['hello']), [])).rejects.toThrow('not an age key file');
});

test('the keys stand in the policy, where it names any', () => {
  const policy = defaultPolicy('https://exam.example');
  expect(recipientsIn(policy)).toEqual([]);
  expect(recipientsIn({ ...policy, recording: { recipients: ['age1a'] } })).toEqual(['age1a']);
  expect(recipientsIn({ recording: {} })).toEqual([]);
  expect(recipientsIn(null)).toEqual([]);
});
