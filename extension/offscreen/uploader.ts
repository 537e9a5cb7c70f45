import type { SessionRecord, StoredPart } from '../../src/browser/database.ts';
import {
  confirmEntries,
  confirmPart,
  entriesFrom,
  keepReceipt,
  openSessions,
  rewindEntries,
  waiting,
  waitingParts,
} from '../../src/browser/journal-store.ts';
import { contentDigest } from '../../src/evidence/digest.ts';
import { backoffMs } from '../../src/outbox/backoff.ts';
import { TransferRate } from '../../src/outbox/transfer-rate.ts';
import { NotDelivered } from '../../src/outbox/verdict.ts';
import { finishAnswer, journalAnswer, partAnswer } from '../../src/protocol/api.ts';
import type { RecorderNews } from '../../src/protocol/messages.ts';
import { noUpload, type UploadStatus } from '../../src/session/snapshot.ts';
import { deliver, json } from './backend-client.ts';
import { mono } from './clock.ts';
import { checkReceipt } from './receipt-check.ts';

const entriesAtOnce = 100;
const partsAtOnce = 3;
/** Without a connection one small try after this time at the latest, so that the link is used soon after it returns. */
const offlineProbeMs = 4_000;
/** The longest wait that a backend can ask of us. */
const mostAskedMs = 300_000;
/** How long to rest when nothing waits and nobody wakes us. */
const restMs = 10_000;

/** Refusals of a part for what it is: sending it again cannot help, but sending the others does. */
const refusedForGood: ReadonlySet<number> = new Set([400, 409, 413, 422]);

interface Delay {
  readonly failures: number;
  /** Monotonic milliseconds. */
  readonly until: number;
}

function keyOf({ session, seq }: StoredPart): string {
  return `${session}/${seq}`;
}

/**
 * Empties the outbox: the journal before media, the oldest first. Everything stays on the device until the
 * backend has confirmed it; a failure costs nothing but time. Runs for all sessions that have no receipt yet.
 */
export class Uploader {
  readonly #tell: (news: RecorderNews) => void;
  readonly #changed: () => void;
  readonly #rate = new TransferRate();
  /** What failed waits here before it is tried again: sessions by their id, single parts by session and place. */
  readonly #delays = new Map<string, Delay>();
  #offlineSince: number | undefined;
  #endRest: () => void = () => undefined;
  #hasNews = false;
  status: UploadStatus = noUpload;

  /**
   * @param tell passes news on to the service worker
   * @param changed called when the status has changed
   */
  constructor(tell: (news: RecorderNews) => void, changed: () => void) {
    this.#tell = tell;
    this.#changed = changed;
  }

  /** Something new waits. What failed before goes on waiting. */
  wake(): void {
    this.#hasNews = true;
    this.#endRest();
  }

  /** The network is back, or the candidate wants to try now: nothing waits any longer. */
  hurry(): void {
    this.#delays.clear();
    this.wake();
  }

  /** Uploads until the document dies. One uploader at a time, however many documents there are. */
  run(): Promise<void> {
    return navigator.locks.request('vigil.uploader', async () => {
      for (;;) await this.#round().catch(() => this.#rest()); // this device's store failed: it is read again
    });
  }

  async #round(): Promise<void> {
    this.#hasNews = false;
    let isBusy = false;
    let isReached: boolean | undefined;
    for (const session of await openSessions().catch(() => [])) {
      if (this.#isDelayed(session.id)) continue;
      try {
        isBusy = (await this.#serve(session)) || isBusy;
        this.#delays.delete(session.id);
        isReached = true;
      } catch (error) {
        const known = this.#failed(session.id, error);
        isReached ||= !known.isOffline;
      }
    }
    if (isReached !== undefined) await this.#tellLink(isReached);
    if (!isBusy && !this.#hasNews) await this.#rest();
  }

  /** Sends some of what one session has waiting; true when there may be more. */
  async #serve(session: SessionRecord): Promise<boolean> {
    const sentEntries = await this.#sendJournal(session);
    const oldest = await waitingParts(session.id, partsAtOnce + this.#delays.size);
    const due = oldest.filter((part) => !this.#isDelayed(keyOf(part))).slice(0, partsAtOnce);
    const results = await Promise.allSettled(due.map((part) => this.#sendPart(session, part)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
    if (oldest.length === 0 && !sentEntries) return this.#finish(session);
    return due.length > 0 || sentEntries;
  }

  async #sendJournal(session: SessionRecord): Promise<boolean> {
    const entries = await entriesFrom(session.id, session.confirmed, entriesAtOnce);
    if (entries.length === 0) return false;
    await this.#rewinding(session, async () => {
      const { next } = await deliver(session, 'appendJournal', journalAnswer, { method: 'POST', ...json({ entries }) });
      if (next <= session.confirmed) {
        throw new NotDelivered('The exam server did not keep what it was sent. It is sent again.');
      }
      await confirmEntries(session.id, Math.min(next, session.confirmed + entries.length));
    });
    return true;
  }

  /** A backend that lost entries which it had confirmed (restored from a backup) says so, and gets them again. */
  async #rewinding(session: SessionRecord, send: () => Promise<void>): Promise<void> {
    try {
      await send();
    } catch (error) {
      const expected = error instanceof NotDelivered ? error.problem?.expected : undefined;
      if (expected === undefined || expected >= session.confirmed) throw error;
      await rewindEntries(session.id, expected);
    }
  }

  /** Sends one part. One that the backend refuses for what it is waits by itself, and holds nothing else up. */
  async #sendPart(session: SessionRecord, part: StoredPart): Promise<void> {
    try {
      await this.#deliverPart(session, part);
    } catch (error) {
      if (!(error instanceof NotDelivered) || error.status === null || !refusedForGood.has(error.status)) throw error;
      this.#delay(keyOf(part), error);
      this.status = { ...this.status, trouble: error.message };
    }
  }

