import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Target } from 'puppeteer';

/** Whom a browser asks by itself: its updates, its maker's accounts, the search engine that it is set to. */
const browsersOwn = /(^|\.)(google|googleapis|gstatic|gvt1|duckduckgo|microsoft|msn|bing)\.(com|net)(:\d+)?$/;

/**
 * Everything that a browser asks of the network, seen in two ways. A proxy, which lets nothing through, sees every host
 * whoever asks; the debugger sees the address of every request that a page, worker or document makes.
 */
export class SeenTraffic {
  readonly #server = createServer((request, response) => {
    this.#hosts.push(new URL(request.url ?? '').host);
    response.writeHead(502).end();
  });
  #hosts: string[] = [];
  #addresses: string[] = [];

  /** Starts the proxy on a loopback port. */
  static async start(): Promise<SeenTraffic> {
    const seen = new SeenTraffic();
    seen.#server.on('connect', (request, socket) => {
      seen.#hosts.push(request.url ?? '');
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    });
    seen.#server.listen(0, '127.0.0.1');
    await once(seen.#server, 'listening');
    return seen;
  }

  /** What a browser is started with so that all its traffic comes here, that to loopback addresses too. */
  get flags(): string[] {
    const { port } = this.#server.address() as AddressInfo;
    return [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'];
  }

  /** Watches every page, worker and document of a browser, those that it opens later too. */
  async watch(browser: Browser): Promise<void> {
    browser.on('targetcreated', (target) => void this.#attach(target));
    await Promise.all(browser.targets().map((target) => this.#attach(target)));
  }

  /** Hosts that were asked, but for those that the browser asks by itself. */
  get hosts(): readonly string[] {
    return this.#hosts.filter((host) => !browsersOwn.test(host));
  }

  /** Addresses on the network that were asked for. */
  get addresses(): readonly string[] {
    return this.#addresses.filter((address) => /^(https?|wss?):/.test(address));
  }

  /** How much was asked for in all, the extension's own files among it. */
  get requests(): number {
    return this.#addresses.length;
  }

  forget(): void {
    this.#hosts = [];
    this.#addresses = [];
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #attach(target: Target): Promise<void> {
    try {
      const session = await target.createCDPSession();
      session.on('Network.requestWillBeSent', ({ request }) => void this.#addresses.push(request.url));
      await session.send('Network.enable');
    } catch {
      // It is gone already, or is a kind of target that asks for nothing.
    }
  }
}
