import type { SessionRecord } from '../../src/browser/database.ts';
import { openSessions, waitingParts } from '../../src/browser/journal-store.ts';
import { BackendLink } from '../../src/outbox/backend-link.ts';
import { Delays } from '../../src/outbox/delays.ts';
import { areEntriesDue } from '../../src/outbox/journal-batch.ts';
import { keyOf, mediaKey, nextLook, plan, type Send, type SessionWork } from '../../src/outbox/plan.ts';
import { NotDelivered } from '../../src/outbox/verdict.ts';
import type { RecorderNews } from '../../src/protocol/messages.ts';
import { noUpload, type UploadStatus } from '../../src/session/snapshot.ts';
import { say } from '../../src/words/saying.ts';
import { mono } from './clock.ts';
import { probe, sendEnd, sendJournal, sendPart, type Watched } from './deliveries.ts';

/** How long to rest when nothing waits and nobody wakes us. */
const restMs = 10_000;
/** Places of waiting parts to look at, besides those that wait after a failure: more than may be in flight. */
const partsSeen = 12;

/** What a journal entry takes on its way, about, in bytes. */
const entryBytes = 700;

/** Refusals of a part for what it is: sending it again cannot help, but sending the others does. */
const refusedForGood: ReadonlySet<number> = new Set([400, 409, 413, 422]);

/**
 * Empties the outbox of all sessions that have no receipt yet. What to send is decided by `plan`; here it is done, and
 * what became of it is told to the links. Everything stays on the device until the backend has confirmed it; a failure
 * costs nothing but time.
 */
export class Uploader {
  readonly #tell: (news: RecorderNews) => void;
  readonly #changed: () => void;
  readonly #back: () => void;
  readonly #links = new Map<string, BackendLink>();
  readonly #inFlight = new Map<string, Send>();
  readonly #delays = new Delays();
  #bytesInFlight = 0;
  #offlineSince: number | undefined;
  #endRest: () => void = () => undefined;
  #hasNews = false;
  status: UploadStatus = noUpload;

  /**
   * @param tell passes news on to the service worker
   * @param changed called when the status has changed
   * @param back called when a backend that was lost answers again
   */
  constructor(tell: (news: RecorderNews) => void, changed: () => void, back: () => void) {
    this.#tell = tell;
    this.#changed = changed;
    this.#back = back;
  }

  /** Something new waits. What failed before goes on waiting. */
  wake(): void {
    this.#hasNews = true;
    this.#endRest();
  }