  async #deliverPart(session: SessionRecord, part: StoredPart): Promise<void> {
    const { stream, segment, part: number, mime, sha256, bytes } = part.body;
    const answer = await deliver(session, 'putPart', partAnswer, {
      method: 'PUT',
      headers: { 'Content-Type': mime, 'Content-Digest': contentDigest(sha256) },
      body: part.blob,
      parameters: { stream, segment, part: number },
    });
    if (answer.sha256 !== sha256) {
      throw new NotDelivered('The exam server stored something else than was sent. It is sent again.');
    }
    this.#delays.delete(keyOf(part));
    await confirmPart(part);
    this.#rate.add(bytes, mono());
    await this.#publish();
  }

  /** When the signed end and all before it is there, asks for the receipt. */
  async #finish(session: SessionRecord): Promise<boolean> {
    if (!session.end || session.confirmed < session.entries) return false;
    const { end } = session;
    await this.#rewinding(session, async () => {
      const { receipt } = await deliver(session, 'finish', finishAnswer, { method: 'POST', ...json({ end }) });
      await checkReceipt(session, end, receipt);
      await keepReceipt(session.id, receipt);
      this.#tell({ type: 'uploader.receipt', session: session.id, receipt });
    });
    return false;
  }

  /** Tells of the link once a round, whichever session noticed: one dead backend is no lost connection. */
  async #tellLink(isReached: boolean): Promise<void> {
    const now = mono();
    if (isReached && this.#offlineSince !== undefined) {
      const durationMs = now - this.#offlineSince;
      this.#tell({ type: 'recorder.event', event: 'net.online', cause: 'upload', durationMs });
      this.#offlineSince = undefined;
    } else if (!isReached && this.#offlineSince === undefined) {
      this.#offlineSince = now;
      this.#tell({ type: 'recorder.event', event: 'net.offline', cause: 'upload', durationMs: 0 });
    }
    this.status = { ...this.status, online: isReached, trouble: this.#delays.size === 0 ? '' : this.status.trouble };
    await this.#publish();
  }

  #failed(session: string, error: unknown): NotDelivered {
    const known =
      error instanceof NotDelivered
        ? error
        : new NotDelivered(`This device could not read what waits: ${String(error)}`);
    console.warn('Not delivered:', known.message);
    this.#delay(session, known);
    this.status = { ...this.status, trouble: known.message };
    return known;
  }

  #delay(key: string, { isOffline, waitMs }: NotDelivered): void {
    const failures = (this.#delays.get(key)?.failures ?? 0) + 1;
    const ownMs = backoffMs(failures, Math.random());
    const asked = Math.min(waitMs ?? 0, mostAskedMs);
    const wait = Math.max(asked, isOffline ? Math.min(ownMs, offlineProbeMs) : ownMs);
    this.#delays.set(key, { failures, until: mono() + wait });
  }

  #isDelayed(key: string): boolean {
    return (this.#delays.get(key)?.until ?? 0) > mono();
  }

  /** Waits until something is due again, or something new is there. */
  async #rest(): Promise<void> {
    const now = mono();
    const later = [...this.#delays.values()].map(({ until }) => until - now).filter((wait) => wait > 0);
    const ms = Math.min(restMs, ...later);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endRest = () => undefined;
  }

  async #publish(): Promise<void> {
    const { parts, bytes } = await waiting();
    const open = await openSessions();
    const sum = (count: (session: SessionRecord) => number) => open.reduce((total, one) => total + count(one), 0);
    this.status = {
      ...this.status,
      waitingParts: parts,
      waitingBytes: bytes,
      // Once nothing is open any more, what was sent stays shown.
      ...(open.length > 0 ? { sentParts: sum((one) => one.sentParts), sentBytes: sum((one) => one.sentBytes) } : {}),
      rate: this.#rate.perSecond(mono()),
    };
    this.#changed();
  }
}
