import { randomUUID } from 'node:crypto';
import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';
import { canonicalHash, contentDigest, sha256Hex } from '../../src/evidence/digest.ts';
import type { SessionGrant } from '../../src/protocol/api.ts';
import type { EventType } from '../../src/protocol/events.ts';
import type { EndRecord, JournalBody, JournalEntry, PartBody } from '../../src/protocol/journal.ts';
import { call, type Reply, type TestBackend } from './test-backend.ts';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

/** A device with its signing key. */
export interface Device {
  readonly publicJwk: JWK;
  readonly privateKey: PrivateKey;
  readonly alg: 'EdDSA' | 'ES256';
}

export async function makeDevice(alg: Device['alg'] = 'EdDSA'): Promise<Device> {
  const { publicKey, privateKey } = await generateKeyPair(alg, alg === 'EdDSA' ? { crv: 'Ed25519' } : {});
  return { publicJwk: await exportJWK(publicKey), privateKey, alg };
}

/** An active schedule of the Default template. */
export async function makeSchedule(backend: TestBackend, templateId = 'default'): Promise<string> {
  const token = backend.platformKey;
  const body = { title: 'Algebra I', examUrl: 'http://localhost:4601/exams/algebra/start', templateId };
  const schedule: string = (await call(backend, 'createSchedule', { token, body })).body.id;
  await call(backend, 'activateSchedule', { token, parameters: { schedule } });
  return schedule;
}

export async function makeAttempt(
  backend: TestBackend,
  schedule: string,
  accommodation?: unknown,
): Promise<{ attempt: string; launchToken: string }> {
  const body = { candidate: { id: 'c-17', name: 'Ada Example' }, accommodation };
  return (await call(backend, 'createAttempt', { token: backend.platformKey, parameters: { schedule }, body })).body;
}

export function openLaunch(backend: TestBackend, token: string, device: Device): Promise<Reply> {
  const client = { version: '0.0.0', browser: 'test' };
  return call(backend, 'openLaunch', { body: { token, deviceKey: device.publicJwk, client } });
}

/** A candidate in the middle of an attempt, who keeps a journal as the extension would. */
export class TestCandidate {
  /** May be replaced, when the backend was started again elsewhere. */
  backend: TestBackend;
  readonly device: Device;
  readonly grant: SessionGrant;
  readonly launchToken: string;
  readonly entries: JournalEntry[] = [];
  #head: string;
  #mono = 1000;

  constructor(backend: TestBackend, device: Device, grant: SessionGrant, launchToken: string) {
    this.backend = backend;
    this.device = device;
    this.grant = grant;
    this.launchToken = launchToken;
    this.#head = grant.policyHash;
  }

  /** The hash of the last entry written. */
  get head(): string {
    return this.#head;
  }

  /** Writes the next journal entry; it is not sent yet. */
  async write(body: JournalBody): Promise<JournalEntry> {
    this.#mono += 1000;
    const entry: JournalEntry = {
      v: 1,
      id: randomUUID(),
      session: this.grant.session,
      seq: this.entries.length,
      prev: this.#head,
      at: new Date().toISOString(),
      mono: this.#mono,
      policy: this.grant.policyHash,
      body,
    };
    this.#head = await canonicalHash(entry);
    this.entries.push(entry);
    return entry;
  }

  event(type: EventType, severity = 0, data: Record<string, string | number> = {}, cause = ''): Promise<JournalEntry> {
    return this.write({ kind: 'event', type, severity, cause, data });
  }

  /** Writes the entry of a part. */
  async recorded(
    bytes: Uint8Array<ArrayBuffer>,
    place: Pick<PartBody, 'stream' | 'segment' | 'part' | 'cipher'>,
    last = false,
    changes: Partial<PartBody> = {},
  ) {
    const body: PartBody = {
      kind: 'part',
      ...place,
      last,
      mime: 'video/webm;codecs=vp8,opus',
      bytes: bytes.length,
      sha256: await sha256Hex(bytes),
      from: place.segment * 60_000 + place.part * 2000,
      duration: 2000,
      ...changes,
    };
    return this.write(body);
  }

  /** Sends entries; all that were written unless told. */
  send(entries: readonly unknown[] = this.entries): Promise<Reply> {
    return this.ask('appendJournal', { body: { entries } });
  }

  async put(bytes: Uint8Array<ArrayBuffer>, place: Pick<PartBody, 'stream' | 'segment' | 'part'>): Promise<Reply> {
    const digest = contentDigest(await sha256Hex(bytes));
    return this.ask('putPart', { bytes, parameters: place, headers: { 'Content-Digest': digest } });
  }

  /** The signed end of the journal as it was written, with changes if a test asks for them. */
  async signEnd(changes: Partial<EndRecord> = {}, device: Device = this.device): Promise<string> {
    const end: EndRecord = {
      v: 1,
      session: this.grant.session,
      policy: this.grant.policyHash,
      entries: this.entries.length,
      head: this.#head,
      reason: 'submitted',
      at: new Date().toISOString(),
      ...changes,
    };
    const payload = new TextEncoder().encode(JSON.stringify(end));
    return new CompactSign(payload).setProtectedHeader({ alg: device.alg }).sign(device.privateKey);
  }

  async finish(end?: string): Promise<Reply> {
    return this.ask('finish', { body: { end: end ?? (await this.signEnd()) } });
  }

  /** Calls an endpoint of this session with its token. */
  ask(name: Parameters<typeof call>[1], ask: Parameters<typeof call>[2] = {}): Promise<Reply> {
    const parameters = { session: this.grant.session, ...ask.parameters };
    return call(this.backend, name, { token: this.grant.token, ...ask, parameters });
  }
}

/** A candidate who has just opened a launch, of a new schedule unless one is given. */
export async function makeCandidate(
  backend: TestBackend,
  given: { schedule?: string; device?: Device; accommodation?: unknown } = {},
): Promise<TestCandidate> {
  const schedule = given.schedule ?? (await makeSchedule(backend));
  const { launchToken } = await makeAttempt(backend, schedule, given.accommodation);
  const device = given.device ?? (await makeDevice());
  const { body } = await openLaunch(backend, launchToken, device);
  return new TestCandidate(backend, device, body, launchToken);
}

/** Bytes that look like nothing in particular, the same for the same seed. */
export function someBytes(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let place = 0; place < length; place += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[place] = state >>> 24;
  }
  return bytes;
}
