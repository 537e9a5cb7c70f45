import { resolveObjectURL } from 'node:buffer';
import { generateX25519Identity } from 'age-encryption';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256Hex } from '../../../../src/evidence/digest.ts';
import { decryptWith, encryptFor, recipientsOf } from '../../../../src/evidence/part-cipher.ts';
import type { JournalEntry, PartBody } from '../../../../src/protocol/journal.ts';
import { SealedRecording } from './sealed-recording.ts';
import type { Segment } from './span.ts';

type Bytes = Uint8Array<ArrayBuffer>;

let identities: string[];
let keys: string[];
beforeAll(async () => {
  identities = await Promise.all([generateX25519Identity(), generateX25519Identity()]);
  keys = await recipientsOf(identities);
});

/** What the backend holds, by place; an error stands for one that does not answer. */
let stored: Map<string, Bytes | Error>;
let read: string[];
let journal: JournalEntry[];
let sealed: SealedRecording;
beforeEach(() => {
  stored = new Map();
  read = [];
  journal = [];
  sealed = new SealedRecording(async ({ stream, segment, part }) => {
    const place = `${stream}/${segment}/${part}`;
    read.push(place);
    const held = stored.get(place) ?? null;
    if (held instanceof Error) throw held;
    return held;
  });
});

const text = (part: number) => `part ${part};`;

/** Records parts of a camera segment as a device does. */
async function record(segment: number, numbers: readonly number[], key = keys[0] ?? ''): Promise<void> {
  const encrypt = await encryptFor([key]);
  for (const part of numbers) {
    const bytes = await encrypt(new TextEncoder().encode(text(part)));
    const body = { kind: 'part', stream: 'camera', segment, part, cipher: 'age', sha256: await sha256Hex(bytes) };
    journal.push({ body: body as PartBody } as JournalEntry);
    stored.set(`camera/${segment}/${part}`, bytes);
  }
  sealed.load(journal);
}

function segmentOf(segment: number, bytes = 100): Segment {
  const mime = 'video/webm;codecs=vp8,opus';
  return { stream: 'camera', segment, mime, parts: 1, bytes, from: 0, duration: 1, complete: true };
}

function unlock(at = 0): void {
  sealed.unlock(decryptWith([identities[at] ?? '']));
}

async function shown(segment: number, bytes?: number): Promise<string> {
  const url = await sealed.open(segmentOf(segment, bytes));
  return url === '' ? '' : ((await resolveObjectURL(url)?.text()) ?? 'gone');
}

const flip = (bytes: Bytes) => bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));

