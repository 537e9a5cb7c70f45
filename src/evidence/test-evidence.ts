import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import * as v from 'valibot';
import { partFile, recordingFiles } from '../protocol/evidence-files.ts';
import { type PublicJwk, publicJwk } from '../protocol/fields.ts';
import type { EndRecord, JournalBody, JournalEntry, Receipt } from '../protocol/journal.ts';
import { type Head, link } from './chain.ts';
import { canonicalHash, canonicalJson, sha256Hex } from './digest.ts';
import { writeReceiptFile } from './receipt-file.ts';
import { recordedIn } from './recorded.ts';
import { journalText } from './recording.ts';
import { fingerprint } from './signed.ts';

/** A signing key of a test. */
export interface TestKey {
  readonly publicKey: PublicJwk;
  sign(payload: string, header?: Record<string, string>): Promise<string>;
}

export async function makeKey(alg: 'EdDSA' | 'ES256' = 'EdDSA'): Promise<TestKey> {
  const pair = await generateKeyPair(alg);
  return {
    publicKey: v.parse(publicJwk, await exportJWK(pair.publicKey)),
    sign: (payload, header = {}) =>
      new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader({ alg, ...header }).sign(pair.privateKey),
  };
}

/** What a test wants otherwise than it would be. */
export interface Wish {
  readonly device?: TestKey;
  readonly backend?: TestKey;
  readonly policyKey?: TestKey;
  readonly policy?: unknown;
  readonly end?: Partial<EndRecord>;
  readonly receipt?: Partial<Receipt>;
  readonly receiptType?: string;
  /** What is recorded; some events, a gap, and parts of two streams unless told. */
  readonly bodies?: readonly JournalBody[];
}

/** The files of a recording by their path; `receipt.json` among them is the candidate's receipt file too. */
export type TestRecording = Map<string, Uint8Array<ArrayBuffer>>;

const session = '7a5b7c1e-7b1a-4c3e-9d43-0c8d8a2f8a11';
const at = '2026-11-21T10:00:00.000Z';
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The bytes that a test records at a place. */
export function recordedBytes(stream: string, segment: number, part: number): Uint8Array<ArrayBuffer> {
  return bytesOf(`${stream} ${segment} ${part} ${'frame '.repeat(segment + part + 5)}`);
}

const event = (type: 'session.started' | 'record.gap' | 'session.submitted', cause = '', data = {}) =>
  ({ kind: 'event', type, severity: 0, cause, data }) as const;

async function part(stream: 'camera' | 'screen', segment: number, number: number): Promise<JournalBody> {
  const bytes = recordedBytes(stream, segment, number);
  const facts = { mime: 'video/webm', bytes: bytes.length, sha256: await sha256Hex(bytes), from: 0, duration: 1500 };
  return { kind: 'part', stream, segment, part: number, last: number === 1, ...facts };
}

async function someBodies(): Promise<JournalBody[]> {
  return [
    event('session.started'),
    await part('camera', 0, 0),
    await part('screen', 0, 0),
    await part('camera', 0, 1),
    event('record.gap', 'crash', { stream: 'camera', duration: 4200 }),
    await part('camera', 1, 0),
    event('session.submitted'),
  ];
}

async function chain(policy: string, bodies: readonly JournalBody[]): Promise<{ entries: JournalEntry[]; head: Head }> {
  const entries: JournalEntry[] = [];
  let head: Head = { entries: 0, head: policy };
  for (const body of bodies) {
    const linked = await link(head, { id: crypto.randomUUID(), session, policy, at, mono: entries.length, body });
    entries.push(linked.entry);
    head = linked.head;
  }
  return { entries, head };
}

/** Records, signs and exports an attempt without a backend. */
export async function makeRecording(wish: Wish = {}): Promise<TestRecording> {
  const device = wish.device ?? (await makeKey());
  const backend = wish.backend ?? (await makeKey());
  const policyKey = wish.policyKey ?? backend;
  const policyDocument = wish.policy ?? { version: 1, recording: { camera: true } };
  const policy = await canonicalHash(policyDocument);
  const bodies = wish.bodies ?? (await someBodies());
  const { entries, head } = await chain(policy, bodies);
  const shared = { v: 1, session, policy, ...head, reason: 'submitted' } as const;
  const end = await device.sign(canonicalJson({ ...shared, at, ...wish.end }));
  const receipt: Receipt = {
    ...shared,
    attempt: '0b7d3c52-6d3c-4a55-8ac1-5f4e8a0d2a77',
    exam: 'Éléments d’algèbre',
    provider: 'Universität Nord',
    backend: 'https://proctoring.example',
    device: await fingerprint(device.publicKey),
    end: await sha256Hex(end),
    startedAt: at,
    endedAt: at,
    receivedAt: at,
    ...recordedIn(entries),
    ...wish.receipt,
  };
  const by = async (key: TestKey, typ: string) => ({ kid: await fingerprint(key.publicKey), typ });
  const signed = {
    receipt: await backend.sign(canonicalJson(receipt), await by(backend, wish.receiptType ?? 'vigil-receipt+jws')),
    policy: await policyKey.sign(canonicalJson(policyDocument), await by(policyKey, 'vigil-policy+jws')),
    end,
  };
  const keys = { device: device.publicKey, backend: [policyKey.publicKey, backend.publicKey] };
  const files: TestRecording = new Map([
    [recordingFiles.receipt, bytesOf(await writeReceiptFile({ signed, ...keys }))],
    [recordingFiles.journal, bytesOf(journalText(entries))],
  ]);
  for (const { body } of entries) {
    if (body.kind === 'part') files.set(partFile(body), recordedBytes(body.stream, body.segment, body.part));
  }
  return files;
}
