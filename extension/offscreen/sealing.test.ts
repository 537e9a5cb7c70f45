import { generateX25519Identity } from 'age-encryption';
import { expect, test } from 'vitest';
import { decryptWith, recipientsOf } from '../../src/evidence/part-cipher.ts';
import { sealFor } from './sealing.ts';
import type { RecordedPart } from './stream-recorder.ts';

const recorded: RecordedPart = {
  body: {
    kind: 'part',
    stream: 'camera',
    segment: 0,
    part: 0,
    last: false,
    mime: 'video/webm;codecs=vp8,opus',
    bytes: 4,
    from: 0,
    duration: 1500,
  },
  blob: new Blob([Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3)]),
};

test('for nobody a part stays as it is', async () => {
  expect(await (await sealFor([]))(recorded)).toBe(recorded);
});

test('for somebody it is an age file, and its entry says so and counts its bytes', async () => {
  const identity = await generateX25519Identity();
  const { body, blob } = await (await sealFor(await recipientsOf([identity])))(recorded);
  expect(body).toEqual({ ...recorded.body, cipher: 'age', bytes: blob.size });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  expect(await decryptWith([identity])(bytes)).toEqual(new Uint8Array(await recorded.blob.arrayBuffer()));
});

test('what cannot be encrypted is refused before anything is recorded', async () => {
  // Every secret with this key is zero.
  const weak = 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z';
  await expect(sealFor([weak])).rejects.toThrow('encryptionImpossible');
});