describe('an encrypted recording', () => {
  it('is shown as its parts, decrypted and joined in order, and at once the second time', async () => {
    await record(0, [2, 0, 1]);
    unlock();
    expect(await shown(0)).toBe('part 0;part 1;part 2;');
    expect(typeof sealed.open(segmentOf(0))).toBe('string');
    expect(read).toHaveLength(3);
    expect(sealed.faults.value).toEqual([]);
  });

  it.each([
    ['identity', 'image/jpeg', 'image/jpeg'],
    ['identity', 'text/html', 'application/octet-stream'],
    ['identity', 'image/svg+xml', 'application/octet-stream'],
    ['desk', 'text/html', 'video/webm'],
  ] as const)('is never read as a page: %s that calls itself %s', async (stream, mime, type) => {
    await record(0, [0]);
    const [body] = journal.map((entry) => entry.body as PartBody);
    stored.set(`${stream}/0/0`, stored.get('camera/0/0') as Bytes);
    sealed.load([{ body: { ...body, stream } } as JournalEntry]);
    unlock();
    const url = await sealed.open({ ...segmentOf(0), stream, mime });
    expect(resolveObjectURL(url)?.type).toBe(type);
  });

  it('that grows is read on from where it was, and its old address is given up', async () => {
    await record(0, [0, 1]);
    unlock();
    const before = await sealed.open(segmentOf(0));
    await record(0, [2]);
    expect(await shown(0, 150)).toBe('part 0;part 1;part 2;');
    expect(read).toEqual(['camera/0/0', 'camera/0/1', 'camera/0/2']);
    expect(resolveObjectURL(before)).toBeUndefined();
  });

  it('is shown up to a hole, without a word: the rest may be on its way', async () => {
    await record(0, [0, 1, 3]);
    await record(1, [0, 1]);
    stored.delete('camera/1/1');
    unlock();
    expect(await shown(0)).toBe('part 0;part 1;');
    expect(await shown(1)).toBe('part 0;');
    expect(sealed.faults.value).toEqual([]);
  });

  it('whose part the backend does not hold as it was sent is shown up to there, and says so', async () => {
    await record(0, [0, 1, 2]);
    stored.set('camera/0/1', flip(stored.get('camera/0/1') as Bytes));
    unlock();
    expect(await shown(0)).toBe('part 0;');
    expect(sealed.faults.value).toEqual([expect.stringMatching(/^Part camera\/0\/1 is damaged: the backend/)]);
  });

  it.each([
    ['damaged before it was sent', flip, 'cannot be decrypted, though the backend holds it as'],
    ['not encrypted at all', () => Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3), 'is not an age file'],
  ])('with a part that was %s', async (_what, change, words) => {
    await record(0, [0, 1]);
    const bytes = change(stored.get('camera/0/1') as Bytes);
    stored.set('camera/0/1', bytes);
    const entry = journal[1]?.body as PartBody;
    journal[1] = { body: { ...entry, sha256: await sha256Hex(bytes) } } as JournalEntry;
    sealed.load(journal);
    unlock();
    expect(await shown(0)).toBe('part 0;');
    expect(sealed.faults.value.join()).toContain(words);
  });

  it('for another key shows nothing, and says so', async () => {
    await record(0, [0, 1]);
    unlock(1);
    expect(await shown(0)).toBe('');
    expect(sealed.faults.value).toEqual([expect.stringContaining('is encrypted for another key')]);
  });

  it('is read again when the backend did not answer', async () => {
    await record(0, [0, 1]);
    const bytes = stored.get('camera/0/1') as Bytes;
    stored.set('camera/0/1', new Error('The backend does not answer.'));
    unlock();
    expect(await shown(0)).toBe('part 0;');
    expect(sealed.faults.value).toEqual([expect.stringContaining('could not be read. The backend does not answer.')]);
    stored.set('camera/0/1', bytes);
    expect(await shown(0)).toBe('part 0;part 1;');
    expect(sealed.faults.value).toEqual([]);
  });

  it('is only ever a video, whatever the candidate’s side called it', async () => {
    await record(0, [0]);
    unlock();
    const url = await sealed.open({ ...segmentOf(0), mime: 'text/html' });
    expect(resolveObjectURL(url)?.type).toBe('video/webm');
  });
});

describe('what is kept', () => {
  it('is a handful of segments', async () => {
    for (let segment = 0; segment < 10; segment += 1) await record(segment, [0]);
    unlock();
    const urls: string[] = [];
    for (let segment = 0; segment < 10; segment += 1) urls.push(await sealed.open(segmentOf(segment)));
    expect(urls.map((url) => resolveObjectURL(url) !== undefined)).toEqual([...[false, false], ...Array(8).fill(true)]);
  });

  it('is nothing once the key is forgotten', async () => {
    await record(0, [0]);
    unlock();
    expect(sealed.isOpen.value).toBe(true);
    const url = await sealed.open(segmentOf(0));
    sealed.lock();
    expect(sealed.isOpen.value).toBe(false);
    expect(resolveObjectURL(url)).toBeUndefined();
    expect(await shown(0)).toBe('');
  });

  it('is nothing of a segment that was being opened then', async () => {
    await record(0, [0]);
    unlock();
    const opening = sealed.open(segmentOf(0));
    sealed.lock();
    expect(await opening).toBe('');
  });
});