  /** The network is back, or the candidate wants to try now: nothing waits any longer. */
  hurry(): void {
    this.#delays.clear();
    for (const link of this.#links.values()) link.hurry();
    this.wake();
  }

  /** Uploads until the document dies. One uploader at a time, however many documents there are. */
  run(): Promise<void> {
    return navigator.locks.request('vigil.uploader', async () => {
      for (;;) {
        this.#hasNews = false;
        await this.#turn().catch((error: unknown) => console.error('The outbox could not be read', error));
        if (!this.#hasNews) await this.#rest();
      }
    });
  }

  /** Reads what waits, and sends what is due. */
  async #turn(): Promise<void> {
    const sessions = await openSessions();
    const work = await Promise.all(sessions.map((session) => this.#workOf(session)));
    for (const { backend } of sessions) if (!this.#links.has(backend)) this.#links.set(backend, new BackendLink());
    const [links, inFlight, delays] = [this.#links, this.#inFlight, this.#delays];
    for (const send of plan({ work, links, inFlight, delays, now: mono() })) {
      const session = sessions.find(({ id }) => send.kind !== 'probe' && id === send.session);
      void this.#send(send, session);
    }
    this.#tellLink(sessions);
    this.#publish(sessions);
  }

  async #workOf(record: SessionRecord): Promise<SessionWork> {
    const { id: session, backend, confirmed, entries, urgent, end } = record;
    const parts = await waitingParts(session, partsSeen + this.#delays.size);
    const isOver = end !== null;
    return {
      session,
      backend,
      parts,
      areEntriesDue: areEntriesDue({ entries, confirmed, urgent, isOver }),
      isClosing: isOver && confirmed >= entries && parts.length === 0,
    };
  }

  async #send(send: Send, session: SessionRecord | undefined): Promise<void> {
    const link = this.#links.get(send.backend);
    if (!link || (send.kind !== 'probe' && !session)) return;
    const key = keyOf(send);
    if (send.kind === 'probe') link.probed(mono());
    else this.#inFlight.set(key, send);
    const flight = { bytes: 0 };
    try {
      if (send.kind === 'part') link.throughput.begin(mono());
      await this.#make(send, session, this.#watched(link, flight));
      this.#delays.remove(key);
      if (send.kind === 'part') this.#delays.remove(mediaKey(send.session));
    } catch (error) {
      this.#failed(send, link, error);
    } finally {
      this.#inFlight.delete(key);
      this.#bytesInFlight -= flight.bytes;
      if (![...this.#inFlight.values()].some(({ kind }) => kind === 'part')) link.throughput.end(mono());
      this.wake();
    }
  }

  async #make(send: Send, session: SessionRecord | undefined, watched: Watched): Promise<void> {
    if (send.kind === 'probe') return probe(send.backend, watched);
    if (!session) return;
    const link = this.#links.get(send.backend);
    if (send.kind === 'journal') {
      const bytes = await sendJournal(session, watched);
      link?.throughput.addBeside(bytes, mono());
      return;
    }
    if (send.kind === 'part') {
      const bytes = await sendPart(session, send.seq, watched);
      const isUsedUp = this.status.waitingParts > partsSeen;
      if (bytes > 0) link?.delivered(bytes, mono(), isUsedUp);
      return;
    }
    const receipt = await sendEnd(session, watched);
    if (receipt !== undefined) this.#tell({ type: 'uploader.receipt', session: session.id, receipt });
  }

  /** How a request is watched; its bytes count as under way from when it is sent. */
  #watched(link: BackendLink, flight: { bytes: number }): Watched {
    return {
      patienceMs: (bytes) => {
        flight.bytes = bytes;
        this.#bytesInFlight += bytes;
        return link.patienceMs(this.#bytesInFlight);
      },
      onAnswer: (health, isMultiplexed) => {
        if (isMultiplexed) link.isMultiplexed = true;
        if (link.lostSince !== null) {
          this.#delays.clear(); // what failed, failed for want of a link
          this.#back();
        }
        link.answered(health, mono(), Math.random());
      },
    };
  }

  #failed(send: Send, link: BackendLink, error: unknown): void {
    const known = error instanceof NotDelivered ? error : new NotDelivered(say('uploadUnreadable', String(error)));
    const now = mono();
    this.status = { ...this.status, trouble: known.saying };
    if (send.kind === 'part') link.failed();
    const isUnanswered = known.isOffline || known.isForeign;
    if (isUnanswered) link.missed(send.kind === 'probe', now);
    else console.warn('Not delivered:', known.message);
    if (send.kind === 'probe') return;
    // A part that hangs, or that the backend refuses for what it is, waits by itself and holds nothing else up.
    const isRefused = known.status !== null && refusedForGood.has(known.status);
    const isOwn = send.kind !== 'part' || isUnanswered || isRefused;
    this.#delays.add(isOwn ? keyOf(send) : mediaKey(send.session), known.waitMs, now, Math.random());
  }

  /** Tells of the link, whichever session noticed: one dead backend is no lost connection. */
  #tellLink(sessions: readonly SessionRecord[]): void {
    const used = [...new Set(sessions.map(({ backend }) => backend))].flatMap((url) => this.#links.get(url) ?? []);
    const lost = used.map((link) => link.lostSince).filter((since) => since !== null);
    const isLost = used.length > 0 && lost.length === used.length;
    if (isLost && this.#offlineSince === undefined) {
      this.#offlineSince = Math.min(...lost);
      this.#tell({ type: 'recorder.event', event: 'net.offline', cause: 'upload', durationMs: 0 });
    } else if (this.#offlineSince !== undefined && used.some((link) => link.isAnswering)) {
      const durationMs = Math.max(0, mono() - this.#offlineSince);
      this.#tell({ type: 'recorder.event', event: 'net.online', cause: 'upload', durationMs });
      this.#offlineSince = undefined;
    }
    const isTroubled = this.#delays.size > 0 || used.some((link) => !link.isAnswering);
    this.status = { ...this.status, online: !isLost, trouble: isTroubled ? this.status.trouble : '' };
  }

  /** Waits until something is due again, or something new is there. */
  async #rest(): Promise<void> {
    const now = mono();
    const ms = Math.min(restMs, nextLook({ links: this.#links, delays: this.#delays, now }) - now);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endRest = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endRest = () => undefined;
  }

  #publish(open: readonly SessionRecord[]): void {
    const sum = (count: (session: SessionRecord) => number) => open.reduce((total, one) => total + count(one), 0);
    const waitingBytes = sum(({ storedBytes, sentBytes }) => storedBytes - sentBytes);
    const toSend = waitingBytes + entryBytes * sum(({ entries, confirmed }) => Math.max(0, entries - confirmed));
    const [newest] = open.map(({ backend }) => this.#links.get(backend)).reverse();
    this.status = {
      ...this.status,
      waitingParts: sum(({ storedParts, sentParts }) => storedParts - sentParts),
      waitingBytes,
      // Once nothing is open any more, what was sent stays shown.
      ...(open.length > 0 ? { sentParts: sum((one) => one.sentParts), sentBytes: sum((one) => one.sentBytes) } : {}),
      left: this.status.online ? (newest?.throughput.timeLeft(toSend) ?? null) : null,
    };
    this.#changed();
  }
}
