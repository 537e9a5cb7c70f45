import type { SessionRecord } from '../../src/browser/database.ts';
import {
  confirmEntries,
  confirmPart,
  entriesFrom,
  findPart,
  keepReceipt,
  rewindEntries,
} from '../../src/browser/journal-store.ts';
import { contentDigest } from '../../src/evidence/digest.ts';
import { NotDelivered } from '../../src/outbox/verdict.ts';
import { finishAnswer, journalAnswer, partAnswer } from '../../src/protocol/api.ts';
import { endpoints } from '../../src/protocol/endpoints.ts';
import { acceptReceipt } from './accept-receipt.ts';
import { ask, type Delivery, deliver, json } from './backend-client.ts';

const entriesAtOnce = 100;
const probePatienceMs = 15_000;

/** How a request is watched: how long so many bytes may take, and who is told that anything answered. */
export interface Watched extends Pick<Delivery, 'onAnswer'> {
  readonly patienceMs: (bytes: number) => number;
}

/** Asks a backend whether it is there. @throws NotDelivered */
export async function probe(backend: string, { onAnswer }: Watched): Promise<void> {
  const told = onAnswer ? { onAnswer } : {};
  await ask(backend, 'health', endpoints.health.answer, { method: 'GET', patienceMs: probePatienceMs, ...told });
}

/** Sends journal entries that wait, some at a time. @returns their size in bytes. @throws NotDelivered */
export async function sendJournal(session: SessionRecord, watched: Watched): Promise<number> {
  const entries = await entriesFrom(session.id, session.confirmed, entriesAtOnce);
  if (entries.length === 0) return 0;
  const body = json({ entries });
  const bytes = String(body.body).length;
  await rewinding(session, async () => {
    const request = { ...watched, method: 'POST', ...body, patienceMs: watched.patienceMs(bytes) };
    const { next } = await deliver(session, 'appendJournal', journalAnswer, request);
    if (next <= session.confirmed) {
      throw new NotDelivered('The exam server did not keep what it was sent. It is sent again.');
    }
    await confirmEntries(session.id, Math.min(next, session.confirmed + entries.length));
  });
  return bytes;
}

/** Sends one part. @returns its size in bytes; 0 when it was confirmed already. @throws NotDelivered */
export async function sendPart(session: SessionRecord, seq: number, watched: Watched): Promise<number> {
  const part = await findPart(session.id, seq);
  if (!part) return 0;
  const { stream, segment, part: number, mime, cipher, sha256, bytes } = part.body;
  const answer = await deliver(session, 'putPart', partAnswer, {
    ...watched,
    method: 'PUT',
    headers: { 'Content-Type': cipher ? 'application/octet-stream' : mime, 'Content-Digest': contentDigest(sha256) },
    body: part.blob,
    parameters: { stream, segment, part: number },
    patienceMs: watched.patienceMs(part.blob.size),
  });
  if (answer.sha256 !== sha256) {
    throw new NotDelivered('The exam server stored something else than was sent. It is sent again.');
  }
  await confirmPart(part);
  return bytes;
}

/** When the signed end and all before it is there, asks for the receipt. @throws NotDelivered */
export async function sendEnd(session: SessionRecord, watched: Watched): Promise<string | undefined> {
  const { end } = session;
  if (end === null) return undefined;
  let issued: string | undefined;
  await rewinding(session, async () => {
    const request = { ...watched, method: 'POST', ...json({ end }), patienceMs: watched.patienceMs(end.length) };
    const { receipt } = await deliver(session, 'finish', finishAnswer, request);
    await keepReceipt(session.id, receipt, await acceptReceipt(session, end, receipt));
    issued = receipt;
  });
  return issued;
}

/** A backend that lost entries which it had confirmed (restored from a backup) says so, and gets them again. */
async function rewinding(session: SessionRecord, send: () => Promise<void>): Promise<void> {
  try {
    await send();
  } catch (error) {
    const expected = error instanceof NotDelivered ? error.problem?.expected : undefined;
    if (expected === undefined || expected >= session.confirmed) throw error;
    await rewindEntries(session.id, expected);
  }
}
