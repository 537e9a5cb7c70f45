import { BackendLink } from './backend-link.ts';
import { Delays } from './delays.ts';
import { keyOf, nextLook, plan, type Send, type SessionWork } from './plan.ts';

/** A link as a test imagines it. */
export interface SimulatedLink {
  /** Bytes per second that get through at a moment (milliseconds); 0 while nothing does. */
  readonly rate: (at: number) => number;
  /** From sending to answer, besides the bytes' own time. */
  readonly latencyMs: number;
  /** What the backend says of itself. */
  readonly health?: number;
  /** Whether a sign-in page answers in the backend's place. */
  readonly isForeign?: (at: number) => boolean;
  /** Parts that the backend is slow with, by place: so much longer in milliseconds. */
  readonly slowParts?: ReadonlyMap<number, number>;
}

interface Flight {
  readonly send: Send;
  left: number;
  readonly givenUpAt: number;
  sentAt: number | undefined;
}

const tickMs = 10;
const backend = 'https://backend.example';
const sizes = { journal: 2_000, finish: 1_000, probe: 400 } as const;

/**
 * The outbox of one session on a link, on a clock of its own: what the uploader does with `plan`, without a browser.
 * Requests in flight share the link; one that takes longer than its patience comes to nothing.
 */
export class SimulatedOutbox {
  readonly link = new BackendLink();
  readonly #delays = new Delays();
  readonly #flights = new Map<string, Flight>();
  readonly #world: SimulatedLink;
  readonly #partBytes: number;
  #probes = 0;
  now = 0;
  parts: number[];
  hasEntries = false;
  /** Every answer, in its order. */
  readonly answers: { readonly kind: Send['kind']; readonly at: number; readonly seq?: number }[] = [];
  mostAtOnce = 0;
  /** Requests that were made. */
  requests = 0;

  constructor(world: SimulatedLink, parts: number, partBytes: number) {
    this.#world = world;
    this.#partBytes = partBytes;
    this.parts = Array.from({ length: parts }, (_, at) => at);
  }

  get waitingBytes(): number {
    return this.parts.length * this.#partBytes;
  }

  /** Runs until nothing waits, or until a moment. @returns when it stopped */
  run(until: number, each: (now: number) => void = () => undefined): number {
    while (this.now < until && (this.parts.length > 0 || this.hasEntries)) {
      this.#send();
      each(this.now);
      this.now += tickMs;
      this.#carry();
    }
    return this.now;
  }

  /** When the outbox would look again by itself. */
  nextLook(): number {
    return nextLook({ links: new Map([[backend, this.link]]), delays: this.#delays, now: this.now });
  }

  #send(): void {
    const work: SessionWork = {
      session: 's',
      backend,
      areEntriesDue: this.hasEntries,
      parts: this.parts.slice(0, 12),
      isClosing: false,
    };
    const inFlight = new Map([...this.#flights].map(([key, { send }]) => [key, send]));
    const links = new Map([[backend, this.link]]);
    for (const send of plan({ work: [work], links, inFlight, delays: this.#delays, now: this.now })) {
      if (send.kind === 'probe') this.link.probed(this.now);
      const key = send.kind === 'probe' ? `probe ${this.#probes++}` : keyOf(send);
      const left = send.kind === 'part' ? this.#partBytes : sizes[send.kind];
      const bytes = this.#partBytes * (this.#flights.size + 1);
      const givenUpAt = this.now + (send.kind === 'probe' ? 15_000 : this.link.patienceMs(bytes));
      this.requests += 1;
      this.#flights.set(key, { send, left, givenUpAt, sentAt: undefined });
    }
    const media = [...this.#flights.values()].filter(({ send }) => send.kind === 'part').length;
    this.mostAtOnce = Math.max(this.mostAtOnce, media);
    if (media > 0) this.link.throughput.begin(this.now);
    else this.link.throughput.end(this.now);
  }

  #carry(): void {
    // No two connections get the same share of a link; what one does not need is there for the next.
    const open = [...this.#flights.values()].filter(({ sentAt }) => sentAt === undefined);
    let budget = (this.#world.rate(this.now) * tickMs) / 1000;
    for (const [at, flight] of open.entries()) {
      const isLast = at === open.length - 1;
      const taken = Math.min(flight.left, isLast ? budget : (budget / (open.length - at)) * 1.3);
      flight.left -= taken;
      budget -= taken;
      if (flight.left <= 0.5) flight.sentAt = this.now;
    }
    for (const [key, flight] of this.#flights) this.#settle(key, flight);
  }

  #settle(key: string, { send, givenUpAt, sentAt }: Flight): void {
    const slow = send.kind === 'part' ? (this.#world.slowParts?.get(send.seq) ?? 0) : 0;
    const isAnswered =
      sentAt !== undefined && this.#world.rate(this.now) > 0 && this.now >= sentAt + this.#world.latencyMs + slow;
    const isForeign = isAnswered && this.#world.isForeign?.(this.now) === true;
    if (isAnswered && !isForeign) this.#answered(key, send);
    if ((isAnswered && !isForeign) || (!isForeign && this.now < givenUpAt)) return;
    this.#flights.delete(key);
    this.link.missed(send.kind === 'probe', this.now);
    if (send.kind === 'part') this.link.failed();
    if (send.kind !== 'probe') this.#delays.add(keyOf(send), null, this.now, 0.5);
  }

  #answered(key: string, send: Send): void {
    this.#flights.delete(key);
    if (this.link.lostSince !== null) this.#delays.clear();
    this.link.answered(this.#world.health ?? null, this.now, 0.5);
    this.answers.push({ kind: send.kind, at: this.now, ...(send.kind === 'part' ? { seq: send.seq } : {}) });
    if (send.kind === 'journal') this.hasEntries = false;
    if (send.kind !== 'part') return;
    this.parts = this.parts.filter((seq) => seq !== send.seq);
    this.link.delivered(this.#partBytes, this.now, this.parts.length > this.link.partsAtOnce(this.now));
  }
}
