import { describe, expect, test } from 'vitest';
import type { JournalEntry } from '../protocol/journal.ts';
import { canonicalJson } from './digest.ts';
import { checkReceiptFile } from './receipt-file.ts';
import { checkRecording, readRecording } from './recording.ts';
import { makeKey, makeRecording, type TestRecording } from './test-evidence.ts';

const camera = (segment: number, part: number) => `parts/camera/00000${segment}/00000${part}`;

async function* filesOf(recording: TestRecording) {
  for (const [path, bytes] of recording) yield { path, bytes };
}

/** Checks a recording against a receipt file, its own unless told. */
async function check(recording: TestRecording, receipt = recording.get('receipt.json')): Promise<void> {
  const file = receipt ?? new Uint8Array();
  const { receipt: confirmed } = await checkReceiptFile(file);
  await checkRecording(file, confirmed, await readRecording(filesOf(recording)));
}

async function changed(change: (recording: TestRecording) => void): Promise<void> {
  const recording = await makeRecording();
  const receipt = recording.get('receipt.json');
  change(recording);
  await check(recording, receipt);
}

/** Rewrites the journal's lines. */
function journal(change: (lines: string[]) => string[]): (recording: TestRecording) => void {
  return (recording) => {
    const lines = new TextDecoder().decode(recording.get('journal.jsonl')).trimEnd().split('\n');
    recording.set('journal.jsonl', new TextEncoder().encode(`${change(lines).join('\n')}\n`));
  };
}

/** Rewrites one entry of the journal. */
function entry(place: number, change: (entry: JournalEntry) => JournalEntry) {
  return journal((lines) => lines.with(place, canonicalJson(change(JSON.parse(lines[place] ?? '')))));
}

test('a whole recording is whole, in whatever order its files come', async () => {
  const recording = await makeRecording();
  await expect(check(recording)).resolves.toBeUndefined();
  await expect(check(new Map([...recording].reverse()))).resolves.toBeUndefined();
});

test('a recording of nothing is whole', async () => {
  await expect(check(await makeRecording({ bodies: [] }))).resolves.toBeUndefined();
});

describe('found in a recording:', () => {
  const longer = (bytes?: Uint8Array) => new Uint8Array([...(bytes ?? []), 0]);
  test.each<[string, (recording: TestRecording) => void, string]>([
    [
      'a removed part',
      (r) => r.delete(camera(0, 1)),
      'Part camera/0/1 (entry 3 of the journal, file parts/camera/000000/000001) is missing.',
    ],
    [
      'a longer part',
      (r) => r.set(camera(0, 1), longer(r.get(camera(0, 1)))),
      'Part camera/0/1 (entry 3 of the journal, file parts/camera/000000/000001) was changed: it has 48 bytes, and 47 were recorded.',
    ],
    [
      'swapped parts',
      (r) => {
        const [a, b] = [r.get(camera(0, 0)), r.get(camera(1, 0))];
        if (a && b) r.set(camera(0, 0), b).set(camera(1, 0), a);
      },
      'Part camera/0/0 (entry 1 of the journal, file parts/camera/000000/000000) holds what was recorded as part camera/1/0: parts were swapped.',
    ],
    [
      'an added part',
      (r) => r.set(camera(2, 0), longer()),
      'parts/camera/000002/000000 does not belong to the recording: it was added.',
    ],
    ['an added file', (r) => r.set('notes.txt', longer()), 'notes.txt does not belong'],
    ['no receipt', (r) => r.delete('receipt.json'), 'The recording has no receipt.json'],
    ['no journal', (r) => r.delete('journal.jsonl'), 'The recording has no journal.jsonl'],
    ['a changed entry', entry(2, (e) => ({ ...e, mono: 99 })), 'Entry 2 of the journal was changed'],
    ['a changed first entry', entry(0, (e) => ({ ...e, prev: '0'.repeat(64) })), 'Entry 0 of the journal was changed'],
    ['a changed link', entry(4, (e) => ({ ...e, prev: '0'.repeat(64) })), 'Entry 4 of the journal was changed'],
    ['a changed last entry', entry(6, (e) => ({ ...e, mono: 99 })), 'Entry 6 of the journal was changed'],
    ['a changed last link', entry(6, (e) => ({ ...e, prev: '0'.repeat(64) })), 'Entry 6 of the journal was changed'],
    [
      'an entry in another form',
      journal((lines) => lines.with(3, ` ${lines[3]}`)),
      'Entry 3 of the journal was changed: its line',
    ],
    [
      'an entry of another session',
      entry(3, (e) => ({ ...e, session: '11111111-1111-4111-8111-111111111111' })),
      'Entry 3 of the journal belongs to another session',
    ],
    [
      'a removed entry',
      journal((lines) => lines.toSpliced(3, 1)),
      'Entry 3 of the journal is missing: entry 4 stands in its place.',
    ],
    [
      'swapped entries',
      journal((lines) => lines.with(3, lines[4] ?? '').with(4, lines[3] ?? '')),
      'Entry 3 of the journal is missing',
    ],
    [
      'a truncated end',
      journal((lines) => lines.slice(0, 5)),
      'The end of the journal was cut off: it has 5 entries, and device and backend signed 7.',
    ],
    [
      'a line that was cut',
      (r) => r.set('journal.jsonl', (r.get('journal.jsonl') ?? longer()).slice(0, -1)),
      'its last line is not complete',
    ],
    [
      'an added entry',
      journal((lines) => [...lines, canonicalJson({ ...JSON.parse(lines[6] ?? ''), seq: 7 })]),
      'Something was added to the journal: it has 8 entries',
    ],
  ])('%s', async (_, change, words) => {
    await expect(changed(change)).rejects.toThrow(words);
  });

  test('a receipt that says something else of what was recorded', async () => {
    const recording = await makeRecording({ receipt: { gaps: [] } });
    await expect(check(recording)).rejects.toThrow('something else of what was recorded');
  });

  test('a receipt of another attempt', async () => {
    const attempt = '99999999-9999-4999-8999-999999999999';
    const other = await makeRecording({ receipt: { attempt } });
    await expect(check(await makeRecording(), other.get('receipt.json'))).rejects.toThrow(
      `The receipt is of attempt ${attempt}, and the recording of attempt 0b7d3c52-6d3c-4a55-8ac1-5f4e8a0d2a77.`,
    );
  });

  test('a forgery that another key signed from end to end', async () => {
    const policy = { version: 1, recording: { camera: false } };
    const forged = await makeRecording({ backend: await makeKey(), policy });
    await check(forged);
    await expect(check(forged, (await makeRecording()).get('receipt.json'))).rejects.toThrow(
      'is another receipt of this attempt',
    );
  });

  test('a damaged receipt in the recording', async () => {
    await expect(changed((r) => r.set('receipt.json', longer(r.get('receipt.json'))))).rejects.toThrow(
      'receipt.json in the recording: This is not a receipt file',
    );
  });

  test('a file that is there twice', async () => {
    const recording = await makeRecording();
    const twice = async function* () {
      yield* filesOf(recording);
      yield* filesOf(recording);
    };
    await expect(readRecording(twice())).rejects.toThrow('receipt.json is in the recording twice');
  });
});
