import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A proxy that lets nothing through and remembers every host that a browser tries to reach: whatever page, worker or
 * document asks, and whatever the browser asks by itself. Loopback addresses go through it too.
 */
export class SeenTraffic {
  readonly #server = createServer((request, response) => {
    this.hosts.push(new URL(request.url ?? '').host);
    response.writeHead(502).end();
  });
  readonly hosts: string[] = [];

  /** Starts the proxy on a loopback port. */
  static async start(): Promise<SeenTraffic> {
    const seen = new SeenTraffic();
    seen.#server.on('connect', (request, socket) => {
      seen.hosts.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    seen.#server.listen(0, '127.0.0.1');
    await once(seen.#server, 'listening');
    return seen;
  }

  /** What a browser is started with so that all its traffic comes here. */
  get flags(): string[] {
    const { port } = this.#server.address() as AddressInfo;
    return [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
