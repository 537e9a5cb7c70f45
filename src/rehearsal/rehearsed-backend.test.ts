import { CompactSign, exportJWK, generateKeyPair } from 'jose';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { entryHash, link } from '../evidence/chain.ts';
import { canonicalJson, contentDigest, sha256Hex } from '../evidence/digest.ts';
import { proveReceipt } from '../evidence/receipt-file.ts';
import { fingerprint, signedAs, signedType } from '../evidence/signed.ts';
import { policyHash } from '../policy/hash.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import { problem, sessionGrant } from '../protocol/api.ts';
import { chatMessage } from '../protocol/chat.ts';
import { endpoints, pathTo } from '../protocol/endpoints.ts';
import type { EventType } from '../protocol/events.ts';
import type { PublicJwk } from '../protocol/fields.ts';
import type { JournalEntry } from '../protocol/journal.ts';
import { findingsOf, RehearsedBackend } from './rehearsed-backend.ts';

// In a browser the origin is the extension's own; nothing else depends on which it is.
const origin = 'https://rehearsal.example';
const session = crypto.randomUUID();
const start = Date.UTC(2026, 10, 25, 9);

async function keyPair() {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const publicJwk = (await exportJWK(publicKey)) as PublicJwk;
  const sign = async (text: string, header: object) =>
    new CompactSign(new TextEncoder().encode(text))
      .setProtectedHeader({ ...header, alg: 'EdDSA', kid: await fingerprint(publicJwk) })
      .sign(privateKey);
  return { publicJwk, sign };
}

const own = await keyPair();
const device = await keyPair();
const said = { exam: 'Übung', provider: 'Vigil', reply: 'Niemand liest mit. هنا' };
let backend: RehearsedBackend;
beforeEach(() => {
  backend = new RehearsedBackend({
    origin,
    publicKey: own.publicJwk,
    sign: (kind, payload, header = {}) => own.sign(payload, { ...header, typ: signedType(kind) }),
    device: async () => device.publicJwk,
    words: async () => ({ ...said, candidate: 'Robin Example' }),
    now: () => start,
  });
});

let token = '';
async function ask(method: string, path: string, body: unknown = null, digest: string | null = null) {
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(body === null ? '' : JSON.stringify(body));
  const asked = { method, path, contentDigest: digest, authorization: `Bearer ${token}` };
  return backend.answer({ ...asked, body: bytes as Uint8Array<ArrayBuffer> });
}

async function open() {
  const { body } = await ask('POST', '/v1/launches', { token: await backend.launch() });
  const grant = v.parse(sessionGrant, body);
  token = grant.token;
  return grant;
}

/** A chain of events, as a device writes it. */
async function journalOf(policy: string, types: readonly EventType[]): Promise<JournalEntry[]> {
  const entries: JournalEntry[] = [];
  let head = { entries: 0, head: policy };
  for (const [at, type] of types.entries()) {
    const body = { kind: 'event', type, severity: 0, cause: '', data: {} } as const;
    const facts = {
      id: crypto.randomUUID(),
      session,
      policy,
      at: new Date(start + at * 50_000).toISOString(),
      mono: at,
    };
    const linked = await link(head, { ...facts, body });
    entries.push(linked.entry);
    head = linked.head;
  }
  return entries;
}

