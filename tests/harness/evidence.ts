import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input } from 'mediabunny';
import { unpackTar } from 'modern-tar';
import * as v from 'valibot';
import { brokenLink } from '../../src/evidence/chain.ts';
import { sha256Hex } from '../../src/evidence/digest.ts';
import { checkReceiptFile } from '../../src/evidence/receipt-file.ts';
import { checkRecording, type RecordingFile, readRecording } from '../../src/evidence/recording.ts';
import { attemptDetail, attemptList } from '../../src/protocol/api.ts';
import { recordingFiles } from '../../src/protocol/evidence-files.ts';
import { isPictureStream } from '../../src/protocol/journal.ts';

export type Attempt = v.InferOutput<typeof attemptDetail>;

/** A backend that is asked as an operator of the console. */
export interface Reviewed {
  operator(path: string, init?: RequestInit): Promise<Response>;
}

async function newest(world: Reviewed) {
  const list = v.parse(attemptList, await (await world.operator('/v1/attempts')).json());
  const [first] = list.attempts;
  if (!first) throw new Error('The backend knows no attempt');
  return first;
}

/** The state of the newest attempt. */
export async function attemptState(world: Reviewed): Promise<string> {
  return (await newest(world)).state;
}

/** The newest attempt as a reviewer sees it. */
export async function newestAttempt(world: Reviewed): Promise<Attempt> {
  const { attempt } = await newest(world);
  return v.parse(attemptDetail, await (await world.operator(`/v1/attempts/${attempt}/review`)).json());
}

/** Waits until the backend says that an attempt is in a state; asks a few times a second. */
export async function attemptReaches(world: Reviewed, state: string, timeoutMs = 30_000): Promise<Attempt> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const attempt = await newestAttempt(world);
    if (attempt.state === state) return attempt;
    if (Date.now() > deadline) throw new Error(`The attempt is ${attempt.state}, and was to be ${state} by now`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The types of the recorded events, in their order. */
export function eventTypes({ journal }: Attempt): string[] {
  return journal.flatMap(({ body }) => (body.kind === 'event' ? [body.type] : []));
}

/** Everything wrong with the evidence that the backend holds of an attempt; empty when nothing is. */
export async function faultsOf(world: Reviewed, attempt: Attempt): Promise<string[]> {
  const faults: string[] = [];
  const broken = await brokenLink(attempt.policyHash, attempt.journal);
  if (broken) faults.push(broken);
  for (const entry of attempt.journal) {
    if (entry.policy !== attempt.policyHash) faults.push(`entry ${entry.seq} names another policy`);
  }
  for (const { stream, segment } of attempt.segments) {
    faults.push(...(await segmentFaults(world, attempt, stream, segment)));
  }
  if (attempt.receipt !== null) faults.push(...(await exportFaults(world, attempt)));
  return faults;
}

/** The files of an attempt's recording, as the backend exports it. */
export async function exportedRecording(world: Reviewed, { attempt }: Attempt): Promise<RecordingFile[]> {
  const response = await world.operator(`/v1/attempts/${attempt}/recording`);
  const entries = await unpackTar(await response.arrayBuffer(), { strip: 1 });
  return entries.map(({ header, data }) => ({ path: header.name, bytes: data ?? new Uint8Array() }));
}

async function exportFaults(world: Reviewed, attempt: Attempt): Promise<string[]> {
  const files = await exportedRecording(world, attempt);
  const file = files.find(({ path }) => path === recordingFiles.receipt)?.bytes ?? new Uint8Array();
  try {
    const { receipt } = await checkReceiptFile(file);
    await checkRecording(file, receipt, await readRecording(files));
    return [];
  } catch (error) {
    return [`exported recording: ${(error as Error).message}`];
  }
}

async function segmentFaults(world: Reviewed, attempt: Attempt, stream: string, segment: number): Promise<string[]> {
  const name = `${stream} segment ${segment}`;
  const response = await world.operator(`/v1/attempts/${attempt.attempt}/segments/${stream}/${segment}`);
  if (!response.ok) return [`${name} cannot be read: ${response.status}`];
  const bytes = new Uint8Array(await response.arrayBuffer());
  const parts = attempt.journal
    .flatMap(({ body }) => (body.kind === 'part' && body.stream === stream && body.segment === segment ? [body] : []))
    .sort((a, b) => a.part - b.part);
  const faults: string[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if (part.part !== index) faults.push(`${name}: part ${index} is missing or there twice`);
    const digest = await sha256Hex(bytes.slice(at, at + part.bytes));
    if (digest !== part.sha256) faults.push(`${name}: part ${part.part} has another digest`);
    at += part.bytes;
  }
  if (at !== bytes.length) faults.push(`${name}: ${bytes.length - at} bytes more than its parts`);
  if (!parts.at(-1)?.last) faults.push(`${name} has no last part`);
  return [
    ...faults,
    ...(isPictureStream(stream) ? pictureFaults(name, bytes) : await decodingFaults(name, bytes, stream)),
  ];
}

/** How pictures begin and end: JPEG, PNG. */
const pictureForms = [
  { begin: 'ffd8ff', end: 'ffd9' },
  { begin: '89504e470d0a1a0a', end: '49454e44ae426082' },
];

/** What is wrong with a segment that should be one whole picture. */
export function pictureFaults(name: string, bytes: Uint8Array): string[] {
  const hex = Buffer.from(bytes).toString('hex');
  const isWhole = pictureForms.some(({ begin, end }) => hex.startsWith(begin) && hex.endsWith(end));
  return isWhole ? [] : [`${name} is no whole picture`];
}

/** What a decoder finds wrong with a segment. */
export async function decodingFaults(name: string, bytes: Uint8Array<ArrayBuffer>, stream: string): Promise<string[]> {
  const input = new Input({ formats: ALL_FORMATS, source: new BlobSource(new Blob([bytes])) });
  const tracks = await input.getTracks().catch(() => []); // not a film at all
  const kinds = tracks.map((track) => track.type).sort();
  const wanted = stream === 'camera' || stream === 'desk' ? ['audio', 'video'] : ['video'];
  if (kinds.join() !== wanted.join()) return [`${name} has tracks ${kinds.join()}`];
  const faults: string[] = [];
  for (const track of tracks) {
    let packets = 0;
    for await (const packet of new EncodedPacketSink(track).packets()) if (packet.byteLength > 0) packets += 1;
    if (packets < 3) faults.push(`${name}: only ${packets} packets of ${track.type}`);
  }
  return faults;
}

/** An event's facts, as the backend has them. */
export function dataOf(attempt: Attempt, type: string): Record<string, unknown> {
  const entry = attempt.journal.find(({ body }) => body.kind === 'event' && body.type === type);
  return entry?.body.kind === 'event' ? { ...entry.body.data, cause: entry.body.cause } : {};
}
