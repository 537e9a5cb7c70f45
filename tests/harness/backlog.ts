import type { Page } from 'puppeteer';
import { link, type NewEntry } from '../../src/evidence/chain.ts';
import type { StreamName } from '../../src/protocol/journal.ts';

/** A part of a made-up recording: where it belongs, and how large it is. */
export interface MadeUpPart {
  readonly stream: StreamName;
  readonly segment: number;
  readonly part: number;
  readonly last: boolean;
  readonly bytes: number;
}

interface Held {
  readonly record: {
    readonly id: string;
    readonly entries: number;
    readonly head: string;
    readonly policyHash: string;
  };
  readonly digests: readonly string[];
}

/**
 * Puts parts of noise into a device's outbox with journal entries that continue its chain, as if they had been recorded
 * while there was no network. Nothing may be recorded meanwhile: do it before the exam starts.
 * @param page a page of the extension, with one session opened
 */
export async function addBacklog(page: Page, parts: readonly MadeUpPart[]): Promise<void> {
  const { record, digests } = await page.evaluate(
    makeBlobs,
    parts.map(({ bytes }) => bytes),
  );
  let head = { entries: record.entries, head: record.head };
  const entries: unknown[] = [];
  for (const [at, part] of parts.entries()) {
    const body: NewEntry['body'] = {
      kind: 'part',
      ...part,
      mime: 'video/webm;codecs=vp8',
      sha256: digests[at] ?? '',
      from: part.segment * 60_000 + part.part * 1_500,
      duration: 1_500,
    };
    const mono = at * 750;
    const { id: session, policyHash: policy } = record;
    const linked = await link(head, {
      id: crypto.randomUUID(),
      session,
      policy,
      at: new Date().toISOString(),
      mono,
      body,
    });
    entries.push(linked.entry);
    head = linked.head;
  }
  await page.evaluate(storeEntries, record.id, entries, head);
}

/** Runs in the page: makes the parts, and keeps them there. */
async function makeBlobs(sizes: readonly number[]): Promise<Held> {
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('vigil');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const sessions = await new Promise<Held['record'][]>((resolve, reject) => {
    const request = db.transaction('sessions').objectStore('sessions').getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  db.close();
  const [record] = sessions;
  if (!record || sessions.length !== 1)
    throw new Error(`There are ${sessions.length} sessions on this device, not one`);
  const blobs: Blob[] = [];
  const digests: string[] = [];
  for (const size of sizes) {
    const bytes = crypto.getRandomValues(new Uint8Array(size));
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    digests.push([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
    blobs.push(new Blob([bytes]));
  }
  Object.assign(globalThis, { madeUp: blobs });
  return { record, digests };
}

/** Runs in the page: one transaction, as a recorded part is stored. */
async function storeEntries(session: string, entries: readonly unknown[], head: { entries: number; head: string }) {
  const { madeUp } = globalThis as unknown as { madeUp: Blob[] };
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('vigil');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const write = db.transaction(['sessions', 'journal', 'parts'], 'readwrite', { durability: 'strict' });
  const sessions = write.objectStore('sessions');
  const read = sessions.get(session);
  read.onsuccess = () => {
    const known = read.result;
    const bytes = madeUp.reduce((sum, { size }) => sum + size, 0);
    sessions.put({
      ...known,
      ...head,
      storedBytes: known.storedBytes + bytes,
      storedParts: known.storedParts + madeUp.length,
    });
  };
  for (const [at, entry] of (entries as { seq: number; body: unknown }[]).entries()) {
    write.objectStore('journal').add(entry);
    write.objectStore('parts').add({ session, seq: entry.seq, body: entry.body, blob: madeUp[at] });
  }
  await new Promise<void>((resolve, reject) => {
    write.oncomplete = () => resolve();
    write.onerror = () => reject(write.error);
  });
  db.close();
}