describe("a rehearsal's backend", () => {
  it('grants a session whose policy it has signed, and that can be kept', async () => {
    const grant = await open();
    const document = JSON.parse(await signedAs('policy', [own.publicJwk], grant.policy));
    expect(await policyHash(parsePolicy(document))).toBe(grant.policyHash);
    expect(grant).toMatchObject({ exam: { title: said.exam }, provider: { name: said.provider, contact: '' } });
    const keys = await ask('GET', pathTo('keys'));
    expect(keys).toEqual({ status: 200, body: { keys: [own.publicJwk] } });
  });

  it('takes a journal, and gives a receipt that proves it with what the rehearsal came to', async () => {
    const { policyHash: policy, policy: signed } = await open();
    const entries = await journalOf(policy, ['browser.checked', 'session.started', 'net.online', 'session.submitted']);
    const path = pathTo('appendJournal', { session });
    expect(await ask('POST', path, { entries: entries.slice(0, 2) })).toEqual({ status: 200, body: { next: 2 } });
    expect((await ask('POST', path, { entries })).body).toEqual({ next: 4 }); // what is known is passed over
    const last = entries.at(-1) as JournalEntry;
    const record = { v: 1, session, policy, entries: 4, head: await entryHash(last), reason: 'submitted', at: last.at };
    const end = await device.sign(canonicalJson(record), {});
    const { body } = await ask('POST', pathTo('finish', { session }), { end });
    const { receipt } = v.parse(endpoints.finish.answer, body);
    const proven = { signed: { receipt, policy: signed, end }, device: device.publicJwk, backend: [own.publicJwk] };
    expect(JSON.parse(await proveReceipt(proven, entries))).toMatchObject({ receipt: { exam: said.exam } });
    expect(findingsOf(receipt)?.drills).toEqual({ link: 'passed', camera: 'skipped', tab: 'skipped' });
    // Nothing of it is kept.
    const again = await ask('POST', pathTo('finish', { session }), { end });
    expect(v.parse(problem, again.body)).toMatchObject({ status: 409, expected: 0 });
  });

  it('says what it has when it was started in the middle, and refuses a chain that is broken or a forged end', async () => {
    const { policyHash: policy } = await open();
    const entries = await journalOf(policy, ['session.started', 'net.offline', 'net.online']);
    const path = pathTo('appendJournal', { session });
    const gap = await ask('POST', path, { entries: entries.slice(1) });
    expect(v.parse(problem, gap.body)).toMatchObject({ status: 409, expected: 0 });
    const [first, second] = entries as [JournalEntry, JournalEntry];
    const moved = await ask('POST', path, { entries: [first, { ...second, prev: policy }] });
    expect(v.parse(problem, moved.body)).toMatchObject({ type: '/problems/journal-conflict' });
    const record = { v: 1, session, policy, entries: 0, head: policy, reason: 'declined', at: first.at };
    const forged = await own.sign(canonicalJson(record), {});
    expect((await ask('POST', pathTo('finish', { session }), { end: forged })).status).toBe(400);
  });

  it('looks at a part as a backend does', async () => {
    const bytes = new TextEncoder().encode('a part');
    const path = pathTo('putPart', { session, stream: 'camera', segment: 2, part: 7 });
    const sha256 = await sha256Hex(bytes);
    expect(await ask('PUT', path, bytes, contentDigest(sha256))).toEqual({
      status: 200,
      body: { stream: 'camera', segment: 2, part: 7, bytes: 6, sha256 },
    });
    expect((await ask('PUT', path, bytes, contentDigest(await sha256Hex('another')))).status).toBe(400);
    expect((await ask('PUT', path, bytes)).status).toBe(400);
  });

  it('answers in the chat by itself, in the language of the candidate', async () => {
    await open();
    const heard: unknown[] = [];
    backend.listen((type, data) => heard.push([type, data]));
    const path = pathTo('postMessage', { session });
    const post = { id: crypto.randomUUID(), text: 'Hello?', at: new Date().toISOString() };
    const { body } = await ask('POST', path, post);
    expect(v.parse(chatMessage, body)).toMatchObject({ number: 1, from: 'candidate' });
    expect(heard).toMatchObject([
      ['marks', { seen: 1, typing: false }],
      ['message', { number: 2, from: 'desk', text: said.reply }],
    ]);
    // Sent again, since the answer was lost, it is the same message.
    expect((await ask('POST', path, post)).body).toEqual(body);
    expect(heard).toHaveLength(2);
    expect((await ask('POST', pathTo('markMessages', { session }), { seen: 2, typing: true })).status).toBe(200);
  });

  it('counts on from what the device has of a conversation, when it was started in the middle', async () => {
    await open();
    await ask('GET', `${pathTo('listMessages', { session })}?after=4`);
    const post = { id: crypto.randomUUID(), text: 'Hello?', at: new Date().toISOString() };
    expect((await ask('POST', pathTo('postMessage', { session }), post)).body).toMatchObject({ number: 5 });
  });

  it('knows health and heartbeat, and nothing that a rehearsal never asks', async () => {
    await open();
    expect(v.is(endpoints.health.answer, (await ask('GET', pathTo('health'))).body)).toBe(true);
    const beat = await ask('POST', pathTo('heartbeat', { session }), {});
    expect(v.is(endpoints.heartbeat.answer, beat.body)).toBe(true);
    expect((await ask('GET', '/v1/attempts')).status).toBe(404);
    expect((await ask('POST', pathTo('measureLink', { session }))).status).toBe(404);
    expect((await ask('GET', '/nowhere')).status).toBe(404);
  });
});
