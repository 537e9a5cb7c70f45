import { InFlightLimit } from './in-flight-limit.ts';
import { Throughput } from './throughput.ts';

/**
 * Parts in flight at most. A browser opens six connections to a host over HTTP/1.1; the desk's stream
 * needs one, and the journal, chat and heartbeats another, or they would queue up behind parts.
 */
const mostParts = { 'http/1.1': 4, multiplexed: 6 } as const;
/** While a backend does not answer it is asked this often, whatever became of the question before. */
const probeMs = 2_000;
/** A backend at ease is come back to within this; a loaded one within three minutes, all the later the more load there is. */
const easyReturnMs = 1_000;
const loadedReturnMs = 180_000;
/** Load from which a backend counts as loaded. */
const loaded = 0.5;

/** How long an answer may take besides what the bytes need. */
const answerMs = 20_000;
/** How much slower than measured a link may become before a request counts as hanging. */
const slack = 4;
/** Bytes per second that a link is taken to have before it was measured, and at the least. */
const assumedRate = 4_000;
const leastRate = 1_000;
const mostPatienceMs = 600_000;

/**
 * What is known of the way to one backend: whether it answers, how loaded it is, and how much it takes at once.
 * Times are monotonic milliseconds.
 */
export class BackendLink {
  readonly #parts = new InFlightLimit(mostParts.multiplexed);
  readonly throughput = new Throughput();
  #most: number = mostParts['http/1.1'];
  /** 1 at ease, towards 0 loaded; null while the backend has not said. */
  #health: number | null = null;
  #state: 'answering' | 'doubted' | 'lost' = 'answering';
  #doubtedAt = 0;
  #probeAt = 0;
  #mediaFrom = 0;
  #hung = 0;

  /** Whether requests are answered, as far as is known. */
  get isAnswering(): boolean {
    return this.#state === 'answering';
  }

  /** Since when nothing comes back; null while something does, or while it is not sure yet. */
  get lostSince(): number | null {
    return this.#state === 'lost' ? this.#doubtedAt : null;
  }

  /**
   * An answer came, whatever it says.
   * @param health what the backend says of itself; null when it says nothing
   * @param random a number in [0, 1): where in the time to come back this device has its place
   */
  answered(health: number | null, now: number, random: number): void {
    this.#health = health ?? this.#health;
    if (this.#state === 'lost') this.#mediaFrom = now + returnMs(this.#health, random);
    this.#state = 'answering';
  }

  /** A part was confirmed. @param isUsedUp whether more parts wait than may be sent */
  delivered(bytes: number, now: number, isUsedUp: boolean): void {
    this.#hung = 0;
    this.#parts.delivered(bytes, now, isUsedUp);
    this.throughput.add(bytes, now);
  }

  /** A part was not confirmed. */
  failed(): void {
    this.#parts.failed();
  }

  /** Nothing came back. One request may hang by itself; when the question that follows hangs too, the link is lost. */
  missed(isProbe: boolean, now: number): void {
    if (this.#state === 'answering') {
      this.#hung += 1;
      this.#state = 'doubted';
      this.#doubtedAt = now;
      this.#probeAt = now;
    } else if (this.#state === 'doubted' && isProbe) {
      this.#state = 'lost';
      this.#hung = 0; // nothing was slow: there was no link
      this.throughput.forget();
    }
  }

  /** Whether it is time to ask if the backend answers again. */
  mayProbe(now: number): boolean {
    return !this.isAnswering && now >= this.#probeAt;
  }

  /** The question is asked. */
  probed(now: number): void {
    this.#probeAt = now + probeMs;
  }

  /** The candidate, or the system, says that it is worth trying now. */
  hurry(): void {
    this.#probeAt = 0;
    this.#mediaFrom = 0;
  }

  /** Whether the backend speaks a protocol that carries many requests over one connection. */
  set isMultiplexed(is: boolean) {
    this.#most = is ? mostParts.multiplexed : mostParts['http/1.1'];
  }

  /** How many parts may be in flight now: a loaded backend gets fewer. */
  partsAtOnce(now: number): number {
    if (!this.isAnswering || now < this.#mediaFrom) return 0;
    const most = Math.max(1, Math.round(this.#most * (this.#health ?? 1)));
    return Math.min(this.#parts.value, most);
  }

  /** When something changes by itself; Infinity when nothing does. */
  nextDue(now: number): number {
    const at = this.isAnswering ? this.#mediaFrom : this.#probeAt;
    return at > now ? at : Infinity;
  }

  /**
   * How long a request of so many bytes may take, in milliseconds: what the link needs for them, several times over. Each
   * one that hangs doubles it, so that a link that became slow is not mistaken for a dead one for ever.
   * @param bytes of this and of everything else in flight
   */
  patienceMs(bytes: number): number {
    const rate = Math.max(leastRate, this.throughput.perSecond || assumedRate);
    const needed = answerMs + ((slack * bytes) / rate) * 1000;
    return Math.min(mostPatienceMs, Math.round(needed * 2 ** Math.min(this.#hung, 5)));
  }
}

/** How long to wait with media after the link came back, so that not all devices of an exam come back at once. */
function returnMs(health: number | null, random: number): number {
  const load = 1 - (health ?? 1);
  return Math.round(random * (load < loaded ? easyReturnMs : loadedReturnMs * load));
}
