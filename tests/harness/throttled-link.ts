import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** How a link is interrupted: connections are refused, or swallow what is sent and never answer. */
export type Outage = 'refused' | 'silent';

/** What the link saw since it was opened last, on the monotonic clock of this process; undefined until it happens. */
export interface FirstBytes {
  openedAt: number;
  any?: number;
  part?: number;
}

/**
 * A link between browser and backend with so many bytes per second towards the backend, all connections together. What
 * comes back is not slowed down. It can be interrupted, and then breaks what was open.
 */
export class ThrottledLink {
  readonly #server = createServer((socket) => this.#carry(socket));
  readonly #sockets = new Set<Socket>();
  #port = 0;
  #outage: Outage | undefined;
  /** When the bytes that were let through until now have left, in milliseconds. */
  #busyUntil = 0;
  /** Where requests go, such as http://localhost:4600. */
  target = '';
  bytesPerSecond = Number.POSITIVE_INFINITY;
  /** Bytes carried towards the backend, ever. */
  carried = 0;
  first: FirstBytes = { openedAt: 0 };

  static async open(): Promise<ThrottledLink> {
    const link = new ThrottledLink();
    await link.#listen();
    return link;
  }

  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  async interrupt(outage: Outage): Promise<void> {
    this.#outage = outage;
    if (outage === 'silent') return; // what is open swallows from here on
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#drop();
    await closed;
  }

  async restore(): Promise<void> {
    const outage = this.#outage;
    this.#outage = undefined;
    this.first = { openedAt: performance.now() };
    if (outage === 'refused') await this.#listen();
    else this.#drop();
  }

  async close(): Promise<void> {
    const closed = this.#server.listening ? once(this.#server, 'close') : undefined;
    this.#server.close();
    this.#drop();
    await closed;
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, 'localhost');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
  }

  #drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #carry(inner: Socket): void {
    const outer = connect(Number(new URL(this.target).port), 'localhost');
    for (const [socket, other] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      this.#sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined); // a link breaks; what stood on it learns of it
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    inner.pipe(this.#throttle()).pipe(outer);
    outer.pipe(inner);
  }

  #throttle(): Transform {
    return new Transform({
      highWaterMark: 16_384,
      transform: (chunk: Buffer, _encoding, done) => {
        void this.#pass(chunk).then((passed) => done(null, passed));
      },
    });
  }

  async #pass(chunk: Buffer): Promise<Buffer> {
    if (this.#outage) return new Promise(() => undefined); // swallowed
    const now = performance.now();
    this.first.any ??= now;
    if (chunk.subarray(0, 200).includes('/parts/')) this.first.part ??= now;
    this.carried += chunk.length;
    this.#busyUntil = Math.max(now, this.#busyUntil) + (chunk.length / this.bytesPerSecond) * 1000;
    const ms = this.#busyUntil - now;
    if (ms > 1) await wait(ms);
    return this.#outage ? new Promise(() => undefined) : chunk;
  }
}
