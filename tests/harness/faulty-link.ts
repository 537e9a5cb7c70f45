import { once } from 'node:events';
import { createServer, type IncomingMessage, request as openRequest, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { Dice } from './dice.ts';
import { answersInstead, type LinkFault } from './link-fault.ts';

/** A device's uploads: journal, parts and the end. Heartbeats and the chat are left alone. */
export const uploads = /^\/v1\/sessions\/[^/]+\/(journal|parts|finish)/;

interface Planned {
  readonly fault: LinkFault;
  readonly path: RegExp;
  skip: number;
  readonly happened: PromiseWithResolvers<number | null>;
}

interface Answer {
  readonly head: IncomingMessage;
  readonly body: Buffer;
}

/**
 * Stands between a browser and a backend, both on this machine, and does to their requests what networks do. The
 * backend must be told that the link's origin is its own. Without a fault everything passes as it is, streams too.
 */
export class FaultyLink {
  readonly #server = createServer((request, response) => void this.#handle(request, response));
  readonly #dice: Dice;
  readonly #planned: Planned[] = [];
  #port = 0;
  /** Where requests go, such as http://localhost:4600. */
  target = '';
  /** What happens to every upload for which nothing is planned. */
  lasting: LinkFault | undefined;
  /** What the link carries in each direction, in bytes per second; no limit where it is undefined. */
  bytesPerSecond: number | undefined;

  private constructor(seed: number) {
    this.#dice = new Dice(`link ${seed}`);
  }

  /** Opens a link on a free port. @param seed decides which byte is cut or flipped */
  static async open(seed = 1): Promise<FaultyLink> {
    const link = new FaultyLink(seed);
    await link.up();
    return link;
  }

  get origin(): string {
    return `http://localhost:${this.#port}`;
  }

  /** Connections are refused, and those that are open break, until `up`. */
  async down(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.drop();
    await closed;
  }

  async up(): Promise<void> {
    this.#server.listen(this.#port, 'localhost');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (typeof address === 'object' && address) this.#port = address.port;
  }

  /** Breaks all connections that are open now, as another network does. */
  drop(): void {
    this.#server.closeAllConnections();
  }

  /** Lets nothing happen any more that was planned and has not happened yet, or that lasts. */
  calm(): void {
    this.lasting = undefined;
    this.bytesPerSecond = undefined;
    for (const { happened } of this.#planned.splice(0)) happened.resolve(null);
  }

  /**
   * Plans a fault for the next request whose path fits, after as many that pass as `skip` says.
   * @returns once it has happened: the status with which the backend answered, or null when it was not asked, or its
   *   answer was not waited for
   */
  meet(fault: LinkFault, { path = uploads, skip = 0 } = {}): Promise<number | null> {
    const happened = Promise.withResolvers<number | null>();
    this.#planned.push({ fault, path, skip, happened });
    return happened.promise;
  }

  /** The status of the backend's answer to the next upload, which passes as it is. */
  async passes(): Promise<number | null> {
    return this.meet({ kind: 'delay', ms: 0 });
  }

  async close(): Promise<void> {
    this.calm();
    if (this.#server.listening) await this.down();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket } = request;
    const planned = request.method === 'OPTIONS' ? undefined : this.#plannedFor(request.url ?? '');
    const lasting = uploads.test(request.url ?? '') ? this.lasting : undefined;
    const fault = planned?.fault ?? lasting;
    let status: number | null = null;
    try {
      if (fault) status = await this.#misuse(fault, request, response);
      else await this.#pass(request, response, this.bytesPerSecond);
    } catch {
      // One of the two ends went away, or the backend is down: the other end sees a broken connection.
      socket.destroy();
    } finally {
      planned?.happened.resolve(status);
    }
  }

  #plannedFor(path: string): Planned | undefined {
    const next = this.#planned.find((planned) => planned.path.test(path));
    if (!next || next.skip-- > 0) return undefined;
    this.#planned.splice(this.#planned.indexOf(next), 1);
    return next;
  }

  async #misuse(fault: LinkFault, request: IncomingMessage, response: ServerResponse): Promise<number | null> {
    const { socket } = request;
    switch (fault.kind) {
      case 'cut-before':
        socket.destroy();
        return null;
      case 'delay':
        await wait(fault.ms);
        return this.#pass(request, response, undefined);
      case 'throttle':
        return this.#pass(request, response, fault.bytesPerSecond);
      case 'hang':
        request.resume();
        await Promise.race([once(response, 'close'), wait(fault.ms, undefined, { ref: false })]);
        socket.destroy();
        return null;
      default:
        return this.#misuseWhole(fault, request, response);
    }
  }

  /** Faults for which the whole request is here first. */
  async #misuseWhole(fault: LinkFault, request: IncomingMessage, response: ServerResponse): Promise<number | null> {
    const body = await buffer(request);
    const instead = answersInstead(fault, request, body);
    if (instead) {
      response.writeHead(instead.status, instead.headers).end(instead.body);
      return null;
    }
    return this.#damage(fault.kind, { request, response, body });
  }

  /** Faults in the middle of a body or an answer. */
  async #damage(
    kind: LinkFault['kind'],
    { request, response, body }: { request: IncomingMessage; response: ServerResponse; body: Buffer },
  ): Promise<number | null> {
    if (kind === 'cut-in-body') {
      const upstream = this.#upstream(request, body.length);
      upstream.on('error', () => undefined); // we break it ourselves
      await new Promise((sent) => upstream.write(this.#cut(body), sent));
      upstream.destroy();
      response.destroy();
      return null;
    }
    const { head, body: answer } = await this.#ask(request, this.#onItsWay(kind, 'body', body));
    const status = head.statusCode ?? 500;
    if (kind === 'cut-before-answer') {
      response.destroy();
      return status;
    }
    const shown = this.#onItsWay(kind, 'answer', answer);
    const length = kind === 'cut-in-answer' ? answer.length : shown.length;
    response.writeHead(status, { ...without(head.headers, 'transfer-encoding'), 'content-length': length });
    if (kind === 'cut-in-answer') response.write(this.#cut(answer), () => response.destroy());
    else response.end(shown);
    return status;
  }

  #onItsWay(kind: LinkFault['kind'], which: 'body' | 'answer', bytes: Buffer): Buffer {
    if (kind === `half-${which}`) return this.#cut(bytes);
    if (kind === `corrupt-${which}`) return this.#flip(bytes);
    return bytes;
  }

  /** The beginning of some bytes, at least one short. */
  #cut(bytes: Buffer): Buffer {
    return bytes.subarray(0, Math.floor(this.#dice.roll() * bytes.length));
  }

  /** The bytes with one bit changed. */
  #flip(bytes: Buffer): Buffer {
    const flipped = Buffer.from(bytes);
    const at = Math.floor(this.#dice.roll() * flipped.length);
    if (flipped.length > 0) flipped[at] = (flipped[at] ?? 0) ^ (1 << this.#dice.whole(0, 7));
    return flipped;
  }

  async #pass(request: IncomingMessage, response: ServerResponse, bytesPerSecond: number | undefined): Promise<number> {
    const upstream = this.#upstream(request);
    response.once('close', () => upstream.destroy());
    const answered = once(upstream, 'response') as Promise<[IncomingMessage]>;
    const sending = pipeline(request, paced(bytesPerSecond), upstream);
    const [[head]] = await Promise.all([answered, sending]);
    response.writeHead(head.statusCode ?? 500, head.headers);
    response.flushHeaders(); // a stream of events may say nothing for long
    await pipeline(head, paced(bytesPerSecond), response);
    return head.statusCode ?? 500;
  }

  async #ask(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const upstream = this.#upstream(request, body.length);
    const answered = once(upstream, 'response') as Promise<[IncomingMessage]>;
    upstream.end(body);
    const [head] = await answered;
    return { head, body: await buffer(head) };
  }

  #upstream({ method, url, headers }: IncomingMessage, length?: number) {
    const announced = length === undefined ? headers : { ...headers, 'content-length': length };
    return openRequest(new URL(url ?? '/', this.target), { method, headers: announced, agent: false });
  }
}

function without(headers: IncomingMessage['headers'], name: string): IncomingMessage['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

/** Passes chunks on, no faster than so many bytes per second. */
function paced(bytesPerSecond: number | undefined) {
  return async function* (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    const step = 4_096;
    for await (const chunk of chunks) {
      if (bytesPerSecond === undefined) {
        yield chunk;
        continue;
      }
      for (let at = 0; at < chunk.length; at += step) {
        const piece = chunk.subarray(at, at + step);
        await wait((piece.length / bytesPerSecond) * 1000);
        yield piece;
      }
    }
  };
}
