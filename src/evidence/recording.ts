import * as v from 'valibot';
import { partFile, recordingFiles } from '../protocol/evidence-files.ts';
import { type JournalEntry, journalEntry, type PartBody, type Receipt } from '../protocol/journal.ts';
import { canonicalJson, sha256Hex } from './digest.ts';
import { EvidenceFault, faultUnless } from './evidence-fault.ts';
import { checkReceiptFile } from './receipt-file.ts';
import { placeOf, recordedIn, saysTheSame } from './recorded.ts';

/** A file of an exported recording; its path begins in the recording's own folder. */
export interface RecordingFile {
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** An exported recording, read once: its documents whole, and of every other file its length and digest. */
export interface Recording {
  readonly receipt: Uint8Array<ArrayBuffer> | null;
  readonly journal: Uint8Array<ArrayBuffer> | null;
  readonly others: ReadonlyMap<string, { readonly bytes: number; readonly sha256: string }>;
}

/** Reads a recording's files, in any order. One file at a time is in memory, and the journal. */
export async function readRecording(files: AsyncIterable<RecordingFile> | Iterable<RecordingFile>): Promise<Recording> {
  let receipt: Recording['receipt'] = null;
  let journal: Recording['journal'] = null;
  const seen = new Set<string>();
  const others = new Map<string, { bytes: number; sha256: string }>();
  for await (const { path, bytes } of files) {
    faultUnless(!seen.has(path), `${path} is in the recording twice: one of them was added.`);
    seen.add(path);
    if (path === recordingFiles.receipt) receipt = bytes;
    else if (path === recordingFiles.journal) journal = bytes;
    else others.set(path, { bytes: bytes.length, sha256: await sha256Hex(bytes) });
  }
  return { receipt, journal, others };
}

/** The journal as it is exported: one entry a line, each in its canonical form. */
export function journalText(entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `${canonicalJson(entry)}\n`).join('');
}

/**
 * Checks an exported recording against a receipt file that was checked before: the journal is the one that device and
 * backend signed, from the policy's hash to the last entry, and every part that it names is there, at its place, down to
 * the last bit. Nothing is added.
 * @param file the receipt file's bytes
 * @param confirmed what the receipt file says
 * @throws EvidenceFault that names the first thing that is wrong
 */
export async function checkRecording(
  file: Uint8Array<ArrayBuffer>,
  confirmed: Receipt,
  recording: Recording,
): Promise<void> {
  await checkOwnReceipt(file, confirmed, recording);
  const entries = await checkJournal(confirmed, recording.journal);
  faultUnless(
    saysTheSame(confirmed, recordedIn(entries)),
    'The receipt says something else of what was recorded, or of the gaps, than the journal.',
  );
  checkParts(entries, recording.others);
}

/** The recording brings its own receipt file along: it must be the one in hand. */
async function checkOwnReceipt(
  file: Uint8Array<ArrayBuffer>,
  confirmed: Receipt,
  { receipt }: Recording,
): Promise<void> {
  faultUnless(
    receipt !== null,
    `The recording has no ${recordingFiles.receipt}: it was removed, or the recording was exported before the attempt had its receipt. Export it again.`,
  );
  if ((await sha256Hex(receipt)) === (await sha256Hex(file))) return;
  const own = await checkReceiptFile(receipt).catch((error: Error) => {
    throw new EvidenceFault(`${recordingFiles.receipt} in the recording: ${error.message}`);
  });
  faultUnless(
    own.receipt.attempt === confirmed.attempt,
    `The receipt is of attempt ${confirmed.attempt}, and the recording of attempt ${own.receipt.attempt}.`,
  );
  throw new EvidenceFault(
    `${recordingFiles.receipt} in the recording is another receipt of this attempt than the one in hand, signed by ${own.backendKeys.join(', ')}.`,
  );
}

/** The journal's entries, once they are the chain that the receipt names. */
async function checkJournal(confirmed: Receipt, bytes: Recording['journal']): Promise<JournalEntry[]> {
  faultUnless(bytes !== null, `The recording has no ${recordingFiles.journal}: the journal was removed.`);
  const lines = new TextDecoder().decode(bytes).split('\n');
  faultUnless(lines.pop() === '', 'The end of the journal was cut off or added to: its last line is not complete.');
  const entries = lines.map((line, place) => readEntry(line, place, confirmed));
  const counts = `it has ${entries.length} entries, and device and backend signed ${confirmed.entries}.`;
  faultUnless(entries.length >= confirmed.entries, `The end of the journal was cut off: ${counts}`);
  faultUnless(entries.length === confirmed.entries, `Something was added to the journal: ${counts}`);
  const changed = changedEntry(entries, await Promise.all(lines.map(sha256Hex)), confirmed);
  faultUnless(changed === null, `Entry ${changed} of the journal was changed: the chain of hashes breaks there.`);
  return entries;
}

/** The first entry that the chain shows to be another than it was; null where the chain is whole. */
function changedEntry(
  entries: readonly JournalEntry[],
  hashesOfEntries: readonly string[],
  { policy, head }: Receipt,
): number | null {
  const hashes = [policy, ...hashesOfEntries];
  const names = [...entries.map(({ prev }) => prev), head];
  const fits = (place: number) => hashes[place] === names[place];
  const broken = names.findIndex((_, place) => !fits(place));
  if (broken === -1) return null;
  // Either an entry was changed or the name for it in the next one; a next one left alone still has its own hash.
  const isNameTrue = broken === entries.length || fits(broken + 1);
  return broken > 0 && isNameTrue ? broken - 1 : broken;
}

function readEntry(line: string, place: number, { session, policy }: Receipt): JournalEntry {
  const entry = parsedLine(line);
  faultUnless(entry !== null, `Entry ${place} of the journal was changed: its line cannot be read as an entry.`);
  faultUnless(entry.seq === place, `Entry ${place} of the journal is missing: entry ${entry.seq} stands in its place.`);
  const isOurs = entry.session === session && entry.policy === policy;
  faultUnless(isOurs, `Entry ${place} of the journal belongs to another session or policy.`);
  return entry;
}

function parsedLine(line: string): JournalEntry | null {
  try {
    const entry = v.parse(journalEntry, JSON.parse(line));
    return canonicalJson(entry) === line ? entry : null;
  } catch {
    return null;
  }
}

function checkParts(entries: readonly JournalEntry[], files: Recording['others']): void {
  const named = entries.flatMap(({ seq, body }) => (body.kind === 'part' ? [{ seq, body }] : []));
  const placeOfDigest = new Map(named.map(({ body }) => [body.sha256, body]));
  const expected = new Set<string>();
  for (const { seq, body } of named) {
    const path = partFile(body);
    const part = `Part ${placeOf(body)} (entry ${seq} of the journal, file ${path})`;
    const file = files.get(path);
    expected.add(path);
    faultUnless(file !== undefined, `${part} is missing.`);
    if (file.sha256 === body.sha256 && file.bytes === body.bytes) continue;
    throw new EvidenceFault(`${part} ${differenceOf(body, file, placeOfDigest.get(file.sha256))}`);
  }
  const added = [...files.keys()].find((path) => !expected.has(path));
  faultUnless(added === undefined, `${added} does not belong to the recording: it was added.`);
}

function differenceOf(body: PartBody, file: { readonly bytes: number }, other: PartBody | undefined): string {
  if (other) return `holds what was recorded as part ${placeOf(other)}: parts were swapped.`;
  if (file.bytes === body.bytes) return 'was changed: its digest is not the one that was recorded.';
  return `was changed: it has ${file.bytes} bytes, and ${body.bytes} were recorded.`;
}
