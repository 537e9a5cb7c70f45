import { describe, expect, test } from 'vitest';
import type { ReceiptFile } from '../protocol/evidence-files.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import { EvidenceFault } from './evidence-fault.ts';
import { checkReceiptFile, proveReceipt } from './receipt-file.ts';
import { fingerprint, signedBy } from './signed.ts';
import { makeKey, makeRecording, type Wish } from './test-evidence.ts';

async function fileOf(wish: Wish = {}): Promise<Uint8Array<ArrayBuffer>> {
  return (await makeRecording(wish)).get('receipt.json') ?? new Uint8Array();
}

const bytesOf = (file: unknown) => new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`);
const read = (bytes: Uint8Array): ReceiptFile => JSON.parse(new TextDecoder().decode(bytes));

describe('a whole receipt file', () => {
  test.each(['EdDSA', 'ES256'] as const)('is whole, with %s keys', async (alg) => {
    const [device, backend] = [await makeKey(alg), await makeKey(alg)];
    const { receipt, backendKeys } = await checkReceiptFile(await fileOf({ device, backend }));
    expect(receipt).toMatchObject({ exam: 'Éléments d’algèbre', entries: 7 });
    expect(backendKeys).toEqual([await fingerprint(backend.publicKey)]);
  });

  test('is whole when the backend changed its key after it had signed the policy', async () => {
    const [old, backend] = [await makeKey(), await makeKey()];
    const { backendKeys } = await checkReceiptFile(await fileOf({ policyKey: old, backend }));
    expect(backendKeys).toEqual([await fingerprint(backend.publicKey), await fingerprint(old.publicKey)]);
  });

  test('is refused when its key is not one that is known', async () => {
    const backend = await makeKey();
    const known = await fingerprint(backend.publicKey);
    const file = await fileOf({ backend });
    expect((await checkReceiptFile(file, [known])).backendKeys).toEqual([known]);
    const forged = await fileOf({ backend: await makeKey() });
    await expect(checkReceiptFile(forged, [known])).rejects.toThrow("and not the backend's key that you named");
  });
});

describe('found in a receipt file:', () => {
  test('a single bit, wherever it is', async () => {
    const file = await fileOf();
    for (let bit = 0; bit < file.length * 8; bit += 37) {
      const changed = file.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit % 8));
      await expect(checkReceiptFile(changed), `bit ${bit}`).rejects.toThrow(EvidenceFault);
    }
  });

  test.each<[string, Wish, string]>([
    ['an end of another session', { end: { session: '11111111-1111-4111-8111-111111111111' } }, 'differ in "session"'],
    ['an end of another policy', { end: { policy: '0'.repeat(64) } }, 'differ in "policy"'],
    ['an end that names more', { end: { entries: 8 } }, 'differ in "entries"'],
    ['an end with another head', { end: { head: '0'.repeat(64) } }, 'differ in "head"'],
    ['an end for another reason', { end: { reason: 'left' } }, 'differ in "reason"'],
    ['a receipt for another end', { receipt: { end: '0'.repeat(64) } }, 'another end record'],
    ['a receipt for another policy', { receipt: { policy: '0'.repeat(64) } }, 'It was replaced'],
    ['a receipt for another device', { receipt: { device: 'A'.repeat(43) } }, 'It was replaced'],
    ['something else signed by the backend', { receiptType: 'vigil-launch+jws' }, "receipt's signature"],
  ])('%s', async (_, wish, words) => {
    await expect(fileOf(wish).then((file) => checkReceiptFile(file))).rejects.toThrow(words);
  });

  test.each<[string, (file: ReceiptFile, other: ReceiptFile) => unknown, string]>([
    [
      'another receipt',
      (file, { signed }) => ({ ...file, signed: { ...file.signed, receipt: signed.receipt } }),
      "receipt's signature",
    ],
    [
      'another policy',
      (file, { signed, policy }) => ({ ...file, policy, signed: { ...file.signed, policy: signed.policy } }),
      'The policy is not the one',
    ],
    [
      'another end',
      (file, { signed }) => ({ ...file, signed: { ...file.signed, end: signed.end } }),
      "end record's signature",
    ],
    [
      'another device key',
      (file, { keys }) => ({ ...file, keys: { ...file.keys, device: keys.device } }),
      "device's key is not the one",
    ],
    ['no key', (file) => ({ ...file, keys: { ...file.keys, backend: [] } }), "receipt's signature"],
    [
      'a key that signed nothing',
      (file, { keys }) => ({ ...file, keys: { ...file.keys, backend: [...file.keys.backend, keys.device] } }),
      'as Vigil wrote it',
    ],
    [
      'other words for the receipt',
      (file) => ({ ...file, receipt: { ...file.receipt, gaps: [] } }),
      'something else in "receipt"',
    ],
    ['other words for the policy', (file) => ({ ...file, policy: { version: 1 } }), 'something else in "policy"'],
    ['a member that nothing covers', (file) => ({ ...file, note: 'all well' }), 'cannot be read'],
    ['another order', ({ v, ...file }) => ({ ...file, v }), 'as Vigil wrote it'],
  ])('%s', async (_, change, words) => {
    const backend = await makeKey();
    const file = read(await fileOf({ backend }));
    // The other one is of the same backend and, but for its receipt, as good as this one.
    const other = read(
      await fileOf({ backend: _ === 'another receipt' ? await makeKey() : backend, policy: { version: 2 } }),
    );
    await expect(checkReceiptFile(bytesOf(change(file, other)))).rejects.toThrow(words);
  });

  test('that it is none', async () => {
    for (const text of ['', '{}', 'null', '<html>']) {
      await expect(checkReceiptFile(new TextEncoder().encode(text))).rejects.toThrow('This is not a receipt file');
    }
  });
});

describe('a device takes', () => {
  /** What stands on a device at the end: what it signed, the keys, its journal; and the receipt as the backend sent it. */
  async function atTheEnd(wish: Wish = {}) {
    const files = await makeRecording(wish);
    const lines = new TextDecoder().decode(files.get('journal.jsonl')).split('\n').filter(Boolean);
    const file = files.get('receipt.json') ?? new Uint8Array();
    return { file, ...read(file), journal: lines.map((line): JournalEntry => JSON.parse(line)) };
  }

  test('a receipt that proves its journal; the file is the one that the backend exports', async () => {
    const { file, signed, keys, journal } = await atTheEnd();
    expect(await proveReceipt({ signed, ...keys }, journal)).toBe(new TextDecoder().decode(file));
  });

  test("none by a key that is not the backend's", async () => {
    const { signed, keys, journal } = await atTheEnd();
    const forged = (await atTheEnd()).signed.receipt;
    const given = { signed: { ...signed, receipt: forged }, ...keys };
    await expect(proveReceipt(given, journal)).rejects.toThrow('by a key of the backend');
  });

  test('none for the end of another device, though the backend signed it', async () => {
    const backend = await makeKey();
    const { signed, keys, journal } = await atTheEnd({ backend });
    const other = (await atTheEnd({ backend })).signed.receipt;
    const given = { signed: { ...signed, receipt: other }, ...keys };
    await expect(proveReceipt(given, journal)).rejects.toThrow("The device's key is not the one");
  });

  test('none that hides a gap, though the backend signed it', async () => {
    const { signed, keys, journal } = await atTheEnd({ receipt: { gaps: [] } });
    await expect(proveReceipt({ signed, ...keys }, journal)).rejects.toThrow('or of the gaps');
  });
});

test('a signature counts only in its one form: the bits that decoders pass over are looked at', async () => {
  const key = await makeKey();
  const jws = await key.sign('{}');
  expect(await signedBy(key.publicKey, jws)).toBe('{}');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const next = letters[letters.indexOf(jws.at(-1) ?? '') + 1];
  await expect(signedBy(key.publicKey, `${jws.slice(0, -1)}${next}`)).rejects.toThrow('not written');
});
