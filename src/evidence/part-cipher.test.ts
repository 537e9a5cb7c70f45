import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { decryptWith, encryptFor, type PartUnreadable, recipientsOf } from './part-cipher.ts';

/** A part of the usual size, and the edges of age's blocks of 64 KiB. */
const sizes = [0, 1, 65_535, 65_536, 65_537, 300_000];

let ada: string;
let bob: string;
let adaKey: string;
let bobKey: string;
beforeAll(async () => {
  [ada, bob] = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
  [adaKey, bobKey] = (await recipientsOf([ada, bob])) as [string, string];
});

function part(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) % 256);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}

async function refusalOf(opened: Promise<unknown>): Promise<string> {
  return opened.then(
    () => 'opened',
    (error: PartUnreadable) => error.kind,
  );
}

describe('a part', () => {
  it.each(sizes)('of %i bytes comes back as it was', async (length) => {
    const sealed = await (await encryptFor([adaKey]))(part(length));
    expect(same(await decryptWith([ada])(sealed), part(length))).toBe(true);
  });

  it('is an age file each time anew, and shows nothing of what is in it', async () => {
    const encrypt = await encryptFor([adaKey]);
    const webm = Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, ...part(2000));
    const [one, two] = [await encrypt(webm), await encrypt(webm)];
    expect(Buffer.from(one).toString('latin1')).toMatch(/^age-encryption\.org\/v1\n-> X25519 /);
    expect(same(one, two)).toBe(false);
    expect(Buffer.from(one).includes(Buffer.from(webm.subarray(0, 8)))).toBe(false);
    expect(one.length - webm.length).toBeLessThan(300);
  });

  it('for two is opened by each of them, and by a file with several keys', async () => {
    const sealed = await (await encryptFor([adaKey, bobKey]))(part(5000));
    for (const keys of [[ada], [bob], [await generateX25519Identity(), bob]]) {
      expect(same(await decryptWith(keys)(sealed), part(5000))).toBe(true);
    }
  });

  it('for another is not opened', async () => {
    const sealed = await (await encryptFor([adaKey]))(part(5000));
    expect(await refusalOf(decryptWith([bob])(sealed))).toBe('wrong-key');
  });

  it('that was damaged or cut is not opened, wherever it was', async () => {
    const sealed = await (await encryptFor([adaKey]))(part(100_000));
    for (const at of [300, 1000, 70_000, sealed.length - 1]) {
      const damaged = sealed.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(await refusalOf(decryptWith([ada])(damaged)), `byte ${at}`).toBe('damaged');
    }
    for (const length of [sealed.length - 1, 70_000, 100]) {
      expect(await refusalOf(decryptWith([ada])(sealed.slice(0, length))), `${length} bytes`).toBe('damaged');
    }
  });

  it('that is no age file is told for that', async () => {
    expect(await refusalOf(decryptWith([ada])(part(5000)))).toBe('not-age');
    expect(await refusalOf(decryptWith([ada])(part(0)))).toBe('not-age');
  });
});

test('there is no encrypting for nobody, nor for what is no key', async () => {
  await expect(encryptFor([])).rejects.toThrow('Nobody is named');
  await expect(encryptFor([`${adaKey}x`])).rejects.toThrow();
  // A key with which every secret comes out as zero: check digits fit, and yet nothing may be encrypted for it.
  await expect(encryptFor(['age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z'])).rejects.toThrow();
});

/** The stock tool, as the provider would use it; null where it is not installed. */
function ageVersion(): string | null {
  try {
    return execFileSync('age', ['--version'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
}

const version = ageVersion();
if (version === null) {
  console.warn('Not tried here: parts opened by the stock tool. Install it (apt install age), and run this again.');
}

describe.runIf(version !== null)(`the stock tool, age ${version}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigil-age-'));
    writeFileSync(join(folder, 'key.txt'), `# of a test\n${ada}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(sizes)('opens a part of %i bytes', async (length) => {
    writeFileSync(join(folder, 'part.age'), await (await encryptFor([bobKey, adaKey]))(part(length)));
    const opened = execFileSync('age', ['-d', '-i', join(folder, 'key.txt'), join(folder, 'part.age')]);
    expect(same(opened, part(length))).toBe(true);
  });

  it('makes keys and files that are read here', async () => {
    const made = execFileSync('age-keygen', { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    const [, recipient = ''] = /public key: (age1\w+)/.exec(made) ?? [];
    const [, identity = ''] = /(AGE-SECRET-KEY-1\w+)/.exec(made) ?? [];
    expect(await recipientsOf([identity])).toEqual([recipient]);
    const sealed = execFileSync('age', ['-r', recipient], { input: part(70_000) });
    expect(same(await decryptWith([identity])(new Uint8Array(sealed)), part(70_000))).toBe(true);
  });
});
